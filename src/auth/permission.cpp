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
    case Act::state_media_fact:
      return {.system = any};
    case Act::issue_link:
      return {.organiser = any, .system = any};
    case Act::open:
    case Act::give_floor:
    case Act::take_back_floor:
    case Act::conclude:
      return {.chair = any};
    case Act::take_scene:
      return {.chair = any, .director = any};
    case Act::mute_site:
      return {.director = any, .site = own_site};
    case Act::revoke_link:
      return {.chair = any, .organiser = any, .system = any};
    case Act::watch:
      return {.chair = any,
              .director = any,
              .secretary = any,
              .site = any,
              .hall = any,
              .observer = any,
              .organiser = any,
              .system = any};
    case Act::list_links:
      return {.chair = any, .director = any, .organiser = any};
    case Act::publish:
      return {.site = own_site};
    case Act::receive_hall:
      return {.chair = any, .director = any, .hall = any};
    case Act::receive_site:
      return {.chair = any, .director = any, .site = any};
    case Act::receive_observer:
      return {.chair = any, .director = any, .site = any, .hall = any, .observer = any};
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
