#include "server/slot_plan.hpp"

#include <gtest/gtest.h>

namespace diemcau::server {
namespace {

using Tiles = std::vector<std::optional<SiteId>>;

const SiteId kA{"a"};  // the main site
const SiteId kB{"b"};
const SiteId kC{"c"};
const SiteId kD{"d"};

Pictures pictures(const SiteId& main, std::vector<SiteId> gallery) {
  return {.stage = {.main = main, .second = {}, .content = {}, .gallery = std::move(gallery), .heard = {}},
          .main_site = kA,
          .has_camera = [](const SiteId& site) { return site != kD; },  // d sends sound only
          .has_screen = [](const SiteId&) { return true; }};
}

SlotPlan empty(std::size_t tiles) {
  return {.main = {}, .content = {}, .gallery = Tiles(tiles)};
}

TEST(SlotPlan, WhoIsInMainSeesTheMainSite) {
  EXPECT_EQ(plan_slots(pictures(kB, {kA, kC}), kB, empty(2)),
            (SlotPlan{.main = kA, .content = {}, .gallery = {kC, std::nullopt}}));
}

TEST(SlotPlan, TheMainSiteInMainSeesTheFirstOther) {
  EXPECT_EQ(plan_slots(pictures(kA, {kD, kB, kC}), kA, empty(2)),
            (SlotPlan{.main = kB, .content = {}, .gallery = {kC, std::nullopt}}));
  EXPECT_EQ(plan_slots(pictures(kA, {}), kA, empty(1)), empty(1)) << "alone";
}

TEST(SlotPlan, OthersSeeTheStage) {
  EXPECT_EQ(plan_slots(pictures(kB, {kA, kC, kD}), std::nullopt, empty(3)),
            (SlotPlan{.main = kB, .content = {}, .gallery = {kA, kC, std::nullopt}}));
}

TEST(SlotPlan, NoneIsShownItsOwnScreen) {
  Pictures with_screen = pictures(kA, {kB});
  with_screen.stage.content = kB;
  EXPECT_EQ(plan_slots(with_screen, kB, empty(0)).content, std::nullopt);
  EXPECT_EQ(plan_slots(with_screen, kC, empty(0)).content, kB);
}

TEST(SlotPlan, TilesStayWhereTheyAre) {
  const SlotPlan before = plan_slots(pictures(kA, {kB, kC}), std::nullopt, empty(3));
  EXPECT_EQ(before.gallery, (Tiles{kB, kC, std::nullopt}));
  const SlotPlan during = plan_slots(pictures(kB, {kA, kC}), std::nullopt, before);
  EXPECT_EQ(during.gallery, (Tiles{kA, kC, std::nullopt}));
  const SlotPlan after = plan_slots(pictures(kC, {kA, kB}), std::nullopt, during);
  EXPECT_EQ(after.gallery, (Tiles{kA, kB, std::nullopt}));
  EXPECT_EQ(plan_slots(pictures(kA, {kC}), std::nullopt, before).gallery, (Tiles{std::nullopt, kC, std::nullopt}));
}

TEST(SlotPlan, WhatHasNoTileWaitsInOrder) {
  EXPECT_EQ(plan_slots(pictures(kA, {kB, kC}), std::nullopt, empty(1)).gallery, Tiles{kB});
  EXPECT_EQ(plan_slots(pictures(kA, {kB}), std::nullopt, empty(0)).gallery, Tiles{});
}

}  // namespace
}  // namespace diemcau::server
