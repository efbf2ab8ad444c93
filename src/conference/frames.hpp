// The texts of the event channel (docs/protocol.md, "Events"): one JSON object each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "conference/changes.hpp"
#include "conference/events.hpp"
#include "conference/media_source.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// Signals are of the moment: they have no number and are not kept.
struct SlotChanged {
  std::string session;
  std::string slot;  // "main", "gallery-2"
  SiteId site;
  MediaSource source = MediaSource::camera;
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
  MediaSource source = MediaSource::camera;
};
struct SessionClosed {
  std::string session;
  std::string_view reason;  // "link_revoked", "link_expired", "connection_lost", "overloaded"
};
using Signal = std::variant<SlotChanged, SlotSourceGone, Speaking, PublisherReplaced, SessionClosed>;

// What a snapshot says of a state for `you`.
[[nodiscard]] std::string snapshot_frame(const State& state, const Actor& you);
// The same where the JSON of the public and of the desk's part was written before (each an object's text).
[[nodiscard]] std::string snapshot_frame(const State& state, const Actor& you, std::string_view public_json,
                                         std::string_view desk_json);
[[nodiscard]] std::string public_json(const State& state);
[[nodiscard]] std::string desk_json(const State& state);

// One event as it is told: the same text for as many as may share it.
struct EventTexts {
  std::string everybody;
  std::optional<std::string> desk;      // where the desk gets another text
  std::map<SiteId, std::string> sites;  // and these sites
};
// The event is withheld from those whom it is not for (audience.hpp).
[[nodiscard]] EventTexts event_texts(const EventRecord& record, const Addressed& to, const Changes& changed);
[[nodiscard]] std::string signal_frame(const Signal& signal);

}  // namespace diemcau::conference
