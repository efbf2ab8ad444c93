// What the public state's JSON says besides the state's own members: what follows from them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// What everybody sees (stage.hpp).
struct Scene {
  SceneKind kind = SceneKind::speaker;
  SiteId main;
  std::optional<SiteId> second;
  std::optional<SiteId> content;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Scene&, const Scene&) = default;
};
BOOST_DESCRIBE_STRUCT(Scene, (), (kind, main, second, content))

// Who is to speak next: the site of the first request, or else of the first item that comes and has a site. The item
// under way counts while nobody was given the floor for it.
struct NextSpeaker {
  SiteId site;
  std::optional<ItemId> item;            // of the programme, or
  std::optional<std::uint64_t> request;  // of the queue
  bool present = false;

  friend bool operator==(const NextSpeaker&, const NextSpeaker&) = default;
};
BOOST_DESCRIBE_STRUCT(NextSpeaker, (), (site, item, request, present))
[[nodiscard]] std::optional<NextSpeaker> next_speaker(const State& state);

// Its members stand in the state's JSON beside the state's own, and are compared like these (changes.hpp).
struct Derived {
  std::optional<NextSpeaker> next;
  Scene scene;
  std::set<SiteId> heard;
  Roll roll;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Derived&, const Derived&) = default;
};
BOOST_DESCRIBE_STRUCT(Derived, (), (next, scene, heard, roll))

[[nodiscard]] Derived derived(const State& state);

}  // namespace diemcau::conference
