// What the two planes call the things they both talk about. The control plane makes the numbers; the media plane only
// uses them.
#pragma once

#include <cstdint>

#include "base/strong.hpp"

namespace diemcau {

// One peer connection: a publisher (WHIP) or a receiver (WHEP). Never reused.
using SessionId = Strong<struct SessionIdTag, std::uint64_t>;

// One published audio or video source, all its simulcast layers together. Never reused.
using TrackId = Strong<struct TrackIdTag, std::uint64_t>;

// Whom a session speaks for: a site. 0: nobody's. A receiver never gets sound of its own owner.
using OwnerId = Strong<struct OwnerIdTag, std::uint64_t>;

// The receivers and audio tracks that are mixed by one rule: one conference.
using MixId = Strong<struct MixIdTag, std::uint64_t>;

// A receiver's slot, counted from 0 over the media sections of its offer (the section's index).
using SlotIndex = std::uint8_t;

enum class MediaKind : std::uint8_t { audio, video };

}  // namespace diemcau
