// VP8 in RTP: the payload descriptor (RFC 7741 section 4.2) and as much of the frame header (RFC 6386 section 9.1) as a
// forwarder needs.
//
//         0 1 2 3 4 5 6 7
//        +-+-+-+-+-+-+-+-+
//        |X|R|N|S|R| PID |
//        +-+-+-+-+-+-+-+-+
//   X:   |I|L|T|K| RSV   |
//        +-+-+-+-+-+-+-+-+
//   I:   |M| PictureID   |  M: 15 bits, the low eight in the next byte
//        +-+-+-+-+-+-+-+-+
//   L:   |   TL0PICIDX   |
//        +-+-+-+-+-+-+-+-+
//   T/K: |TID|Y| KEYIDX  |
//        +-+-+-+-+-+-+-+-+
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace diemcau::wire {

struct Vp8Descriptor {
  bool non_reference = false;    // N
  bool partition_start = false;  // S
  std::uint8_t partition = 0;    // PID, 0 to 7
  std::optional<std::uint16_t> picture_id;
  bool picture_id_15_bits = false;  // M
  std::optional<std::uint8_t> tl0_picture_index;
  std::optional<std::uint8_t> temporal_layer;  // 0 to 3
  bool layer_sync = false;                     // Y
  std::optional<std::uint8_t> key_index;       // 0 to 31

  // Where in the payload to overwrite; meaningful when the field is present.
  std::uint8_t picture_id_offset = 0;
  std::uint8_t tl0_offset = 0;
  std::uint8_t size = 0;  // of the descriptor; the VP8 data follows

  [[nodiscard]] bool frame_start() const { return partition_start && partition == 0; }
};

// Nothing when the payload ends within the descriptor, or right after it.
[[nodiscard]] std::optional<Vp8Descriptor> parse_vp8(Bytes payload);

// Overwrites the picture id in place, in the width it has (7 or 15 bits, the excess of `picture_id` cut), and
// TL0PICIDX. `payload` begins with the descriptor that was parsed. What is absent stays absent.
void rewrite_vp8(MutableBytes payload, const Vp8Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t tl0_picture_index);

// Of a frame's first packet. Size present on key frames.
struct Vp8FrameHeader {
  bool key_frame = false;
  std::optional<std::uint16_t> width_px;  // 14 bits
  std::optional<std::uint16_t> height_px;
};
// `data` follows the descriptor. Nothing when shorter than a frame tag, or a key frame without its start code.
[[nodiscard]] std::optional<Vp8FrameHeader> parse_vp8_frame_header(Bytes data);

}  // namespace diemcau::wire
