// What the selective forwarding unit tells of tracks and slots. The engine hands these on unchanged.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "base/media_ids.hpp"

namespace diemcau::sfu {

// First media packet of a track arrived; none for kTrackSilence (video) respectively; said once per change.
struct TrackStarted {
  TrackId track;
};
struct TrackStopped {
  TrackId track;
};

// A slot now carries this track, from a key frame on.
struct SlotSwitched {
  SessionId receiver;
  SlotIndex slot = 0;
  TrackId track;
};
// The track that a slot carried is silent or gone; so is the slot, until the track comes back (SlotSwitched says so) or
// another one is assigned.
struct SlotSourceGone {
  SessionId receiver;
  SlotIndex slot = 0;
  TrackId track;
};

// Loudness of the heard tracks of a mix, a few times a second while anybody speaks: −dBov, 0 loudest to 127 silent
// (RFC 6464). Each lane tells of the tracks that are published to it.
struct Levels {
  struct Level {
    TrackId track;
    std::uint8_t minus_dbov = 127;
  };
  MixId mix;
  std::vector<Level> levels;
};

using Event = std::variant<TrackStarted, TrackStopped, SlotSwitched, SlotSourceGone, Levels>;

}  // namespace diemcau::sfu
