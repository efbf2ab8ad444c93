// One slot of a receiver: what it carries, what it waits for, and the stream it makes of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/random.hpp"
#include "base/time.hpp"
#include "rtp/resend_throttle.hpp"
#include "sfu/layer_choice.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/parameters.hpp"
#include "sfu/rewriter.hpp"

namespace diemcau::sfu {

// A layer of a track.
struct Source {
  TrackId track;
  LayerIndex layer = 0;

  friend bool operator==(const Source&, const Source&) = default;
};

struct Slot {
  Slot(const SlotParameters& slot, bool is_main, Random& random)
      : parameters(slot), main(is_main), rewriter(slot.kind, random), next_rtx_sequence(random.u16()) {}

  // Null when the receiver did not negotiate it.
  [[nodiscard]] const CodecParameters* codec(wire::Codec wanted) const {
    for (const CodecParameters& candidate : parameters.codecs) {
      if (candidate.codec == wanted) {
        return &candidate;
      }
    }
    return nullptr;
  }
  // Shown at no height: nothing is sent for it, whatever is assigned.
  [[nodiscard]] bool hidden() const { return height_px == 0; }
  [[nodiscard]] WantedSize wanted_size() const {
    return WantedSize{height_px.value_or(main ? WantedSize::kLargest : WantedSize::kSmallest)};
  }

  // What it carries is said by assign_slot, not by the mix.
  [[nodiscard]] bool assignable() const { return parameters.kind == MediaKind::video || !parameters.mixed; }

  SlotParameters parameters;
  bool main;  // first of the video slots
  std::optional<std::uint16_t> height_px;

  std::optional<TrackId> assigned;
  std::optional<Source> current;  // is forwarded
  std::optional<Source> target;   // will be, from its next key frame on
  std::array<std::optional<TrackId>, 2> subscribed;

  Rewriter rewriter;
  rtp::ResendThrottle throttle;
  std::uint16_t next_rtx_sequence;
  std::uint32_t packets = 0;  // for sender reports, retransmissions not included
  std::uint32_t octets = 0;
};

}  // namespace diemcau::sfu
