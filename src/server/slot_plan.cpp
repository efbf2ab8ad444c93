#include "server/slot_plan.hpp"

#include <algorithm>

namespace diemcau::server {
namespace {

std::optional<SiteId> main_for(const Pictures& pictures, const std::optional<SiteId>& own) {
  if (own != pictures.stage.main) {
    return pictures.stage.main;
  }
  if (own != pictures.main_site) {
    return pictures.main_site;
  }
  const auto first = std::ranges::find_if(pictures.stage.gallery, pictures.has_camera);
  return first == pictures.stage.gallery.end() ? std::nullopt : std::optional{*first};
}

// The sites for the tiles, in order: present ones with a camera that are neither the receiver's own nor in its main.
std::vector<SiteId> tiles_for(const Pictures& pictures, const std::optional<SiteId>& own,
                              const std::optional<SiteId>& main) {
  std::vector<SiteId> sites;
  std::ranges::copy_if(pictures.stage.gallery, std::back_inserter(sites),
                       [&](const SiteId& site) { return site != own && site != main && pictures.has_camera(site); });
  return sites;
}

std::vector<std::optional<SiteId>> place(std::vector<SiteId> wanted, std::vector<std::optional<SiteId>> tiles) {
  wanted.resize(std::min(wanted.size(), tiles.size()));
  for (auto& tile : tiles) {
    const auto kept = tile ? std::ranges::find(wanted, *tile) : wanted.end();
    if (kept == wanted.end()) {
      tile.reset();
    } else {
      wanted.erase(kept);
    }
  }
  auto next = wanted.begin();
  for (auto& tile : tiles) {
    if (!tile && next != wanted.end()) {
      tile = *next++;
    }
  }
  return tiles;
}

}  // namespace

SlotPlan plan_slots(const Pictures& pictures, const std::optional<SiteId>& own, const SlotPlan& before) {
  SlotPlan plan;
  const std::optional<SiteId> main = main_for(pictures, own);
  if (main && pictures.has_camera(*main)) {
    plan.main = main;
  }
  const auto& content = pictures.stage.content;
  if (content && content != own && pictures.has_screen(*content)) {
    plan.content = content;
  }
  plan.gallery = place(tiles_for(pictures, own, main), before.gallery);
  return plan;
}

}  // namespace diemcau::server
