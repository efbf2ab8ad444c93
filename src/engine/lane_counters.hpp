// What one lane counted since its start: plain values to be copied out and added up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "sfu/drops.hpp"
#include "sfu/sfu.hpp"
#include "transport/drops.hpp"

namespace diemcau::engine {

// Datagrams, packets and commands that found no session, and what there was no room for.
enum class LaneDrop : std::uint8_t {
  unknown_ufrag,      // a connectivity check for no session here
  unknown_address,    // DTLS or media from an address that no session knows
  not_for_lanes,      // a connectivity check whose ufrag names no lane
  unknown_session,    // a command for a session that is gone or never was
  too_many_sessions,  // more than kMaxSessionsPerLane
  too_many_routes,    // more than kMaxRoutes: that peer's datagrams will not be handed on
  session_ended,      // a packet was made for a session that ended in the same turn
};
inline constexpr std::size_t kLaneDropCount = static_cast<std::size_t>(LaneDrop::session_ended) + 1;
[[nodiscard]] std::string_view name(LaneDrop drop);

struct LaneCounters {
  std::uint64_t sessions = 0;  // open now
  std::uint64_t datagrams_received = 0;
  std::uint64_t datagrams_forwarded = 0;  // to the lane that owns the peer
  std::uint64_t foreign_packets_received = 0;
  std::array<std::uint64_t, kLaneDropCount> drops{};
  transport::Drops transport_drops;
  sfu::DropCounters sfu_drops;
  sfu::Totals sfu_totals;
};

// Adds each counter to `sums` under its metric's name: "datagrams_received", "drop_lane_unknown_ufrag",
// "drop_stun_bad_integrity", "drop_open_replayed", "drop_sfu_duplicate" ...
void add_counters(const LaneCounters& counters, std::map<std::string, std::uint64_t>& sums);

}  // namespace diemcau::engine
