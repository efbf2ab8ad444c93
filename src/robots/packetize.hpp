// Encoded frames to RTP payloads and back: VP8 (RFC 7741) and H.264 (RFC 6184, packetization-mode 1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "wire/codec.hpp"

namespace diemcau::robots {

// Payload bytes per packet: leaves room for RTP header, extensions and SRTP tag within 1,200 bytes.
inline constexpr std::size_t kMaxPayloadBytes = 1100;

using Payloads = std::vector<std::vector<std::uint8_t>>;

// `picture_id` is 15 bits.
[[nodiscard]] Payloads packetize_vp8(Bytes frame, std::uint16_t picture_id);
// `frame` is in Annex B form: NAL units behind start codes.
[[nodiscard]] Payloads packetize_h264(Bytes frame);

// Puts the payloads of one frame together again, in the form the decoder takes. One per received stream.
class FrameAssembler {
 public:
  // The payload of the next packet in order. A frame when `marker` ends one and none of its packets was missing.
  // `sequence` is the unwrapped sequence number, `codec` VP8 or H.264.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> add(wire::Codec codec, std::int64_t sequence,
                                                             std::uint32_t timestamp, bool marker, Bytes payload);

 private:
  void begin(std::uint32_t timestamp);
  void append_vp8(Bytes payload);
  void append_h264(Bytes payload);

  std::vector<std::uint8_t> frame_;
  std::uint32_t timestamp_ = 0;
  std::int64_t next_sequence_ = -1;
  bool broken_ = true;
};

}  // namespace diemcau::robots
