// The codecs the server knows, and what a selective forwarding unit wants to know of a payload without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"

namespace diemcau::wire {

enum class Codec : std::uint8_t { opus, red, vp8, h264, vp9, rtx };

// As registered with SDP (RFC 7587, 2198, 7741, 6184, 9628, 4588).
[[nodiscard]] std::string_view codec_name(Codec codec);
// By encoding name, whatever its case; nothing for a codec the server does not know.
[[nodiscard]] std::optional<Codec> codec_from_name(std::string_view name);
[[nodiscard]] bool is_video(Codec codec);

// What one packet says of its frame. Fields a codec does not carry are absent.
struct VideoPayloadInfo {
  bool key_frame = false;    // this packet begins a frame that decodes on its own (H.264: carries SPS or IDR)
  bool frame_start = false;  // first packet of its frame, as far as the payload tells
  std::optional<std::uint16_t> picture_id;  // VP8, VP9
  bool picture_id_15_bits = false;
  std::optional<std::uint8_t> tl0_picture_index;
  std::optional<std::uint8_t> temporal_layer;
  std::optional<std::uint8_t> spatial_layer;
  bool layer_sync = false;                // a receiver of lower temporal layers may switch up here (VP8 Y, VP9 U)
  bool discardable = false;               // no later frame needs this one (VP8 N bit; H.264 nal_ref_idc 0)
  std::optional<std::uint16_t> width_px;  // with key frames that tell
  std::optional<std::uint16_t> height_px;
};

// Nothing for audio codecs, RTX, an empty payload, or one that does not parse.
[[nodiscard]] std::optional<VideoPayloadInfo> describe_payload(Codec codec, Bytes payload);

}  // namespace diemcau::wire
