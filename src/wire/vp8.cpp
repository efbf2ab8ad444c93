#include "wire/vp8.hpp"

#include "wire/picture_counters.hpp"

namespace diemcau::wire {
namespace {

constexpr std::size_t kFrameTagSize = 3;
constexpr std::uint32_t kStartCode = 0x9d012a;

// Two bytes, least significant first, of which the upper two bits are the scale (RFC 6386 section 9.1).
std::uint16_t dimension(ByteReader& in) {
  const unsigned low = in.u8();
  return static_cast<std::uint16_t>((unsigned{in.u8()} << 8U | low) & 0x3fffU);
}

}  // namespace

std::optional<Vp8Descriptor> parse_vp8(Bytes payload) {
  ByteReader in(payload);
  const auto offset = [&] { return static_cast<std::uint8_t>(payload.size() - in.remaining()); };
  Vp8Descriptor descriptor;
  const std::uint8_t first = in.u8();
  descriptor.non_reference = (first & 0x20U) != 0;
  descriptor.partition_start = (first & 0x10U) != 0;
  descriptor.partition = first & 0x07U;
  const std::uint8_t present = (first & 0x80U) != 0 ? in.u8() : std::uint8_t{0};
  if ((present & 0x80U) != 0) {
    descriptor.picture_id_offset = offset();
    descriptor.picture_id = read_picture_id(in, descriptor.picture_id_15_bits);
  }
  if ((present & 0x40U) != 0) {
    descriptor.tl0_offset = offset();
    descriptor.tl0_picture_index = in.u8();
  }
  if ((present & 0x30U) != 0) {
    const std::uint8_t layer = in.u8();
    if ((present & 0x20U) != 0) {
      descriptor.temporal_layer = static_cast<std::uint8_t>(layer >> 6U);
      descriptor.layer_sync = (layer & 0x20U) != 0;
    }
    if ((present & 0x10U) != 0) {
      descriptor.key_index = layer & 0x1fU;
    }
  }
  descriptor.size = offset();
  return in.ok() && in.remaining() > 0 ? std::optional{descriptor} : std::nullopt;
}

void rewrite_vp8(MutableBytes payload, const Vp8Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t tl0_picture_index) {
  if (descriptor.picture_id) {
    overwrite_picture_id(payload.subspan(descriptor.picture_id_offset), descriptor.picture_id_15_bits, picture_id);
  }
  if (descriptor.tl0_picture_index) {
    payload[descriptor.tl0_offset] = tl0_picture_index;
  }
}

std::optional<Vp8FrameHeader> parse_vp8_frame_header(Bytes data) {
  if (data.size() < kFrameTagSize) {
    return std::nullopt;
  }
  ByteReader in(data);
  Vp8FrameHeader header;
  header.key_frame = (in.u8() & 1U) == 0;
  in.skip(2);
  if (!header.key_frame) {
    return header;
  }
  const bool starts = in.u24() == kStartCode;
  header.width_px = dimension(in);
  header.height_px = dimension(in);
  return starts && in.ok() ? std::optional{header} : std::nullopt;
}

}  // namespace diemcau::wire
