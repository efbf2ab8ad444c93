// What everybody sees, as the chair or the director took it.
#pragma once

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::conference {

// ---- Events ----

struct SceneTaken {
  SiteId main;

  static constexpr bool kOrdered = true;

  friend bool operator==(const SceneTaken&, const SceneTaken&) = default;
};
BOOST_DESCRIBE_STRUCT(SceneTaken, (), (main))

// ---- Commands ----

struct TakeScene {
  SiteId main;

  static constexpr auth::Act kAct = auth::Act::take_scene;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const TakeScene&, const TakeScene&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeScene, (), (main))

// ---- State ----

// What was taken; what is seen follows from it and from who is there (stage.hpp).
struct TakenScene {
  SiteId scene_main;

  friend bool operator==(const TakenScene&, const TakenScene&) = default;
};
BOOST_DESCRIBE_STRUCT(TakenScene, (), ())

}  // namespace diemcau::conference
