#include "engine/slot_layout.hpp"

#include "engine/slot_name.hpp"

namespace diemcau::engine {
namespace {

// RFC 8834 and docs/protocol.md: three voices at once are a conversation, more are noise.
constexpr std::size_t kVoices = 3;

}  // namespace

SlotLayout stage_layout(std::size_t tiles) {
  SlotLayout layout{.video = {std::string{kMainSlot}, std::string{kContentSlot}, std::string{kSecondSlot}},
                    .mixed_audio = {},
                    .assigned_audio = {}};
  for (std::size_t tile = 0; tile < tiles; ++tile) {
    layout.video.push_back(gallery_slot(tile));
  }
  for (std::size_t voice = 0; voice < kVoices; ++voice) {
    layout.mixed_audio.push_back(audio_slot(voice));
  }
  return layout;
}

}  // namespace diemcau::engine
