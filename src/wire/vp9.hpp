// VP9 in RTP: the payload descriptor (RFC 9628 section 4.2).
//
//         0 1 2 3 4 5 6 7
//        +-+-+-+-+-+-+-+-+
//        |I|P|L|F|B|E|V|Z|
//        +-+-+-+-+-+-+-+-+
//   I:   |M| PICTURE ID  |   M: 15 bits, the low eight in the next byte
//        +-+-+-+-+-+-+-+-+
//   L:   | TID |U| SID |D|
//        +-+-+-+-+-+-+-+-+
//        |   TL0PICIDX   |   only when F is 0
//        +-+-+-+-+-+-+-+-+
//   P&F: | P_DIFF      |N|   up to 3 times, while N is 1
//        +-+-+-+-+-+-+-+-+
//   V:   | SS ...        |   scalability structure
//        +-+-+-+-+-+-+-+-+
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace diemcau::wire {

struct Vp9Descriptor {
  bool inter_picture_predicted = false;          // P
  bool flexible = false;                         // F
  bool frame_start = false;                      // B
  bool frame_end = false;                        // E
  bool not_reference_for_upper_spatial = false;  // Z
  std::optional<std::uint16_t> picture_id;
  bool picture_id_15_bits = false;
  std::optional<std::uint8_t> temporal_layer;  // 0 to 7
  std::optional<std::uint8_t> spatial_layer;   // 0 to 7
  bool switching_up_point = false;             // U
  bool inter_layer_dependent = false;          // D
  std::optional<std::uint8_t> tl0_picture_index;
  std::optional<std::uint16_t> width_px;  // of the largest spatial layer, when the scalability structure tells
  std::optional<std::uint16_t> height_px;

  std::uint8_t picture_id_offset = 0;
  std::uint8_t tl0_offset = 0;
  std::uint16_t size = 0;  // of the descriptor

  // Begins a picture that decodes on its own: nothing predicted from earlier pictures, lowest spatial layer.
  [[nodiscard]] bool key_frame_start() const {
    return frame_start && !inter_picture_predicted && spatial_layer.value_or(0) == 0;
  }
};

// Nothing when the payload ends within the descriptor or right after it.
[[nodiscard]] std::optional<Vp9Descriptor> parse_vp9(Bytes payload);

// As rewrite_vp8.
void rewrite_vp9(MutableBytes payload, const Vp9Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t tl0_picture_index);

}  // namespace diemcau::wire
