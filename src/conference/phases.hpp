// The conference opens and ends.
#pragma once

#include <cstdint>

#include "auth/permission.hpp"
#include "base/describe.hpp"

namespace diemcau::conference {

enum class Phase : std::uint8_t { planned, in_session, concluded };
BOOST_DESCRIBE_ENUM(Phase, planned, in_session, concluded)

// ---- Events ----

struct Opened {
  static constexpr bool kOrdered = true;

  friend bool operator==(const Opened&, const Opened&) = default;
};
BOOST_DESCRIBE_STRUCT(Opened, (), ())
struct Concluded {
  static constexpr bool kOrdered = true;

  friend bool operator==(const Concluded&, const Concluded&) = default;
};
BOOST_DESCRIBE_STRUCT(Concluded, (), ())

// ---- Commands ----

struct Open {
  static constexpr auth::Act kAct = auth::Act::open;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Open&, const Open&) = default;
};
BOOST_DESCRIBE_STRUCT(Open, (), ())
struct Conclude {
  static constexpr auth::Act kAct = auth::Act::conclude;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Conclude&, const Conclude&) = default;
};
BOOST_DESCRIBE_STRUCT(Conclude, (), ())

// ---- State ----

struct Phases {
  Phase phase = Phase::planned;

  friend bool operator==(const Phases&, const Phases&) = default;
};
BOOST_DESCRIBE_STRUCT(Phases, (), (phase))

}  // namespace diemcau::conference
