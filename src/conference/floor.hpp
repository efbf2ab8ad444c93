// Who has the floor: sites ask for it, the chair gives it, for a turn whose time is measured.
//
// - The queue holds the requests in the chair's order: new ones at its end, `reorder_queue` moves them.
// - Giving the floor serves a request: the one that is named, or else a hand that the site has raised. It leaves the
//   queue; what the request or the item says of topic and minutes stands where the command says nothing.
// - Giving the floor for an item of the programme starts that item.
// - A turn's clock counts while the holder is on air: it stands in a pause, and while the holder is lost. No clock cuts
//   anybody off. A lost holder keeps the turn until the chair ends it; only the scene leaves it (scene.hpp).
// - Who is next follows from queue and programme (derived.hpp).
// - In đào tạo the teacher, who is the chair, alone gives the floor: there the director may not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"

namespace diemcau::conference {

inline constexpr std::size_t kMaxTopicBytes = 400;       // of a request or turn: a line on a console
inline constexpr std::size_t kMaxRequests = 500;         // more than can ever speak; bounds every snapshot
inline constexpr std::size_t kMaxRequestsPerSite = 5;    // so that one site cannot fill the queue
inline constexpr std::uint32_t kMaxTurnMinutes = 1'440;  // a day

enum class TurnEndReason : std::uint8_t { taken_back, next_turn, concluded };
BOOST_DESCRIBE_ENUM(TurnEndReason, taken_back, next_turn, concluded)

// Announced beforehand, with a topic; or a hand raised in the room.
enum class RequestKind : std::uint8_t { registered, hand };
BOOST_DESCRIBE_ENUM(RequestKind, registered, hand)

// ---- Events ----

// Requests are numbered from 1 within a conference. Their order is the queue's; it counts for is_stale (decide.hpp)
// only where another request becomes the first one.
struct FloorRequested {
  std::uint64_t number = 0;
  SiteId site;
  std::string topic;
  RequestKind kind = RequestKind::registered;

  friend bool operator==(const FloorRequested&, const FloorRequested&) = default;
};
BOOST_DESCRIBE_STRUCT(FloorRequested, (), (number, site, topic, kind))
struct RequestWithdrawn {
  std::uint64_t number = 0;
  SiteId site;

  friend bool operator==(const RequestWithdrawn&, const RequestWithdrawn&) = default;
};
BOOST_DESCRIBE_STRUCT(RequestWithdrawn, (), (number, site))
struct QueueReordered {
  std::vector<std::uint64_t> numbers;  // all of them

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "reorder_queue";

  friend bool operator==(const QueueReordered&, const QueueReordered&) = default;
};
BOOST_DESCRIBE_STRUCT(QueueReordered, (), (numbers))
// Turns are numbered from 1 within a conference; the number of one that was undone is not used again.
struct TurnStarted {
  std::uint64_t turn = 0;
  SiteId site;
  std::string topic = {};
  std::optional<ItemId> item = {};
  std::optional<std::uint32_t> allotted_s = {};
  std::optional<std::uint64_t> request = {};  // that it serves

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "give_floor";
  static constexpr std::string_view kMayBeAbsent[] = {"topic"};  // in logs of before there were topics

  friend bool operator==(const TurnStarted&, const TurnStarted&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnStarted, (), (turn, site, topic, item, allotted_s, request))
struct TurnExtended {
  std::uint64_t turn = 0;
  SiteId site;
  std::uint32_t allotted_s = 0;  // in all

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "extend_turn";

  friend bool operator==(const TurnExtended&, const TurnExtended&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnExtended, (), (turn, site, allotted_s))
struct TurnEnded {
  std::uint64_t turn = 0;
  SiteId site;
  TurnEndReason reason = TurnEndReason::taken_back;
  std::uint64_t used_ms = 0;

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "take_back_floor";
  static constexpr std::string_view kMayBeAbsent[] = {"used_ms"};  // in logs of before time was measured

  friend bool operator==(const TurnEnded&, const TurnEnded&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnEnded, (), (turn, site, reason, used_ms))

// ---- Commands ----

struct RequestFloor {
  SiteId site;
  std::string topic = {};
  RequestKind kind = RequestKind::registered;

  static constexpr auth::Act kAct = auth::Act::request_floor;
  static constexpr std::string_view kMayBeAbsent[] = {"topic"};

  friend bool operator==(const RequestFloor&, const RequestFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(RequestFloor, (), (site, topic, kind))
struct WithdrawRequest {
  std::uint64_t number = 0;

  static constexpr auth::Act kAct = auth::Act::withdraw_request;

  friend bool operator==(const WithdrawRequest&, const WithdrawRequest&) = default;
};
BOOST_DESCRIBE_STRUCT(WithdrawRequest, (), (number))
// Those that are not named keep their order behind those that are: they may just have come.
struct ReorderQueue {
  std::vector<std::uint64_t> numbers;

  static constexpr auth::Act kAct = auth::Act::reorder_queue;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const ReorderQueue&, const ReorderQueue&) = default;
};
BOOST_DESCRIBE_STRUCT(ReorderQueue, (), (numbers))
struct GiveFloor {
  SiteId site;
  std::optional<std::string> topic = {};
  std::optional<ItemId> item = {};
  std::optional<std::uint64_t> request = {};
  std::optional<std::uint32_t> minutes = {};  // 1 to kMaxTurnMinutes; without, the item's; or no limit

  static constexpr auth::Act kAct = auth::Act::give_floor;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const GiveFloor&, const GiveFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(GiveFloor, (), (site, topic, item, request, minutes))
// Gives the floor to whoever is next.
struct Next {
  static constexpr auth::Act kAct = auth::Act::lead_turns;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Next&, const Next&) = default;
};
BOOST_DESCRIBE_STRUCT(Next, (), ())
// A turn without a limit gets one: the time used so far and these.
struct ExtendTurn {
  std::uint32_t minutes = 0;  // 1 to kMaxTurnMinutes

  static constexpr auth::Act kAct = auth::Act::lead_turns;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const ExtendTurn&, const ExtendTurn&) = default;
};
BOOST_DESCRIBE_STRUCT(ExtendTurn, (), (minutes))
struct TakeBackFloor {
  static constexpr auth::Act kAct = auth::Act::lead_turns;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const TakeBackFloor&, const TakeBackFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeBackFloor, (), ())

// ---- State ----

struct Turn {
  std::uint64_t number = 0;
  SiteId site;
  WallTime since{};
  std::string topic = {};
  std::optional<ItemId> item = {};
  std::optional<std::uint32_t> allotted_s = {};  // none: no limit
  std::uint64_t used_ms = 0;                     // before `running_since`
  std::optional<WallTime> running_since = {};    // none while the clock stands

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Turn&, const Turn&) = default;

  // Milliseconds on air until `now`. A clock that was set back counts nothing.
  [[nodiscard]] std::uint64_t used_until(WallTime now) const;
};
BOOST_DESCRIBE_STRUCT(Turn, (), (number, site, since, topic, item, allotted_s, used_ms, running_since))

struct FloorRequest {
  std::uint64_t number = 0;
  SiteId site;
  std::string topic;
  RequestKind kind = RequestKind::registered;
  WallTime at{};

  friend bool operator==(const FloorRequest&, const FloorRequest&) = default;
};
BOOST_DESCRIBE_STRUCT(FloorRequest, (), (number, site, topic, kind, at))

struct Floor {
  std::optional<Turn> turn;
  std::vector<FloorRequest> queue;
  std::optional<ItemId> last_item;  // for which the floor was given; the server's own

  friend bool operator==(const Floor&, const Floor&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const FloorRequest* request(std::uint64_t number) const;
};
BOOST_DESCRIBE_STRUCT(Floor, (), (turn, queue))

// The server's own. Never goes back: an undone number is not used again.
struct FloorNumbers {
  std::uint64_t turns_given = 0;
  std::uint64_t requests_made = 0;

  friend bool operator==(const FloorNumbers&, const FloorNumbers&) = default;
};
BOOST_DESCRIBE_STRUCT(FloorNumbers, (), ())

}  // namespace diemcau::conference
