#include "server/view.hpp"

#include "engine/slot_name.hpp"

namespace diemcau::server {
namespace {

// Gallery tiles that a view has.
constexpr std::size_t kHallTiles = 4;
constexpr std::size_t kSiteTiles = 6;
constexpr std::size_t kDirectorTiles = 25;

engine::SlotLayout site_layout() {
  engine::SlotLayout layout = engine::stage_layout(kSiteTiles);
  layout.assigned_audio.emplace_back(engine::kTalkbackSlot);
  return layout;
}

engine::SlotLayout director_layout() {
  engine::SlotLayout layout = engine::stage_layout(kDirectorTiles);
  const auto gallery = layout.video.end() - static_cast<std::ptrdiff_t>(kDirectorTiles);
  layout.video.insert(gallery, std::string{engine::kPreviewSlot});
  return layout;
}

}  // namespace

auth::Act act_of(View view) {
  switch (view) {
    case View::hall:
      return auth::Act::receive_hall;
    case View::site:
      return auth::Act::receive_site;
    case View::observer:
      return auth::Act::receive_observer;
    case View::director:
      return auth::Act::receive_director;
    case View::loop:
      return auth::Act::publish;  // one's own test
  }
  return auth::Act::receive_observer;
}

engine::SlotLayout layout_of(View view) {
  switch (view) {
    case View::hall:
      return engine::stage_layout(kHallTiles);
    case View::site:
      return site_layout();
    case View::observer:
      return engine::stage_layout(0);
    case View::director:
      return director_layout();
    case View::loop:
      return {.video = {std::string{engine::kMainSlot}}, .mixed_audio = {}, .assigned_audio = {engine::audio_slot(0)}};
  }
  return {};
}

}  // namespace diemcau::server
