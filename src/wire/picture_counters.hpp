// The picture id of VP8 and VP9 descriptors: both write it alike (RFC 7741 section 4.2, RFC 9628 section 4.2).
//
//   +-+-+-+-+-+-+-+-+
//   |M| picture id  |  7 bits, or with M 15 bits, the low eight in the next byte
//   +-+-+-+-+-+-+-+-+
#pragma once

#include <cstdint>

#include "base/bytes.hpp"

namespace diemcau::wire {

inline std::uint16_t read_picture_id(ByteReader& in, bool& is_15_bits) {
  const std::uint8_t first = in.u8();
  is_15_bits = (first & 0x80U) != 0;
  const unsigned high = first & 0x7fU;
  return static_cast<std::uint16_t>(is_15_bits ? high << 8U | in.u8() : high);
}

// `field` begins with the picture id that was read; its width stays.
inline void overwrite_picture_id(MutableBytes field, bool is_15_bits, std::uint16_t picture_id) {
  if (is_15_bits) {
    field[0] = static_cast<std::uint8_t>(0x80U | (picture_id >> 8U));
    field[1] = static_cast<std::uint8_t>(picture_id);
  } else {
    field[0] = picture_id & 0x7fU;
  }
}

}  // namespace diemcau::wire
