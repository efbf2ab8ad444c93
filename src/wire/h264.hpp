// H.264 in RTP (RFC 6184): single NAL unit packets, STAP-A and FU-A, packetisation modes 0 and 1.
//
//   NAL unit header       FU-A: indicator, then FU header    STAP-A: header 24, then size (16 bits) and NAL unit,
//   repeated
//    0 1 2 3 4 5 6 7       0 1 2 3 4 5 6 7
//   +-+-+-+-+-+-+-+-+     +-+-+-+-+-+-+-+-+
//   |F|NRI|  type   |     |S|E|R|  type   |
//   +-+-+-+-+-+-+-+-+     +-+-+-+-+-+-+-+-+
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace diemcau::wire {

struct H264Payload {
  bool has_sps = false;
  bool has_pps = false;
  bool has_idr = false;      // an IDR slice, or the first fragment of one
  bool unit_start = false;   // a NAL unit begins here (false within an FU-A)
  bool frame_start = false;  // a delimiter, SPS or first slice of a picture begins here; a frame may tell so twice
  bool reference = false;    // some nal_ref_idc is not zero
  std::optional<std::uint16_t> width_px;  // from an SPS, cropped
  std::optional<std::uint16_t> height_px;
};

// Nothing when empty, when a unit runs past the end, or for packet types that packetisation modes 0 and 1 exclude.
[[nodiscard]] std::optional<H264Payload> parse_h264(Bytes payload);

struct H264Size {
  std::uint16_t width_px = 0;
  std::uint16_t height_px = 0;
};
// Picture size from a sequence parameter set NAL unit, header byte included (ITU-T H.264 section 7.3.2.1.1).
[[nodiscard]] std::optional<H264Size> parse_h264_sps(Bytes nal_unit);

}  // namespace diemcau::wire
