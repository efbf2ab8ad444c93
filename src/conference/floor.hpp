// Who has the floor: turns, given and taken back.
#pragma once

#include <cstdint>
#include <optional>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"

namespace diemcau::conference {

enum class TurnEndReason : std::uint8_t { taken_back, next_turn, concluded };
BOOST_DESCRIBE_ENUM(TurnEndReason, taken_back, next_turn, concluded)

// ---- Events ----

// Turns are numbered from 1 within a conference.
struct TurnStarted {
  std::uint64_t turn = 0;
  SiteId site;

  static constexpr bool kOrdered = true;

  friend bool operator==(const TurnStarted&, const TurnStarted&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnStarted, (), (turn, site))
struct TurnEnded {
  std::uint64_t turn = 0;
  SiteId site;
  TurnEndReason reason = TurnEndReason::taken_back;

  static constexpr bool kOrdered = true;

  friend bool operator==(const TurnEnded&, const TurnEnded&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnEnded, (), (turn, site, reason))

// ---- Commands ----

struct GiveFloor {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::give_floor;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const GiveFloor&, const GiveFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(GiveFloor, (), (site))
struct TakeBackFloor {
  static constexpr auth::Act kAct = auth::Act::take_back_floor;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const TakeBackFloor&, const TakeBackFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeBackFloor, (), ())

// ---- State ----

struct Turn {
  std::uint64_t number = 0;
  SiteId site;
  WallTime since{};

  friend bool operator==(const Turn&, const Turn&) = default;
};
BOOST_DESCRIBE_STRUCT(Turn, (), (number, site, since))

struct Floor {
  std::optional<Turn> turn;
  std::uint64_t turns_given = 0;  // the server's own

  friend bool operator==(const Floor&, const Floor&) = default;
};
BOOST_DESCRIBE_STRUCT(Floor, (), (turn))

}  // namespace diemcau::conference
