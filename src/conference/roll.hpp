// The roll call: which sites are there, and how many people sit in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"

namespace diemcau::conference {

// What the roll call found of a site. `in_person`: its people sit in the central hall; `online`: in their own room.
enum class Attendance : std::uint8_t { not_called, in_person, online, absent };
BOOST_DESCRIBE_ENUM(Attendance, not_called, in_person, online, absent)

// ---- Events ----

// The roll is called. What was confirmed before the first call stands; each later call begins anew.
struct RollCalled {
  friend bool operator==(const RollCalled&, const RollCalled&) = default;
};
BOOST_DESCRIBE_STRUCT(RollCalled, (), ())
// All that is known of the site from now on. What was confirmed before stays in the log.
struct PresenceConfirmed {
  SiteId site;
  Attendance roll = Attendance::not_called;
  std::optional<std::uint32_t> headcount = {};
  std::string absence = {};  // why it is absent
  bool by_phone = false;
  std::optional<std::uint64_t> corrects = {};  // the number of the event that said otherwise since the roll was called

  friend bool operator==(const PresenceConfirmed&, const PresenceConfirmed&) = default;
};
BOOST_DESCRIBE_STRUCT(PresenceConfirmed, (), (site, roll, headcount, absence, by_phone, corrects))

// ---- Commands ----

struct CallRoll {
  static constexpr auth::Act kAct = auth::Act::call_roll;

  friend bool operator==(const CallRoll&, const CallRoll&) = default;
};
BOOST_DESCRIBE_STRUCT(CallRoll, (), ())
// A site says of itself only that it is online, and with how many.
struct ConfirmPresence {
  SiteId site;
  Attendance roll = Attendance::online;
  std::optional<std::uint32_t> headcount = {};  // left out: as confirmed last
  std::string absence = {};
  bool by_phone = false;

  static constexpr auth::Act kAct = auth::Act::confirm_presence;
  static constexpr std::string_view kMayBeAbsent[] = {"absence", "by_phone"};

  friend bool operator==(const ConfirmPresence&, const ConfirmPresence&) = default;
};
BOOST_DESCRIBE_STRUCT(ConfirmPresence, (), (site, roll, headcount, absence, by_phone))

// ---- State ----

// What was found of each site stands with the site (presence.hpp).
struct RollCall {
  std::optional<WallTime> roll_called_at;  // said with the roll

  friend bool operator==(const RollCall&, const RollCall&) = default;
};
BOOST_DESCRIBE_STRUCT(RollCall, (), ())

// The roll as everybody sees it; follows from what was confirmed (roll_rules.hpp).
struct Roll {
  std::optional<WallTime> called_at;
  std::uint32_t quorum_percent = 0;  // of all sites
  std::uint64_t sites_present = 0;   // in person or online
  std::uint64_t sites_all = 0;
  std::uint64_t people = 0;
  bool met = false;  // at least the quorum is present, by the roll that was called

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Roll&, const Roll&) = default;
};
BOOST_DESCRIBE_STRUCT(Roll, (), (called_at, quorum_percent, sites_present, sites_all, people, met))

}  // namespace diemcau::conference
