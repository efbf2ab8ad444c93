#include "wire/vp9.hpp"

#include <algorithm>

#include "wire/picture_counters.hpp"

namespace diemcau::wire {
namespace {

constexpr int kMaxReferences = 3;  // RFC 9628 section 4.2, P_DIFF

// At most three reference indices, while N says that another follows. False when N says so after the third.
bool skip_references(ByteReader& in) {
  for (int i = 0; i < kMaxReferences; ++i) {
    if ((in.u8() & 1U) == 0) {
      return true;
    }
  }
  return false;
}

//   | N_S |Y|G|-|-|-|   then with Y N_S + 1 times width and height, with G a picture group description
void parse_scalability(ByteReader& in, Vp9Descriptor& descriptor) {
  const std::uint8_t first = in.u8();
  const unsigned layers = (first >> 5U) + 1U;
  if ((first & 0x10U) != 0) {
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    for (unsigned i = 0; i < layers; ++i) {
      width = std::max(width, in.u16());
      height = std::max(height, in.u16());
    }
    descriptor.width_px = width;
    descriptor.height_px = height;
  }
  if ((first & 0x08U) != 0) {
    for (unsigned pictures = in.u8(); pictures > 0; --pictures) {
      const unsigned references = in.u8() >> 2U & 3U;
      in.skip(references);
    }
  }
}

}  // namespace

std::optional<Vp9Descriptor> parse_vp9(Bytes payload) {
  ByteReader in(payload);
  const auto offset = [&] { return static_cast<std::uint8_t>(payload.size() - in.remaining()); };
  Vp9Descriptor descriptor;
  const std::uint8_t first = in.u8();
  descriptor.inter_picture_predicted = (first & 0x40U) != 0;
  descriptor.flexible = (first & 0x10U) != 0;
  descriptor.frame_start = (first & 0x08U) != 0;
  descriptor.frame_end = (first & 0x04U) != 0;
  descriptor.not_reference_for_upper_spatial = (first & 0x01U) != 0;
  if ((first & 0x80U) != 0) {
    descriptor.picture_id_offset = offset();
    descriptor.picture_id = read_picture_id(in, descriptor.picture_id_15_bits);
  }
  if ((first & 0x20U) != 0) {
    const std::uint8_t layer = in.u8();
    descriptor.temporal_layer = static_cast<std::uint8_t>(layer >> 5U);
    descriptor.switching_up_point = (layer & 0x10U) != 0;
    descriptor.spatial_layer = static_cast<std::uint8_t>(layer >> 1U & 7U);
    descriptor.inter_layer_dependent = (layer & 1U) != 0;
    if (!descriptor.flexible) {
      descriptor.tl0_offset = offset();
      descriptor.tl0_picture_index = in.u8();
    }
  }
  if (descriptor.inter_picture_predicted && descriptor.flexible && !skip_references(in)) {
    return std::nullopt;
  }
  if ((first & 0x02U) != 0) {
    parse_scalability(in, descriptor);
  }
  descriptor.size = static_cast<std::uint16_t>(payload.size() - in.remaining());
  return in.ok() && in.remaining() > 0 ? std::optional{descriptor} : std::nullopt;
}

void rewrite_vp9(MutableBytes payload, const Vp9Descriptor& descriptor, std::uint16_t picture_id,
                 std::uint8_t tl0_picture_index) {
  if (descriptor.picture_id) {
    overwrite_picture_id(payload.subspan(descriptor.picture_id_offset), descriptor.picture_id_15_bits, picture_id);
  }
  if (descriptor.tl0_picture_index) {
    payload[descriptor.tl0_offset] = tl0_picture_index;
  }
}

}  // namespace diemcau::wire
