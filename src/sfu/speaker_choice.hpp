// Which voices fill the audio slots of one receiver.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/media_ids.hpp"

namespace diemcau::sfu {

struct Voice {
  TrackId track;
  double decibels = 0;  // above silence, smoothed
};

// A voice must be this much louder than one that has a slot to take it.
inline constexpr double kSpeakerHysteresisDb = 6;

// `occupants`: what the free slots carry now; changed in place. `voices`: who may be heard, loudest first; `excluded`
// (the receiver's own) never get a slot. A voice keeps its slot until a clearly louder one has none; whoever may no
// longer be heard loses it.
void choose_speakers(std::span<std::optional<TrackId>> occupants, std::span<const Voice> voices,
                     std::span<const TrackId> excluded);

}  // namespace diemcau::sfu
