#include "sfu/speaker_choice.hpp"

#include <algorithm>

namespace diemcau::sfu {
namespace {

const Voice* voice_of(std::span<const Voice> voices, const std::optional<TrackId>& track) {
  const auto found =
      std::find_if(voices.begin(), voices.end(), [&](const Voice& voice) { return voice.track == track; });
  return found == voices.end() ? nullptr : &*found;
}

template <class Range>
bool contains(const Range& range, TrackId track) {
  return std::find(range.begin(), range.end(), track) != range.end();
}

}  // namespace

void choose_speakers(std::span<std::optional<TrackId>> occupants, std::span<const Voice> voices,
                     std::span<const TrackId> excluded) {
  for (std::optional<TrackId>& occupant : occupants) {
    if (occupant && (voice_of(voices, occupant) == nullptr || contains(excluded, *occupant))) {
      occupant.reset();
    }
  }
  for (const Voice& voice : voices) {
    if (contains(excluded, voice.track) ||
        std::find(occupants.begin(), occupants.end(), voice.track) != occupants.end()) {
      continue;
    }
    std::optional<TrackId>* quietest = nullptr;
    double least = voice.decibels - kSpeakerHysteresisDb;
    for (std::optional<TrackId>& occupant : occupants) {
      const Voice* present = voice_of(voices, occupant);
      if (present == nullptr) {
        quietest = &occupant;
        break;
      }
      if (present->decibels < least) {
        least = present->decibels;
        quietest = &occupant;
      }
    }
    if (quietest == nullptr) {
      return;  // louder ones were tried first
    }
    *quietest = voice.track;
  }
}

}  // namespace diemcau::sfu
