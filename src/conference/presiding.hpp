// Several people may have a chair's link, and one of them presides: the first whose link was issued, until another
// takes the chair or is handed it. When the link that presides is revoked, the first chair's link that is left
// presides.
//
// The others' commands are refused as `not_presiding`, but for those that say
//   static constexpr bool kAnyChair = true;
#pragma once

#include <optional>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::conference {

// ---- Events ----

struct ChairHandedOver {
  LinkId link;

  friend bool operator==(const ChairHandedOver&, const ChairHandedOver&) = default;
};
BOOST_DESCRIBE_STRUCT(ChairHandedOver, (), (link))

// ---- Commands ----

// For oneself: the deputy goes on where the chair's line is lost.
struct TakeChair {
  static constexpr auth::Act kAct = auth::Act::take_chair;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kAnyChair = true;

  friend bool operator==(const TakeChair&, const TakeChair&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeChair, (), ())
struct HandOverChair {
  LinkId link;

  static constexpr auth::Act kAct = auth::Act::hand_over_chair;
  static constexpr bool kAfterConclusion = true;

  friend bool operator==(const HandOverChair&, const HandOverChair&) = default;
};
BOOST_DESCRIBE_STRUCT(HandOverChair, (), (link))

// ---- State ----

struct Presiding {
  std::optional<LinkId> presiding;  // none while there is no chair's link

  friend bool operator==(const Presiding&, const Presiding&) = default;
};
BOOST_DESCRIBE_STRUCT(Presiding, (), (presiding))

}  // namespace diemcau::conference
