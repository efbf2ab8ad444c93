#include "auth/permission.hpp"

namespace diemcau::auth {
namespace {

// One row of the table: what each role may do of one act.
struct Row {
  Grant chair = Grant::no;
  Grant director = Grant::no;
  Grant secretary = Grant::no;
  Grant site = Grant::no;
  Grant hall = Grant::no;
  Grant observer = Grant::no;
  Grant organiser = Grant::no;
  Grant system = Grant::no;
};

constexpr Row row_of(Act act) {
  using enum Grant;
  switch (act) {
    case Act::create:
      return {.organiser = any, .system = any};
    case Act::edit_conference:
    case Act::invite:
      return {.organiser = any};
    case Act::edit_programme:
      return {.chair = any, .secretary = any, .organiser = any};
    case Act::issue_link:
    case Act::revoke_link:
      return {.chair = any, .organiser = any, .system = any};
    case Act::list_links:
      return {.chair = any, .director = any, .organiser = any};
    case Act::answer_invitation:
    case Act::submit_paper:
    case Act::confirm_presence:
      return {.secretary = any, .site = own_site, .organiser = any};
    case Act::review_paper:
    case Act::call_roll:
      return {.secretary = any, .organiser = any};
    case Act::show_paper:
    case Act::send_message:
      return {.chair = any, .director = any, .secretary = any, .site = own_site};
    case Act::record_line_test:
    case Act::give_consent:
    case Act::cast_ballot:
    case Act::ask_question:
    case Act::publish:
      return {.site = own_site};
    case Act::sign_line_test:
      return {.director = any, .site = own_site};
    case Act::call_retest:
      return {.director = any, .organiser = any};
    case Act::open:
    case Act::pause:
    case Act::conclude:
    case Act::take_chair:
    case Act::lead_turns:
      return {.chair = any};
    case Act::start_item:
    case Act::undo:
      return {.chair = any, .director = any, .secretary = any};
    case Act::hand_over_chair:
      return {.chair = any, .organiser = any};
    case Act::request_floor:
      return {.chair = any, .secretary = any, .site = own_site};
    case Act::withdraw_request:
      return {.chair = any, .director = any, .secretary = any, .site = own_site};
    case Act::open_vote:
      return {.chair = any, .secretary = any, .system = any};
    case Act::reorder_queue:
    case Act::take_note:
    case Act::moderate_questions:
      return {.chair = any, .secretary = any};
    case Act::give_floor:
    case Act::cue:
    case Act::take_scene:
    case Act::show_strap:
    case Act::talk_back:
    case Act::receive_director:
      return {.chair = any, .director = any};
    case Act::set_preview:
      return {.director = any};
    case Act::mute_site:
      return {.chair = any, .director = any, .site = own_site};
    case Act::state_media_fact:
      return {.system = any};
    case Act::receive_hall:
      return {.chair = any, .director = any, .hall = any};
    case Act::receive_site:
      return {.chair = any, .director = any, .site = any};
    case Act::receive_observer:
      return {.chair = any, .director = any, .secretary = any, .site = any, .hall = any, .observer = any};
    case Act::watch:
      return {.chair = any,
              .director = any,
              .secretary = any,
              .site = any,
              .hall = any,
              .observer = any,
              .organiser = any,
              .system = any};
  }
  return {};
}

}  // namespace

Grant grant(Role role, Act act) {
  const Row row = row_of(act);
  switch (role) {
    case Role::chair:
      return row.chair;
    case Role::director:
      return row.director;
    case Role::secretary:
      return row.secretary;
    case Role::site:
      return row.site;
    case Role::hall:
      return row.hall;
    case Role::observer:
      return row.observer;
    case Role::organiser:
      return row.organiser;
    case Role::system:
      return row.system;
  }
  return Grant::no;
}

bool may(Role role, const std::optional<SiteId>& own, Act act, const std::optional<SiteId>& target) {
  switch (grant(role, act)) {
    case Grant::no:
      return false;
    case Grant::own_site:
      return own && (!target || *target == *own);
    case Grant::any:
      return true;
  }
  return false;
}

}  // namespace diemcau::auth
