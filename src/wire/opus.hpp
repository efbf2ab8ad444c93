// Opus packets (RFC 6716 section 3): the table-of-contents byte.
//
//    0 1 2 3 4 5 6 7
//   +-+-+-+-+-+-+-+-+
//   | config  |s| c |
//   +-+-+-+-+-+-+-+-+
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "base/time.hpp"

namespace diemcau::wire {

enum class OpusMode : std::uint8_t { silk, hybrid, celt };

struct OpusPacket {
  OpusMode mode = OpusMode::celt;
  bool stereo = false;
  std::uint8_t frames = 1;  // 1 to 48
  Duration duration{};      // of the whole packet, at most 120 ms
  bool dtx = false;         // one or two bytes: comfort noise or nothing (RFC 6716 section 2.1.9)
};

// Nothing when empty, without its frame count byte, with no frames, or longer than 120 ms (RFC 6716 section 3.4).
[[nodiscard]] std::optional<OpusPacket> parse_opus(Bytes payload);

}  // namespace diemcau::wire
