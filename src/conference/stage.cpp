#include "conference/stage.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

std::optional<SiteId> content_of(const State& state) {
  const auto shares = [](const SiteState* site) { return site != nullptr && site->present && site->screen; };
  std::vector<SiteId> first{state.scene_main};
  if (state.turn) {
    first.push_back(state.turn->site);
  }
  first.push_back(state.main_site);
  for (const SiteId& id : first) {
    if (shares(state.site(id))) {
      return id;
    }
  }
  const auto any = std::ranges::find_if(state.sites, [&](const SiteState& site) { return shares(&site); });
  return any == state.sites.end() ? std::nullopt : std::optional{any->id};
}

bool is_heard(const State& state, const SiteState& site) {
  if (!site.present || site.muted || state.phase == Phase::concluded) {
    return false;
  }
  if (state.phase == Phase::paused) {
    return site.id == state.main_site;
  }
  switch (state.mode) {
    case Mode::thao_luan:
      return true;
    case Mode::hoi_nghi:
    case Mode::dao_tao:
      return site.id == state.main_site || (state.turn && state.turn->site == site.id);
  }
  return false;
}

}  // namespace

Stage stage(const State& state) {
  Stage stage{
      .main = state.scene_main, .second = state.scene_second, .content = content_of(state), .gallery = {}, .heard = {}};
  for (const SiteState& site : state.sites) {
    if (site.present && site.id != state.scene_main) {
      stage.gallery.push_back(site.id);
    }
    if (is_heard(state, site)) {
      stage.heard.push_back(site.id);
    }
  }
  const auto second = stage.second ? std::ranges::find(stage.gallery, *stage.second) : stage.gallery.end();
  if (second != stage.gallery.end()) {
    std::rotate(stage.gallery.begin(), second, second + 1);
  }
  return stage;
}

}  // namespace diemcau::conference
