// Why a command was refused: a stable code for machines, a sentence for people.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace diemcau::conference {

enum class Refusal : std::uint8_t {
  not_permitted,
  no_such_conference,
  already_created,
  invalid_field,
  conference_not_open,
  already_open,
  conference_concluded,
  no_such_site,
  site_not_present,
  already_has_floor,
  no_turn,
  no_such_link,
  link_exists,
  last_chair_link,
  no_such_item,
  no_such_delegate,
  site_in_use,
  site_has_joined,
  not_presiding,
  conference_paused,
  no_such_request,
  no_next,
  no_preview,
  cannot_undo,
  undo_too_late,
  no_chair_link,
  no_such_paper,
  paper_not_approved,
  not_presenting,
  no_such_page,
  no_paper_shown,
  no_line_test,
  no_rehearsal,
  too_many,
  vote_open,
  vote_closed,
  no_such_motion,
  no_electors,
  not_elector,
  already_voted,
  ballot_key_lost,
  no_such_note,
  note_corrected,
  no_such_question,
  question_settled,
  stale,
};

inline constexpr std::array kAllRefusals{Refusal::not_permitted,
                                         Refusal::no_such_conference,
                                         Refusal::already_created,
                                         Refusal::invalid_field,
                                         Refusal::conference_not_open,
                                         Refusal::already_open,
                                         Refusal::conference_concluded,
                                         Refusal::no_such_site,
                                         Refusal::site_not_present,
                                         Refusal::already_has_floor,
                                         Refusal::no_turn,
                                         Refusal::no_such_link,
                                         Refusal::link_exists,
                                         Refusal::last_chair_link,
                                         Refusal::no_such_item,
                                         Refusal::no_such_delegate,
                                         Refusal::site_in_use,
                                         Refusal::site_has_joined,
                                         Refusal::not_presiding,
                                         Refusal::conference_paused,
                                         Refusal::no_such_request,
                                         Refusal::no_next,
                                         Refusal::no_preview,
                                         Refusal::cannot_undo,
                                         Refusal::undo_too_late,
                                         Refusal::no_chair_link,
                                         Refusal::no_such_paper,
                                         Refusal::paper_not_approved,
                                         Refusal::not_presenting,
                                         Refusal::no_such_page,
                                         Refusal::no_paper_shown,
                                         Refusal::no_line_test,
                                         Refusal::no_rehearsal,
                                         Refusal::too_many,
                                         Refusal::vote_open,
                                         Refusal::vote_closed,
                                         Refusal::no_such_motion,
                                         Refusal::no_electors,
                                         Refusal::not_elector,
                                         Refusal::already_voted,
                                         Refusal::ballot_key_lost,
                                         Refusal::no_such_note,
                                         Refusal::note_corrected,
                                         Refusal::no_such_question,
                                         Refusal::question_settled,
                                         Refusal::stale};

// One sentence that says what happened and what to do, in the product's two languages.
struct Text {
  std::string_view vi;
  std::string_view en;
};

[[nodiscard]] std::string_view code_of(Refusal refusal);
[[nodiscard]] Text text_of(Refusal refusal);

}  // namespace diemcau::conference
