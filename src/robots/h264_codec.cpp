#include <wels/codec_api.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <stdexcept>

#include "robots/video_codec.hpp"

namespace diemcau::robots {
namespace {

class H264Encoder final : public VideoEncoder {
 public:
  explicit H264Encoder(const VideoFormat& format) {
    if (WelsCreateSVCEncoder(&encoder_) != 0) {
      throw std::runtime_error("OpenH264 has no encoder");
    }
    SEncParamBase parameters{};
    parameters.iUsageType = CAMERA_VIDEO_REAL_TIME;
    parameters.fMaxFrameRate = static_cast<float>(format.frames_per_second);
    parameters.iPicWidth = format.width_px;
    parameters.iPicHeight = format.height_px;
    parameters.iTargetBitrate = static_cast<int>(format.bitrate.bits_per_second());
    parameters.iRCMode = RC_BITRATE_MODE;
    int quiet = WELS_LOG_QUIET;
    encoder_->SetOption(ENCODER_OPTION_TRACE_LEVEL, &quiet);
    if (encoder_->Initialize(&parameters) != cmResultSuccess) {
      WelsDestroySVCEncoder(encoder_);
      throw std::runtime_error("OpenH264 refuses this format");
    }
    bool may_drop = false;
    encoder_->SetOption(ENCODER_OPTION_RC_FRAME_SKIP, &may_drop);
  }
  ~H264Encoder() override {
    encoder_->Uninitialize();
    WelsDestroySVCEncoder(encoder_);
  }
  H264Encoder(const H264Encoder&) = delete;
  H264Encoder& operator=(const H264Encoder&) = delete;

  EncodedFrame encode(const Picture& picture, bool key_frame) override {
    if (key_frame) {
      encoder_->ForceIntraFrame(true);
    }
    SSourcePicture source{};
    source.iColorFormat = videoFormatI420;
    source.iPicWidth = picture.width;
    source.iPicHeight = picture.height;
    source.iStride[0] = picture.width;
    source.iStride[1] = source.iStride[2] = picture.width / 2;
    source.pData[0] = const_cast<std::uint8_t*>(picture.y.data());  // the encoder only reads
    source.pData[1] = const_cast<std::uint8_t*>(picture.u.data());
    source.pData[2] = const_cast<std::uint8_t*>(picture.v.data());
    SFrameBSInfo info{};
    EncodedFrame frame;
    if (encoder_->EncodeFrame(&source, &info) != cmResultSuccess) {
      return frame;
    }
    frame.key_frame = info.eFrameType == videoFrameTypeIDR;
    for (int index = 0; index < info.iLayerNum; ++index) {
      append_layer(info.sLayerInfo[index], frame.bytes);
    }
    return frame;
  }

 private:
  static void append_layer(const SLayerBSInfo& layer, std::vector<std::uint8_t>& bytes) {
    int size = 0;
    for (int unit = 0; unit < layer.iNalCount; ++unit) {
      size += layer.pNalLengthInByte[unit];
    }
    bytes.insert(bytes.end(), layer.pBsBuf, layer.pBsBuf + size);
  }

  ISVCEncoder* encoder_ = nullptr;
};

class H264Decoder final : public VideoDecoder {
 public:
  H264Decoder() {
    if (WelsCreateDecoder(&decoder_) != 0) {
      throw std::runtime_error("OpenH264 has no decoder");
    }
    SDecodingParam parameters{};
    parameters.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
    int quiet = WELS_LOG_QUIET;
    decoder_->SetOption(DECODER_OPTION_TRACE_LEVEL, &quiet);
    decoder_->Initialize(&parameters);
  }
  ~H264Decoder() override {
    decoder_->Uninitialize();
    WelsDestroyDecoder(decoder_);
  }
  H264Decoder(const H264Decoder&) = delete;
  H264Decoder& operator=(const H264Decoder&) = delete;

  std::optional<Picture> decode(Bytes frame) override {
    std::array<unsigned char*, 3> planes{};
    SBufferInfo info{};
    if (decoder_->DecodeFrameNoDelay(frame.data(), static_cast<int>(frame.size()), planes.data(), &info) !=
            dsErrorFree ||
        info.iBufferStatus != 1) {
      return std::nullopt;
    }
    const SSysMEMBuffer& layout = info.UsrData.sSystemBuffer;
    Picture picture{layout.iWidth & ~1, layout.iHeight & ~1};
    copy_plane(planes[0], layout.iStride[0], picture.width, picture.height, picture.y);
    copy_plane(planes[1], layout.iStride[1], picture.width / 2, picture.height / 2, picture.u);
    copy_plane(planes[2], layout.iStride[1], picture.width / 2, picture.height / 2, picture.v);
    return picture;
  }

 private:
  static void copy_plane(const unsigned char* source, int stride, int width, int height,
                         std::vector<std::uint8_t>& target) {
    for (int row = 0; row < height; ++row) {
      std::memcpy(target.data() + static_cast<std::ptrdiff_t>(row) * width,
                  source + static_cast<std::ptrdiff_t>(row) * stride, static_cast<std::size_t>(width));
    }
  }

  ISVCDecoder* decoder_ = nullptr;
};

}  // namespace

std::unique_ptr<VideoEncoder> make_h264_encoder(const VideoFormat& format) {
  return std::make_unique<H264Encoder>(format);
}
std::unique_ptr<VideoDecoder> make_h264_decoder() {
  return std::make_unique<H264Decoder>();
}

}  // namespace diemcau::robots
