// Which site a receiver sees in which slot: pure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "conference/stage.hpp"

namespace diemcau::server {

using conference::SceneKind;

// What is set at the desk besides the stage. What of it a page shows and how large is the page's own; here it matters
// who is in `second` (hall_speaker), and whom the speaker sees (rotation).
struct Production {
  SceneKind kind = SceneKind::speaker;
  std::optional<SiteId> second;   // hall_speaker: the other picture
  std::optional<SiteId> preview;  // what the director sees before it is taken
  std::optional<SiteId> cue;      // hears talkback

  friend bool operator==(const Production&, const Production&) = default;
};

// As the state says it.
[[nodiscard]] Production production_of(const conference::State& state);

// How long the speaker of a rotation sees one site.
inline constexpr Duration kRotationPeriod = std::chrono::seconds{10};
// Which turn of rotations `now` falls into, and when the next one begins.
[[nodiscard]] std::uint64_t rotation_at(Instant now);
[[nodiscard]] Instant next_rotation(Instant now);

// What there is to see.
struct Pictures {
  conference::Stage stage;
  SiteId main_site;
  std::vector<SiteId> present;  // the main site and whoever is in main included
  Production production;
  std::uint64_t rotation = 0;
  std::function<bool(const SiteId&)> has_camera;
  std::function<bool(const SiteId&)> has_screen;
};

// One receiver's slots by what they may carry; sites, not tracks.
struct SlotPlan {
  std::optional<SiteId> main;     // a camera
  std::optional<SiteId> content;  // a screen
  std::optional<SiteId> second;
  std::optional<SiteId> preview;
  std::vector<std::optional<SiteId>> gallery;

  friend bool operator==(const SlotPlan&, const SlotPlan&) = default;
};

// Plans for many receivers of the same pictures: what they have in common is looked for once.
class SlotPlanner {
 public:
  // Borrows the pictures.
  explicit SlotPlanner(const Pictures& pictures);

  // `own` is the receiver's site: never shown to itself. Where it would see itself in main it gets the other picture of
  // hall_speaker, in a rotation the site whose turn it is, otherwise the main site, and the main site the first of the
  // gallery (docs/protocol.md, "State"). `before` is what the receiver has now: tiles that are still wanted stay where
  // they are, so that a change of floor switches no more tiles than it must. The result has as many tiles as `before`.
  [[nodiscard]] SlotPlan plan(const std::optional<SiteId>& own, const SlotPlan& before) const;

  // The director sees every present site in a tile, with picture or without, for as long as it is present.
  [[nodiscard]] SlotPlan plan_for_director(const SlotPlan& before) const;

 private:
  [[nodiscard]] std::optional<SiteId> main_for(const std::optional<SiteId>& own) const;
  [[nodiscard]] SlotPlan stage_for(const std::optional<SiteId>& own) const;
  [[nodiscard]] std::optional<SiteId> with_camera(const std::optional<SiteId>& site) const;

  const Pictures& pictures_;
  std::vector<SiteId> tiles_;  // the gallery's first sites that have a picture; more than a receiver can need
  std::optional<SiteId> rotating_;
};

}  // namespace diemcau::server
