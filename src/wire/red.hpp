// Redundant audio (RFC 2198 section 3): block headers, last one the primary, then the blocks in the same order.
//
//    0                   1                    2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3  4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |1|   block PT  |  timestamp offset         |   block length    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |0|   block PT  |
//   +-+-+-+-+-+-+-+-+
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.hpp"

namespace diemcau::wire {

struct RedBlock {
  std::uint8_t payload_type = 0;
  std::uint16_t timestamp_offset = 0;  // 14 bits, back from the packet's timestamp; 0 for the primary
  Bytes data;
};

struct RedPayload {
  // More redundancy than browsers send (Chromium: at most 9 blocks and the primary).
  static constexpr std::size_t kMaxBlocks = 16;

  [[nodiscard]] std::span<const RedBlock> redundant() const { return std::span{blocks}.first(count - 1); }
  [[nodiscard]] const RedBlock& primary() const { return blocks[count - 1]; }

  std::array<RedBlock, kMaxBlocks> blocks{};  // oldest first, as on the wire; views into the payload
  std::size_t count = 1;
};

// Nothing when a header or block runs past the end, or there are more than kMaxBlocks.
[[nodiscard]] std::optional<RedPayload> parse_red(Bytes payload);

}  // namespace diemcau::wire
