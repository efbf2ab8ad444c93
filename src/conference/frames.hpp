// The texts of the event channel (docs/protocol.md, "Events"): one JSON object each.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "conference/events.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// Signals are of the moment: they have no number and are not kept.
struct SlotChanged {
  std::string session;
  std::string slot;  // "main", "gallery-2"
  SiteId site;
  Source source = Source::camera;
};
struct SlotSourceGone {
  std::string session;
  std::string slot;
  SiteId site;
};
struct Speaking {
  std::map<SiteId, std::uint8_t> minus_dbov;  // 0 loudest to 127 silent
};
struct PublisherReplaced {
  std::string session;
  Source source = Source::camera;
};
struct SessionClosed {
  std::string session;
  std::string_view reason;  // "link_revoked", "connection_lost", "overloaded"
};
using Signal = std::variant<SlotChanged, SlotSourceGone, Speaking, PublisherReplaced, SessionClosed>;

[[nodiscard]] std::string snapshot_frame(const State& state, const Actor& you);
// A snapshot's text where the state's JSON was written before.
[[nodiscard]] std::string snapshot_frame(std::uint64_t seq, const Actor& you, std::string_view state_json);
[[nodiscard]] std::string event_frame(const EventRecord& record);
[[nodiscard]] std::string signal_frame(const Signal& signal);

}  // namespace diemcau::conference
