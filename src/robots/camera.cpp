#include "robots/camera.hpp"

namespace diemcau::robots {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 360;
// A picture with every third tick of a second, counted anew each second, so that one is taken at the very second.
constexpr std::uint64_t kTicksPerSecond = std::chrono::seconds{1} / Camera::kTick;
constexpr std::uint64_t kTicksPerPicture = 3;
constexpr int kFramesPerSecond = 17;
constexpr std::uint8_t kVoiceThreshold = 60;  // −dBov: quieter is silence

// Smallest first, as kRids.
const std::array<VideoFormat, 3> kLayers{
    {{kWidth / 4, kHeight / 4, kFramesPerSecond, DataRate::kilobits_per_second(80)},
     {kWidth / 2, kHeight / 2, kFramesPerSecond, DataRate::kilobits_per_second(200)},
     {kWidth, kHeight, kFramesPerSecond, DataRate::kilobits_per_second(600)}}};

}  // namespace

Camera::Camera(std::string name, std::uint8_t site_number, wire::Codec video, std::future<Voice> voice, bool flashes)
    : picture_(std::move(name), site_number, kWidth, kHeight), voice_to_come_(std::move(voice)), flashes_(flashes) {
  if (video == wire::Codec::vp8) {
    for (const VideoFormat& format : kLayers) {
      encoders_.push_back(make_vp8_encoder(format));
    }
  } else {
    encoders_.push_back(make_h264_encoder(kLayers.back()));
  }
}

void Camera::tick(Instant now, Publisher& publisher, transport::SendBatch& out) {
  send_sound(now, publisher, out);
  if (ticks_ % kTicksPerSecond % kTicksPerPicture == 0 && publisher.connected()) {
    send_picture(now, publisher, out);
  }
  ++ticks_;
}

void Camera::send_sound(Instant now, Publisher& publisher, transport::SendBatch& out) {
  std::array<std::int16_t, kOpusFrameSamples> samples{};
  if (voice_to_come_.valid() && voice_to_come_.wait_for(std::chrono::seconds{0}) == std::future_status::ready) {
    voice_ = voice_to_come_.get();
  }
  if (voice_) {
    voice_->read(ticks_ * kOpusFrameSamples, samples);
  }
  const std::uint8_t level = audio_level(samples);
  publisher.send_audio(speaker_.encode(samples), {level < kVoiceThreshold, level}, now, out);
}

void Camera::send_picture(Instant now, Publisher& publisher, transport::SendBatch& out) {
  const bool lit = ticks_ % kTicksPerSecond * kTick < kBeep;
  const SitePicture::Flash flash = !flashes_ ? SitePicture::Flash::none
                                   : lit     ? SitePicture::Flash::lit
                                             : SitePicture::Flash::dark;
  const Picture& picture = picture_.draw(frames_, flash);
  for (std::size_t layer = 0; layer < encoders_.size(); ++layer) {
    const bool key_frame = publisher.take_key_frame_request(layer) || frames_ == 0;
    const VideoFormat& format = encoders_.size() == 1 ? kLayers.back() : kLayers[layer];
    const EncodedFrame frame =
        format.width_px == picture.width
            ? encoders_[layer]->encode(picture, key_frame)
            : encoders_[layer]->encode(scaled(picture, format.width_px, format.height_px), key_frame);
    publisher.send_video(layer, frame, now, out);
  }
  ++frames_;
}

}  // namespace diemcau::robots
