// The narrow door between the planes: values that the control plane hands in (Command) and values that the media plane
// hands back (Event). Nothing else crosses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/media_ids.hpp"
#include "base/time.hpp"
#include "engine/negotiation.hpp"
#include "sfu/events.hpp"

namespace diemcau::engine {

// ---- Commands -------------------------------------------------------------------------------------------------------

// A negotiated publisher or receiver begins to listen for its peer.
struct OpenPublisher {
  TransportParameters transport;
  sfu::PublisherParameters media;
};
struct OpenReceiver {
  TransportParameters transport;
  sfu::ReceiverParameters media;
};

// New ICE credentials for a session; its DTLS association and media go on (RFC 8445 section 9).
struct RestartIce {
  SessionId session;
  IceCredentials local;
  IceCredentials remote;
};

// What a slot carries from now on: a picture is switched at the next key frame, sound at once; nothing when empty.
// Audio slots of the mix take no assignment.
struct AssignSlot {
  SessionId receiver;
  SlotIndex slot = 0;
  std::optional<TrackId> track;
};

// The height in pixels at which the receiver shows a slot: the largest useful layer, none at 0.
struct SizeSlot {
  SessionId receiver;
  SlotIndex slot = 0;
  std::uint16_t height_px = 0;
};

// Which audio tracks the receivers of a mix may hear: the loudest fill their audio slots. `with_main` is the sound of
// the source in the main slot: it takes the first audio slot for itself, so that lips and sound can be kept together.
struct SetMix {
  MixId mix;
  std::vector<TrackId> heard;
  std::optional<TrackId> with_main;
};

struct CloseSession {
  SessionId session;
};

using Command = std::variant<OpenPublisher, OpenReceiver, RestartIce, AssignSlot, SizeSlot, SetMix, CloseSession>;

// ---- Events ---------------------------------------------------------------------------------------------------------

struct SessionConnected {
  SessionId session;
};

enum class GoneReason : std::uint8_t { closed_here, closed_by_peer, consent_lost, never_connected, dtls_failed };
struct SessionGone {
  SessionId session;
  GoneReason reason = GoneReason::closed_here;
};

// Of tracks and slots: see sfu/events.hpp.
using sfu::Levels;
using sfu::SlotSourceGone;
using sfu::SlotSwitched;
using sfu::TrackStarted;
using sfu::TrackStopped;

using Event =
    std::variant<SessionConnected, SessionGone, TrackStarted, TrackStopped, SlotSwitched, SlotSourceGone, Levels>;

}  // namespace diemcau::engine
