// Which simulcast layer suits a slot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sfu/media_packet.hpp"

namespace diemcau::sfu {

struct LayerState {
  bool active = false;          // packets came lately
  std::uint16_t height_px = 0;  // of its last key frame; 0: not known
};

// What the receiver said of a slot's size, or what is assumed until it does.
struct WantedSize {
  static constexpr std::uint16_t kSmallest = 0;
  static constexpr std::uint16_t kLargest = 0xffff;
  std::uint16_t height_px = kSmallest;
};

// The smallest active layer that is at least as high as wanted, else the largest active one; nothing when none is
// active. Where a height is not known, layers count as 180, 360 and 720 lines by the order of their rids (a lone layer
// as 720).
[[nodiscard]] std::optional<LayerIndex> choose_layer(std::span<const LayerState> layers, WantedSize wanted);

}  // namespace diemcau::sfu
