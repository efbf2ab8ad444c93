// What the public state's JSON says besides the state's own members: what follows from them.
#pragma once

#include <optional>
#include <vector>

#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// What everybody sees (stage.hpp).
struct Scene {
  SiteId main;
  std::optional<SiteId> content;
  std::vector<SiteId> gallery;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Scene&, const Scene&) = default;
};
BOOST_DESCRIBE_STRUCT(Scene, (), (main, content, gallery))

// Its members stand in the state's JSON beside the state's own, and are compared like these (changes.hpp).
struct Derived {
  Scene scene;
  std::vector<SiteId> heard;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Derived&, const Derived&) = default;
};
BOOST_DESCRIBE_STRUCT(Derived, (), (scene, heard))

[[nodiscard]] Derived derived(const State& state);

}  // namespace diemcau::conference
