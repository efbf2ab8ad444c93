#include <vpx/vp8cx.h>
#include <vpx/vp8dx.h>
#include <vpx/vpx_decoder.h>
#include <vpx/vpx_encoder.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <stdexcept>

#include "robots/video_codec.hpp"

namespace diemcau::robots {
namespace {

// Fastest realtime preset: simulated sites must be cheap, not pretty.
constexpr int kCpuUsed = -12;

class Vp8Encoder final : public VideoEncoder {
 public:
  explicit Vp8Encoder(const VideoFormat& format) : format_(format) {
    vpx_codec_enc_cfg_t config;
    vpx_codec_enc_config_default(vpx_codec_vp8_cx(), &config, 0);
    config.g_w = static_cast<unsigned>(format.width_px);
    config.g_h = static_cast<unsigned>(format.height_px);
    config.g_timebase = {1, format.frames_per_second};
    config.g_threads = 1;
    config.g_error_resilient = VPX_ERROR_RESILIENT_DEFAULT;
    config.g_lag_in_frames = 0;
    config.rc_end_usage = VPX_CBR;
    config.rc_target_bitrate = static_cast<unsigned>(format.bitrate.bits_per_second() / 1000);
    config.rc_dropframe_thresh = 0;
    config.kf_mode = VPX_KF_DISABLED;
    if (vpx_codec_enc_init(&codec_, vpx_codec_vp8_cx(), &config, 0) != VPX_CODEC_OK) {
      throw std::runtime_error("libvpx refuses this VP8 format");
    }
    vpx_codec_control(&codec_, VP8E_SET_CPUUSED, kCpuUsed);
    vpx_codec_control(&codec_, VP8E_SET_STATIC_THRESHOLD, 100);
  }
  ~Vp8Encoder() override { vpx_codec_destroy(&codec_); }
  Vp8Encoder(const Vp8Encoder&) = delete;
  Vp8Encoder& operator=(const Vp8Encoder&) = delete;

  EncodedFrame encode(const Picture& picture, bool key_frame) override {
    vpx_image_t image;
    vpx_img_wrap(&image, VPX_IMG_FMT_I420, static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height),
                 1,
                 const_cast<std::uint8_t*>(picture.y.data()));  // the encoder only reads
    image.planes[VPX_PLANE_U] = const_cast<std::uint8_t*>(picture.u.data());
    image.planes[VPX_PLANE_V] = const_cast<std::uint8_t*>(picture.v.data());
    image.stride[VPX_PLANE_U] = picture.width / 2;
    image.stride[VPX_PLANE_V] = picture.width / 2;
    EncodedFrame frame;
    if (vpx_codec_encode(&codec_, &image, frame_number_++, 1, key_frame ? VPX_EFLAG_FORCE_KF : 0, VPX_DL_REALTIME) !=
        VPX_CODEC_OK) {
      return frame;
    }
    vpx_codec_iter_t iterator = nullptr;
    while (const vpx_codec_cx_pkt_t* packet = vpx_codec_get_cx_data(&codec_, &iterator)) {
      if (packet->kind == VPX_CODEC_CX_FRAME_PKT) {
        const auto* data = static_cast<const std::uint8_t*>(packet->data.frame.buf);
        frame.bytes.assign(data, data + packet->data.frame.sz);
        frame.key_frame = (packet->data.frame.flags & VPX_FRAME_IS_KEY) != 0;
      }
    }
    return frame;
  }

 private:
  VideoFormat format_;
  vpx_codec_ctx_t codec_{};
  vpx_codec_pts_t frame_number_ = 0;
};

void copy_plane(const vpx_image_t& image, int plane, int width, int height, std::vector<std::uint8_t>& target) {
  for (int row = 0; row < height; ++row) {
    std::memcpy(target.data() + static_cast<std::ptrdiff_t>(row) * width,
                image.planes[plane] + static_cast<std::ptrdiff_t>(row) * image.stride[plane],
                static_cast<std::size_t>(width));
  }
}

class Vp8Decoder final : public VideoDecoder {
 public:
  Vp8Decoder() {
    if (vpx_codec_dec_init(&codec_, vpx_codec_vp8_dx(), nullptr, 0) != VPX_CODEC_OK) {
      throw std::runtime_error("libvpx has no VP8 decoder");
    }
  }
  ~Vp8Decoder() override { vpx_codec_destroy(&codec_); }
  Vp8Decoder(const Vp8Decoder&) = delete;
  Vp8Decoder& operator=(const Vp8Decoder&) = delete;

  std::optional<Picture> decode(Bytes frame) override {
    if (vpx_codec_decode(&codec_, frame.data(), static_cast<unsigned>(frame.size()), nullptr, 0) != VPX_CODEC_OK) {
      return std::nullopt;
    }
    vpx_codec_iter_t iterator = nullptr;
    const vpx_image_t* image = vpx_codec_get_frame(&codec_, &iterator);
    if (image == nullptr) {
      return std::nullopt;
    }
    Picture picture{static_cast<int>(image->d_w) & ~1, static_cast<int>(image->d_h) & ~1};
    copy_plane(*image, VPX_PLANE_Y, picture.width, picture.height, picture.y);
    copy_plane(*image, VPX_PLANE_U, picture.width / 2, picture.height / 2, picture.u);
    copy_plane(*image, VPX_PLANE_V, picture.width / 2, picture.height / 2, picture.v);
    return picture;
  }

 private:
  vpx_codec_ctx_t codec_{};
};

}  // namespace

std::unique_ptr<VideoEncoder> make_vp8_encoder(const VideoFormat& format) {
  return std::make_unique<Vp8Encoder>(format);
}
std::unique_ptr<VideoDecoder> make_vp8_decoder() {
  return std::make_unique<Vp8Decoder>();
}

}  // namespace diemcau::robots
