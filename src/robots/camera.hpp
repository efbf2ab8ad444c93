// What a simulated site sends: draws and encodes its pictures, says its sentence, and hands both to its connection.
#pragma once

#include <array>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "robots/opus_codec.hpp"
#include "robots/publisher.hpp"
#include "robots/site_picture.hpp"
#include "robots/video_codec.hpp"
#include "robots/voice.hpp"

namespace diemcau::robots {

class Camera {
 public:
  // One Opus frame.
  static constexpr Duration kTick = std::chrono::milliseconds{20};

  // Silent until `voice` is ready. `flashes`: shows a square that is lit while the voice beeps.
  Camera(std::string name, std::uint8_t site_number, wire::Codec video, std::future<Voice> voice, bool flashes);

  // Call once for each kTick: the sound of this tick and, with every third, a picture taken at `now`.
  void tick(Instant now, Publisher& publisher, transport::SendBatch& out);

 private:
  void send_sound(Instant now, Publisher& publisher, transport::SendBatch& out);
  void send_picture(Instant now, Publisher& publisher, transport::SendBatch& out);

  SitePicture picture_;
  std::future<Voice> voice_to_come_;
  std::optional<Voice> voice_;
  bool flashes_;
  OpusSpeaker speaker_;
  std::vector<std::unique_ptr<VideoEncoder>> encoders_;  // one a layer, smallest first
  std::uint64_t ticks_ = 0;
  std::uint32_t frames_ = 0;
};

}  // namespace diemcau::robots
