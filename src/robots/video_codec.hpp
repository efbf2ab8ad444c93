// Real encoders and decoders for simulated sites: VP8 by libvpx, H.264 by OpenH264.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/rate.hpp"
#include "robots/picture.hpp"

namespace diemcau::robots {

struct EncodedFrame {
  std::vector<std::uint8_t> bytes;  // VP8: one frame (RFC 6386); H.264: NAL units in Annex B form
  bool key_frame = false;
};

struct VideoFormat {
  int width_px = 0;
  int height_px = 0;
  int frames_per_second = 0;
  DataRate bitrate;
};

// Realtime encoder of one resolution. Throws std::runtime_error when the library refuses the format. Resource type.
class VideoEncoder {
 public:
  virtual ~VideoEncoder() = default;
  // `picture` has the format's size. An empty frame was dropped by rate control.
  virtual EncodedFrame encode(const Picture& picture, bool key_frame) = 0;
};

[[nodiscard]] std::unique_ptr<VideoEncoder> make_vp8_encoder(const VideoFormat& format);
[[nodiscard]] std::unique_ptr<VideoEncoder> make_h264_encoder(const VideoFormat& format);

class VideoDecoder {
 public:
  virtual ~VideoDecoder() = default;
  // Nothing when the bytes do not decode to a picture (yet).
  virtual std::optional<Picture> decode(Bytes frame) = 0;
};

[[nodiscard]] std::unique_ptr<VideoDecoder> make_vp8_decoder();
[[nodiscard]] std::unique_ptr<VideoDecoder> make_h264_decoder();

}  // namespace diemcau::robots
