// The conference opens, pauses, goes through its programme, and ends.
//
// While it pauses nobody but the main site is heard, and the clock of the turn stands; the turn is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"

namespace diemcau::conference {

enum class Phase : std::uint8_t { planned, in_session, paused, concluded };
BOOST_DESCRIBE_ENUM(Phase, planned, in_session, paused, concluded)

// ---- Events ----

struct Opened {
  static constexpr bool kOrdered = true;

  friend bool operator==(const Opened&, const Opened&) = default;
};
BOOST_DESCRIBE_STRUCT(Opened, (), ())
struct Paused {
  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "pause";

  friend bool operator==(const Paused&, const Paused&) = default;
};
BOOST_DESCRIBE_STRUCT(Paused, (), ())
struct Resumed {
  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "resume";

  friend bool operator==(const Resumed&, const Resumed&) = default;
};
BOOST_DESCRIBE_STRUCT(Resumed, (), ())
struct Concluded {
  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "conclude";

  friend bool operator==(const Concluded&, const Concluded&) = default;
};
BOOST_DESCRIBE_STRUCT(Concluded, (), ())
struct ItemStarted {
  ItemId item;

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "start_item";

  friend bool operator==(const ItemStarted&, const ItemStarted&) = default;
};
BOOST_DESCRIBE_STRUCT(ItemStarted, (), (item))

// ---- Commands ----

struct Open {
  static constexpr auth::Act kAct = auth::Act::open;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Open&, const Open&) = default;
};
BOOST_DESCRIBE_STRUCT(Open, (), ())
struct Pause {
  static constexpr auth::Act kAct = auth::Act::pause;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Pause&, const Pause&) = default;
};
BOOST_DESCRIBE_STRUCT(Pause, (), ())
struct Resume {
  static constexpr auth::Act kAct = auth::Act::pause;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Resume&, const Resume&) = default;
};
BOOST_DESCRIBE_STRUCT(Resume, (), ())
struct Conclude {
  static constexpr auth::Act kAct = auth::Act::conclude;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Conclude&, const Conclude&) = default;
};
BOOST_DESCRIBE_STRUCT(Conclude, (), ())
// The item under way. It gives nobody the floor; giving the floor for an item starts that item (floor.hpp).
struct StartItem {
  ItemId item;

  static constexpr auth::Act kAct = auth::Act::start_item;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const StartItem&, const StartItem&) = default;
};
BOOST_DESCRIBE_STRUCT(StartItem, (), (item))

// ---- State ----

struct ItemUnderWay {
  ItemId id;
  WallTime since{};

  friend bool operator==(const ItemUnderWay&, const ItemUnderWay&) = default;
};
BOOST_DESCRIBE_STRUCT(ItemUnderWay, (), (id, since))

struct Phases {
  Phase phase = Phase::planned;
  std::optional<ItemUnderWay> item;  // of the programme

  friend bool operator==(const Phases&, const Phases&) = default;
};
BOOST_DESCRIBE_STRUCT(Phases, (), (phase, item))

}  // namespace diemcau::conference
