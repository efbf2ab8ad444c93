#include "engine/lane_counters.hpp"

namespace diemcau::engine {

std::string_view name(LaneDrop drop) {
  switch (drop) {
    case LaneDrop::unknown_ufrag:
      return "unknown_ufrag";
    case LaneDrop::unknown_address:
      return "unknown_address";
    case LaneDrop::not_for_lanes:
      return "not_for_lanes";
    case LaneDrop::unknown_session:
      return "unknown_session";
    case LaneDrop::too_many_sessions:
      return "too_many_sessions";
    case LaneDrop::too_many_routes:
      return "too_many_routes";
    case LaneDrop::session_ended:
      return "session_ended";
  }
  return {};
}

namespace {

using Sums = std::map<std::string, std::uint64_t>;

// Counts by an enum that numbers its names from 0.
template <class Reason, std::size_t Count>
void add(const std::array<std::uint64_t, Count>& counts, const std::string& prefix, Sums& sums) {
  for (std::size_t i = 0; i < Count; ++i) {
    sums[prefix + std::string{name(static_cast<Reason>(i))}] += counts.at(i);
  }
}

void add_sfu(const LaneCounters& counters, Sums& sums) {
  for (std::size_t i = 0; i < sfu::kDropCount; ++i) {
    const auto reason = static_cast<sfu::Drop>(i);
    sums["drop_sfu_" + std::string{sfu::name_of(reason)}] += counters.sfu_drops.of(reason);
  }
  const sfu::Totals& totals = counters.sfu_totals;
  sums["packets_received"] += totals.packets_received;
  sums["packets_forwarded"] += totals.packets_forwarded;
  sums["retransmissions_received"] += totals.retransmissions_received;
  sums["retransmissions_sent"] += totals.retransmissions_sent;
  sums["nacks_sent"] += totals.nacks_sent;
  sums["key_frames_requested"] += totals.key_frames_requested;
  sums["slot_switches"] += totals.slot_switches;
}

}  // namespace

void add_counters(const LaneCounters& counters, Sums& sums) {
  sums["sessions_now"] += counters.sessions;
  sums["datagrams_received"] += counters.datagrams_received;
  sums["datagrams_forwarded"] += counters.datagrams_forwarded;
  sums["foreign_packets_received"] += counters.foreign_packets_received;
  add<LaneDrop>(counters.drops, "drop_lane_", sums);
  add<transport::Drop>(counters.transport_drops.own, "drop_transport_", sums);
  add<ice::StunDrop>(counters.transport_drops.stun, "drop_stun_", sums);
  add<srtp::SrtpError>(counters.transport_drops.open, "drop_open_", sums);
  add<srtp::SrtpError>(counters.transport_drops.seal, "drop_seal_", sums);
  add_sfu(counters, sums);
}

}  // namespace diemcau::engine
