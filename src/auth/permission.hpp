// Who may do what: one table, pure.
#pragma once

#include <cstdint>
#include <optional>

#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::auth {

enum class Act : std::uint8_t {
  // Setting up
  create,
  edit_conference,
  edit_programme,  // put, move and remove items
  invite,          // sites and delegates
  issue_link,
  revoke_link,
  list_links,
  answer_invitation,
  // Papers and the line test
  submit_paper,
  review_paper,
  show_paper,
  record_line_test,
  sign_line_test,
  give_consent,
  call_retest,
  // Leading
  open,
  pause,  // and resume
  conclude,
  start_item,
  take_chair,
  hand_over_chair,
  // The floor
  request_floor,
  withdraw_request,
  reorder_queue,
  give_floor,
  lead_turns,  // next, extend, take back
  undo,
  // What is seen and heard
  cue,
  set_preview,
  take_scene,
  show_strap,  // and slates
  mute_site,
  // The assembly
  call_roll,
  confirm_presence,
  open_vote,  // and close
  cast_ballot,
  take_note,
  send_message,
  ask_question,
  moderate_questions,
  // The media plane
  state_media_fact,  // site joined or left, source started or stopped
  publish,
  talk_back,
  receive_hall,
  receive_site,
  receive_observer,
  receive_director,
  // Everybody
  watch,  // state and events
};
BOOST_DESCRIBE_ENUM(Act, create, edit_conference, edit_programme, invite, issue_link, revoke_link, list_links,
                    answer_invitation, submit_paper, review_paper, show_paper, record_line_test, sign_line_test,
                    give_consent, call_retest, open, pause, conclude, start_item, take_chair, hand_over_chair,
                    request_floor, withdraw_request, reorder_queue, give_floor, lead_turns, undo, cue, set_preview,
                    take_scene, show_strap, mute_site, call_roll, confirm_presence, open_vote, cast_ballot, take_note,
                    send_message, ask_question, moderate_questions, state_media_fact, publish, talk_back, receive_hall,
                    receive_site, receive_observer, receive_director, watch)

enum class Grant : std::uint8_t { no, own_site, any };

[[nodiscard]] Grant grant(Role role, Act act);

// As `grant`, decided for somebody at `own` doing `act` to `target`. An act without a target counts as done to one's
// own site.
[[nodiscard]] bool may(Role role, const std::optional<SiteId>& own, Act act, const std::optional<SiteId>& target);

}  // namespace diemcau::auth
