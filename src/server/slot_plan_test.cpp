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
  std::vector<SiteId> present = gallery;
  present.insert(present.begin(), main);
  return {.stage = {.main = main, .second = {}, .content = {}, .gallery = std::move(gallery), .heard = {}},
          .main_site = kA,
          .present = std::move(present),
          .production = {},
          .rotation = 0,
          .has_camera = [](const SiteId& site) { return site != kD; },  // d sends sound only
          .has_screen = [](const SiteId&) { return true; }};
}

SlotPlan empty(std::size_t tiles) {
  SlotPlan plan;
  plan.gallery.resize(tiles);
  return plan;
}

SlotPlan shows(const std::optional<SiteId>& main, Tiles gallery) {
  SlotPlan plan;
  plan.main = main;
  plan.gallery = std::move(gallery);
  return plan;
}

SlotPlan plan_slots(const Pictures& pictures, const std::optional<SiteId>& own, const SlotPlan& before) {
  return SlotPlanner{pictures}.plan(own, before);
}

TEST(SlotPlan, WhoIsInMainSeesTheMainSite) {
  EXPECT_EQ(plan_slots(pictures(kB, {kA, kC}), kB, empty(2)), shows(kA, {kC, std::nullopt}));
}

TEST(SlotPlan, TheMainSiteInMainSeesTheFirstOther) {
  EXPECT_EQ(plan_slots(pictures(kA, {kD, kB, kC}), kA, empty(2)), shows(kB, {kC, std::nullopt}));
  EXPECT_EQ(plan_slots(pictures(kA, {}), kA, empty(1)), empty(1)) << "alone";
}

TEST(SlotPlan, OthersSeeTheStage) {
  EXPECT_EQ(plan_slots(pictures(kB, {kA, kC, kD}), std::nullopt, empty(3)), shows(kB, {kA, kC, std::nullopt}));
}

TEST(SlotPlan, HallAndSpeakerStandBesideEachOther) {
  Pictures both = pictures(kA, {kB, kC});
  both.production.second = kB;
  EXPECT_EQ(plan_slots(both, std::nullopt, empty(2)).second, std::nullopt) << "the speaker's scene has one picture";
  both.production.kind = SceneKind::hall_speaker;
  struct Case {
    const char* who;
    std::optional<SiteId> own;
    std::optional<SiteId> main;
    std::optional<SiteId> second;
    Tiles gallery;
  };
  const std::vector<Case> cases{
      {"a hall", std::nullopt, kA, kB, {kC, std::nullopt}},
      {"another site", kC, kA, kB, {std::nullopt, std::nullopt}},
      {"the first of the two", kA, kB, std::nullopt, {kC, std::nullopt}},
      {"the second of the two", kB, kA, std::nullopt, {kC, std::nullopt}},
  };
  for (const Case& one : cases) {
    SlotPlan expected = shows(one.main, one.gallery);
    expected.second = one.second;
    EXPECT_EQ(plan_slots(both, one.own, empty(2)), expected) << one.who;
  }
  both.production.second = kD;
  EXPECT_EQ(plan_slots(both, std::nullopt, empty(0)).second, std::nullopt) << "has no picture";
}

TEST(SlotPlan, OnlyTheSpeakerOfARotationSeesTheOthersInTurn) {
  Pictures lecture = pictures(kA, {kB, kD, kC});
  lecture.production.kind = SceneKind::rotation;
  std::vector<SiteId> seen;
  for (lecture.rotation = 0; lecture.rotation < 4; ++lecture.rotation) {
    const SlotPlan speaker = plan_slots(lecture, kA, empty(1));
    ASSERT_TRUE(speaker.main);
    seen.push_back(*speaker.main);
    EXPECT_NE(speaker.gallery.front(), speaker.main);
    EXPECT_EQ(plan_slots(lecture, kB, empty(0)).main, kA);
    EXPECT_EQ(plan_slots(lecture, std::nullopt, empty(0)).main, kA);
  }
  EXPECT_EQ(seen, (std::vector{kB, kC, kB, kC})) << "who has no picture has no turn";
  lecture.stage.gallery.clear();
  EXPECT_EQ(plan_slots(lecture, kA, empty(0)).main, std::nullopt);
}

TEST(SlotPlan, ARotationTurnsEveryTenSeconds) {
  const Instant start{std::chrono::seconds{100}};
  EXPECT_EQ(rotation_at(start + std::chrono::milliseconds{9'999}), rotation_at(start));
  EXPECT_EQ(rotation_at(start + kRotationPeriod), rotation_at(start) + 1);
  EXPECT_EQ(next_rotation(start), start + kRotationPeriod);
  EXPECT_EQ(next_rotation(start + std::chrono::seconds{3}), start + kRotationPeriod);
}

TEST(SlotPlan, TheDirectorSeesEverySiteInATileOfItsOwn) {
  Pictures all = pictures(kB, {kA, kC, kD});
  all.production.preview = kC;
  const SlotPlan first = SlotPlanner{all}.plan_for_director(empty(5));
  EXPECT_EQ(first.main, kB);
  EXPECT_EQ(first.preview, kC);
  EXPECT_EQ(first.gallery, (Tiles{kB, kA, kC, kD, std::nullopt}));

  all.stage.main = kC;  // a change of floor moves no tile
  all.present = {kA, kB, kC, kD};
  EXPECT_EQ(SlotPlanner{all}.plan_for_director(first).gallery, first.gallery);
  all.present = {kB, kC, kD};
  const SlotPlan without = SlotPlanner{all}.plan_for_director(first);
  EXPECT_EQ(without.gallery, (Tiles{kB, std::nullopt, kC, kD, std::nullopt}));
  const SiteId late{"0-before-all-others"};
  all.present = {late, kA, kB, kC, kD};
  EXPECT_EQ(SlotPlanner{all}.plan_for_director(without).gallery, (Tiles{kB, late, kC, kD, kA}));
  EXPECT_EQ(SlotPlanner{all}.plan_for_director(empty(2)).gallery, (Tiles{late, kA})) << "the others wait";
  all.production.preview = kD;
  EXPECT_EQ(SlotPlanner{all}.plan_for_director(empty(0)).preview, std::nullopt) << "has no picture";
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
