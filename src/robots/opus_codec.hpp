// Opus for simulated sites: 20 ms of 48 kHz mono at a time, with in-band FEC.
#pragma once

#include <opus.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.hpp"

namespace diemcau::robots {

inline constexpr std::size_t kOpusFrameSamples = 960;  // 20 ms

// Throws std::runtime_error when the library refuses to start. Resource type.
class OpusSpeaker {
 public:
  explicit OpusSpeaker(std::int32_t bits_per_second = 32'000);

  // `samples` is one frame. Empty when there is nothing to send.
  [[nodiscard]] std::vector<std::uint8_t> encode(std::span<const std::int16_t, kOpusFrameSamples> samples);

 private:
  std::unique_ptr<OpusEncoder, decltype(&opus_encoder_destroy)> encoder_;
};

class OpusListener {
 public:
  OpusListener();

  // Up to 120 ms of samples; none when the packet does not decode.
  [[nodiscard]] std::vector<std::int16_t> decode(Bytes packet);

 private:
  std::unique_ptr<OpusDecoder, decltype(&opus_decoder_destroy)> decoder_;
};

}  // namespace diemcau::robots
