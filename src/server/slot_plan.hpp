// Which site a receiver sees in which slot: pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conference/stage.hpp"

namespace diemcau::server {

// What there is to see.
struct Pictures {
  conference::Stage stage;
  SiteId main_site;
  std::function<bool(const SiteId&)> has_camera;
  std::function<bool(const SiteId&)> has_screen;
};

// One receiver's slots by what they may carry; sites, not tracks.
struct SlotPlan {
  std::optional<SiteId> main;     // a camera
  std::optional<SiteId> content;  // a screen
  std::vector<std::optional<SiteId>> gallery;

  friend bool operator==(const SlotPlan&, const SlotPlan&) = default;
};

// `own` is the receiver's site: never shown to itself. Where it would see itself in main it gets the main site, and the
// main site the first of the gallery (docs/protocol.md, "State"). `before` is what the receiver has now: tiles that
// are still wanted stay where they are, so that a change of floor switches no more tiles than it must. The result has
// as many tiles as `before`.
[[nodiscard]] SlotPlan plan_slots(const Pictures& pictures, const std::optional<SiteId>& own, const SlotPlan& before);

}  // namespace diemcau::server
