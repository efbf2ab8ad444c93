// Who may do what: one table, pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "auth/role.hpp"
#include "base/conference_ids.hpp"

namespace diemcau::auth {

enum class Act : std::uint8_t {
  create,
  issue_link,
  open,
  give_floor,
  take_back_floor,
  take_scene,
  mute_site,
  revoke_link,
  conclude,
  state_media_fact,  // site joined or left, source started or stopped
  watch,             // state and events
  list_links,
  publish,
  receive_hall,
  receive_site,
  receive_observer,
};

inline constexpr std::array kAllActs{
    Act::create,    Act::issue_link,   Act::open,         Act::give_floor,       Act::take_back_floor, Act::take_scene,
    Act::mute_site, Act::revoke_link,  Act::conclude,     Act::state_media_fact, Act::watch,           Act::list_links,
    Act::publish,   Act::receive_hall, Act::receive_site, Act::receive_observer};

enum class Grant : std::uint8_t { no, own_site, any };

[[nodiscard]] Grant grant(Role role, Act act);

// As `grant`, decided for somebody at `own` doing `act` to `target`. An act without a target counts as done to one's
// own site.
[[nodiscard]] bool may(Role role, const std::optional<SiteId>& own, Act act, const std::optional<SiteId>& target);

}  // namespace diemcau::auth
