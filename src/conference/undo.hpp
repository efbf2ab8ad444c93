// A mistake is taken back: the last act on phase, floor, scene or cue, within kUndoWithin. What it changed of these is
// again as before it; a clock counts nothing for the time between. Requests that came or went since stay so.
//
// An event that can be undone says by its members
//   static constexpr std::string_view kUndoneAs = "...";   what its act amounts to: of several, the last one counts,
//   static constexpr bool kFollows = true;                 but not one that only follows from those before it
// Any other event that is ordered (events.hpp) ends what could be undone. Opening is not undone: sites were called by
// it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "auth/permission.hpp"
#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/floor.hpp"
#include "conference/phases.hpp"
#include "conference/scene.hpp"

namespace diemcau::conference {

inline constexpr std::chrono::seconds kUndoWithin{5};
inline constexpr std::chrono::seconds kUndoWay{1};  // for the command to come from the page

// ---- Events ----

struct ActUndone {
  std::uint64_t act = 0;

  static constexpr bool kOrdered = true;

  friend bool operator==(const ActUndone&, const ActUndone&) = default;
};
BOOST_DESCRIBE_STRUCT(ActUndone, (), (act))

// ---- Commands ----

// Chair and director may undo each other's acts and the secretary's; a secretary its own only.
struct Undo {
  std::uint64_t act = 0;

  static constexpr auth::Act kAct = auth::Act::undo;
  static constexpr bool kAfterConclusion = true;

  friend bool operator==(const Undo&, const Undo&) = default;
};
BOOST_DESCRIBE_STRUCT(Undo, (), (act))

// ---- State ----

// The desk's: what can be undone, and until when.
struct Undoable {
  std::uint64_t act = 0;
  std::string what;  // a command's type: `next` counts as `give_floor`, `take` as `take_scene`
  WallTime until{};

  friend bool operator==(const Undoable&, const Undoable&) = default;
};
BOOST_DESCRIBE_STRUCT(Undoable, (), (act, what, until))
struct UndoDesk {
  std::optional<Undoable> undo;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const UndoDesk&, const UndoDesk&) = default;
};
BOOST_DESCRIBE_STRUCT(UndoDesk, (), (undo))

// The server's own: what was before that act, with the turn's clock stopped; and who did it.
struct BeforeAct {
  auth::Role by = auth::Role::system;
  LinkId link;
  Phases phases;
  Floor floor;
  TakenScene scene;

  friend bool operator==(const BeforeAct&, const BeforeAct&) = default;
};
struct UndoPoint {
  std::optional<BeforeAct> before_act;  // exactly when the desk has `undo`

  friend bool operator==(const UndoPoint&, const UndoPoint&) = default;
};
BOOST_DESCRIBE_STRUCT(UndoPoint, (), ())

}  // namespace diemcau::conference
