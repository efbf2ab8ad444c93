#include "sfu/payload_reader.hpp"

#include <algorithm>

#include "wire/red.hpp"
#include "wire/vp8.hpp"
#include "wire/vp9.hpp"

namespace diemcau::sfu {
namespace {

bool read_vp8(MediaPacket& packet) {
  const std::optional<wire::Vp8Descriptor> vp8 = wire::parse_vp8(packet.payload());
  if (!vp8) {
    return false;
  }
  DescriptorFields& fields = packet.descriptor;
  fields.picture_id = vp8->picture_id;
  fields.picture_id_15_bits = vp8->picture_id_15_bits;
  fields.picture_id_offset = vp8->picture_id_offset;
  fields.tl0_picture_index = vp8->tl0_picture_index;
  fields.tl0_offset = vp8->tl0_offset;
  fields.key_index = vp8->key_index;
  fields.key_index_offset = static_cast<std::uint8_t>(vp8->size - 1);  // RFC 7741: the last byte, where present
  fields.size = vp8->size;
  return true;
}

bool read_vp9(MediaPacket& packet) {
  const std::optional<wire::Vp9Descriptor> vp9 = wire::parse_vp9(packet.payload());
  if (!vp9) {
    return false;
  }
  DescriptorFields& fields = packet.descriptor;
  fields.picture_id = vp9->picture_id;
  fields.picture_id_15_bits = vp9->picture_id_15_bits;
  fields.picture_id_offset = vp9->picture_id_offset;
  fields.tl0_picture_index = vp9->tl0_picture_index;
  fields.tl0_offset = vp9->tl0_offset;
  // What follows the counters is not changed: it stays in the tail.
  if (fields.tl0_picture_index) {
    fields.size = static_cast<std::uint8_t>(fields.tl0_offset + 1);
  } else if (fields.picture_id) {
    fields.size = static_cast<std::uint8_t>(fields.picture_id_offset + (fields.picture_id_15_bits ? 2 : 1));
  }
  return true;
}

bool read_red(MediaPacket& packet) {
  const Bytes payload = packet.payload();
  const std::optional<wire::RedPayload> red = wire::parse_red(payload);
  if (!red) {
    return false;
  }
  const wire::RedBlock& primary = red->primary();
  packet.red.primary_offset = static_cast<std::uint16_t>(payload.size() - primary.data.size());
  const auto same = [&](const wire::RedBlock& block) { return block.payload_type == primary.payload_type; };
  if (std::all_of(red->redundant().begin(), red->redundant().end(), same)) {
    packet.red.block_payload_type = primary.payload_type;
  }
  return true;
}

}  // namespace

bool read_payload(MediaPacket& packet) {
  if (packet.payload_size == 0 || packet.codec == wire::Codec::opus) {
    return true;
  }
  if (packet.codec == wire::Codec::red) {
    return read_red(packet);
  }
  const std::optional<wire::VideoPayloadInfo> info = wire::describe_payload(packet.codec, packet.payload());
  if (!info) {
    return false;
  }
  packet.starts_key_frame = info->key_frame;
  packet.height_px = info->height_px.value_or(0);
  switch (packet.codec) {
    case wire::Codec::vp8:
      return read_vp8(packet);
    case wire::Codec::vp9:
      return read_vp9(packet);
    case wire::Codec::h264:
    case wire::Codec::opus:
    case wire::Codec::red:
    case wire::Codec::rtx:
      return true;
  }
  return true;
}

}  // namespace diemcau::sfu
