#include "server/slot_plan.hpp"

#include <algorithm>

namespace diemcau::server {
namespace {

// The most tiles of a view that plan() serves, and what it may pass over: the receiver's own site, main and second.
constexpr std::size_t kMostTiles = 25;
constexpr std::size_t kMostPassedOver = 3;

using Tiles = std::vector<std::optional<SiteId>>;

// Fills the free tiles, in order.
void fill(Tiles& tiles, const std::vector<SiteId>& sites) {
  auto next = sites.begin();
  for (auto& tile : tiles) {
    if (!tile && next != sites.end()) {
      tile = *next++;
    }
  }
}

// Of the wanted sites those that have a tile keep it; the others take what is free.
Tiles place(std::vector<SiteId> wanted, Tiles tiles) {
  wanted.resize(std::min(wanted.size(), tiles.size()));
  for (auto& tile : tiles) {
    const auto kept = tile ? std::ranges::find(wanted, *tile) : wanted.end();
    if (kept == wanted.end()) {
      tile.reset();
    } else {
      wanted.erase(kept);
    }
  }
  fill(tiles, wanted);
  return tiles;
}

}  // namespace

Production production_of(const conference::State& state) {
  const auto& preview = state.desk.preview;
  return {.kind = state.scene_kind,
          .second = state.scene_second,
          .preview = preview ? std::optional{preview->main} : std::nullopt,
          .cue = state.cue ? std::optional{state.cue->site} : std::nullopt};
}

std::uint64_t rotation_at(Instant now) {
  return static_cast<std::uint64_t>(now.time_since_epoch() / kRotationPeriod);
}

Instant next_rotation(Instant now) {
  return Instant{kRotationPeriod * static_cast<std::int64_t>(rotation_at(now) + 1)};
}

SlotPlanner::SlotPlanner(const Pictures& pictures) : pictures_(pictures) {
  const auto& gallery = pictures.stage.gallery;
  for (auto site = gallery.begin(); site != gallery.end() && tiles_.size() < kMostTiles + kMostPassedOver; ++site) {
    if (pictures.has_camera(*site)) {
      tiles_.push_back(*site);
    }
  }
  if (pictures.production.kind == SceneKind::rotation) {
    std::vector<SiteId> all;
    std::ranges::copy_if(gallery, std::back_inserter(all), pictures.has_camera);
    rotating_ = all.empty() ? std::nullopt : std::optional{all[pictures.rotation % all.size()]};
  }
}

std::optional<SiteId> SlotPlanner::with_camera(const std::optional<SiteId>& site) const {
  return site && pictures_.has_camera(*site) ? site : std::nullopt;
}

std::optional<SiteId> SlotPlanner::main_for(const std::optional<SiteId>& own) const {
  if (own != pictures_.stage.main) {
    return pictures_.stage.main;
  }
  const Production& production = pictures_.production;
  if (production.kind == SceneKind::hall_speaker && production.second && production.second != own) {
    return production.second;
  }
  if (rotating_) {
    return rotating_;
  }
  if (own != pictures_.main_site) {
    return pictures_.main_site;
  }
  return tiles_.empty() ? std::nullopt : std::optional{tiles_.front()};
}

SlotPlan SlotPlanner::stage_for(const std::optional<SiteId>& own) const {
  SlotPlan plan;
  const std::optional<SiteId> main = main_for(own);
  plan.main = with_camera(main);
  const auto& content = pictures_.stage.content;
  if (content && content != own && pictures_.has_screen(*content)) {
    plan.content = content;
  }
  const Production& production = pictures_.production;
  if (production.kind == SceneKind::hall_speaker && production.second != own && production.second != main) {
    plan.second = with_camera(production.second);
  }
  return plan;
}

SlotPlan SlotPlanner::plan(const std::optional<SiteId>& own, const SlotPlan& before) const {
  SlotPlan plan = stage_for(own);
  std::vector<SiteId> wanted;
  for (auto site = tiles_.begin(); site != tiles_.end() && wanted.size() < before.gallery.size(); ++site) {
    if (*site != own && *site != plan.main && *site != plan.second) {
      wanted.push_back(*site);
    }
  }
  plan.gallery = place(std::move(wanted), before.gallery);
  return plan;
}

SlotPlan SlotPlanner::plan_for_director(const SlotPlan& before) const {
  SlotPlan plan = stage_for(std::nullopt);
  plan.preview = with_camera(pictures_.production.preview);
  std::vector<SiteId> others = pictures_.present;
  plan.gallery = before.gallery;
  for (auto& tile : plan.gallery) {
    const auto there = tile ? std::ranges::find(others, *tile) : others.end();
    if (there == others.end()) {
      tile.reset();
    } else {
      others.erase(there);
    }
  }
  fill(plan.gallery, others);
  return plan;
}

}  // namespace diemcau::server
