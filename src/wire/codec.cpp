#include "wire/codec.hpp"

#include <algorithm>
#include <array>

#include "wire/h264.hpp"
#include "wire/text.hpp"
#include "wire/vp8.hpp"
#include "wire/vp9.hpp"

namespace diemcau::wire {
namespace {

constexpr std::array<std::string_view, 6> kNames{"opus", "red", "VP8", "H264", "VP9", "rtx"};

std::optional<VideoPayloadInfo> describe_vp8(Bytes payload) {
  const auto descriptor = parse_vp8(payload);
  if (!descriptor) {
    return std::nullopt;
  }
  VideoPayloadInfo info;
  info.frame_start = descriptor->frame_start();
  info.picture_id = descriptor->picture_id;
  info.picture_id_15_bits = descriptor->picture_id_15_bits;
  info.tl0_picture_index = descriptor->tl0_picture_index;
  info.temporal_layer = descriptor->temporal_layer;
  info.layer_sync = descriptor->layer_sync;
  info.discardable = descriptor->non_reference;
  if (info.frame_start) {
    if (const auto header = parse_vp8_frame_header(payload.subspan(descriptor->size))) {
      info.key_frame = header->key_frame;
      info.width_px = header->width_px;
      info.height_px = header->height_px;
    }
  }
  return info;
}

std::optional<VideoPayloadInfo> describe_vp9(Bytes payload) {
  const auto descriptor = parse_vp9(payload);
  if (!descriptor) {
    return std::nullopt;
  }
  VideoPayloadInfo info;
  info.key_frame = descriptor->key_frame_start();
  info.frame_start = descriptor->frame_start;
  info.picture_id = descriptor->picture_id;
  info.picture_id_15_bits = descriptor->picture_id_15_bits;
  info.tl0_picture_index = descriptor->tl0_picture_index;
  info.temporal_layer = descriptor->temporal_layer;
  info.spatial_layer = descriptor->spatial_layer;
  info.layer_sync = descriptor->switching_up_point;
  info.width_px = descriptor->width_px;
  info.height_px = descriptor->height_px;
  return info;
}

std::optional<VideoPayloadInfo> describe_h264(Bytes payload) {
  const auto parsed = parse_h264(payload);
  if (!parsed) {
    return std::nullopt;
  }
  VideoPayloadInfo info;
  info.key_frame = parsed->has_sps || parsed->has_idr;
  info.frame_start = parsed->frame_start;
  info.discardable = !parsed->reference;
  info.width_px = parsed->width_px;
  info.height_px = parsed->height_px;
  return info;
}

}  // namespace

std::string_view codec_name(Codec codec) {
  return kNames[static_cast<std::size_t>(codec)];
}

std::optional<Codec> codec_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (equal_without_case(kNames[i], name)) {
      return static_cast<Codec>(i);
    }
  }
  return std::nullopt;
}

bool is_video(Codec codec) {
  return codec == Codec::vp8 || codec == Codec::vp9 || codec == Codec::h264;
}

std::optional<VideoPayloadInfo> describe_payload(Codec codec, Bytes payload) {
  switch (codec) {
    case Codec::vp8:
      return describe_vp8(payload);
    case Codec::vp9:
      return describe_vp9(payload);
    case Codec::h264:
      return describe_h264(payload);
    case Codec::opus:
    case Codec::red:
    case Codec::rtx:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace diemcau::wire
