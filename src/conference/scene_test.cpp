#include "conference/scene.hpp"

#include <gtest/gtest.h>

#include "conference/derived.hpp"
#include "conference/scene_rules.hpp"
#include "conference/stage.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::full_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kSite;
using testing::kSystem;
using testing::Play;

using Events = std::vector<Event>;

// ---- Taking ----

TEST(Scene, WhatTheCommandDoesNotSayFollowsFromWhatIsThere) {
  const struct {
    const char* name;
    SceneKind before;
    TakeScene command;
    SceneTaken taken;
  } cases[] = {
      {"the kind is kept", SceneKind::speaker_content, {kCanTho}, {kCanTho, SceneKind::speaker_content}},
      {"a grid shows no speaker", SceneKind::grid, {kCanTho}, {kCanTho, SceneKind::speaker}},
      {"the hall is the main site",
       SceneKind::speaker,
       {kCanTho, SceneKind::hall_speaker},
       {kCanTho, SceneKind::hall_speaker, kHaNoi}},
      {"which is not beside itself",
       SceneKind::speaker,
       {kHaNoi, SceneKind::hall_speaker},
       {kHaNoi, SceneKind::hall_speaker}},
      {"what is said is taken",
       SceneKind::speaker,
       {kCanTho, SceneKind::hall_speaker, kBinhPhuoc},
       {kCanTho, SceneKind::hall_speaker, kBinhPhuoc}},
  };
  for (const auto& one : cases) {
    Play play = full_session();
    play.must(TakeScene{kBinhPhuoc, one.before}, kDirector);
    const auto done = play.run(one.command, kDirector);
    ASSERT_TRUE(done) << one.name;
    EXPECT_EQ(*done, Events{one.taken}) << one.name;
    EXPECT_TRUE(play.run(one.command, kDirector)->empty()) << one.name;
  }
}

TEST(Scene, FollowsTheFloorInItsKind) {
  Play play = full_session();
  play.must(TakeScene{kHaNoi, SceneKind::hall_speaker}, kDirector);
  play.must(ShowSlate{"Giải lao"}, kDirector);
  play.must(Cue{kCanTho}, kDirector);
  play.must(GiveFloor{.site = kCanTho, .topic = "Đào tạo"}, kChair);
  const Scene scene = derived(play.state).scene;
  EXPECT_EQ(scene.kind, SceneKind::hall_speaker);
  EXPECT_EQ(scene.main, kCanTho);
  EXPECT_EQ(scene.second, kHaNoi);
  EXPECT_EQ(play.state.strap, (Strap{"Cần Thơ", "Đào tạo"}));
  EXPECT_EQ(play.state.slate, std::nullopt);
  EXPECT_EQ(play.state.cue, std::nullopt) << "the cued site is on air";
}

TEST(Scene, ACueForAnotherStays) {
  Play play = full_session();
  play.must(Cue{kCanTho}, kDirector);
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  EXPECT_EQ(play.state.cue, (StandingBy{kCanTho, kOpening}));
  play.must(Cue{}, kChair);
  EXPECT_EQ(play.state.cue, std::nullopt);
}

TEST(Scene, WhatIsInPreviewIsTaken) {
  Play play = full_session();
  play.must(SetPreview{SceneKind::hall_speaker, kCanTho, std::nullopt}, kDirector);
  EXPECT_EQ(play.state.scene_main, kHaNoi);
  EXPECT_EQ(audience_of(play.log.back().event).audience, Audience::desk);
  play.must(Take{}, kDirector);
  EXPECT_EQ(play.state.scene_main, kCanTho);
  EXPECT_EQ(play.state.scene_kind, SceneKind::hall_speaker);
  EXPECT_EQ(play.state.scene_second, kHaNoi);
  EXPECT_TRUE(play.run(Take{}, kDirector)->empty());
}

TEST(Scene, StrapAndSlateAreShownAndHidden) {
  Play play = full_session();
  play.must(ShowStrap{"Chủ trì", "Khai mạc"}, kDirector);
  play.must(ShowSlate{"Giải lao"}, kChair);
  EXPECT_EQ(play.state.strap, (Strap{"Chủ trì", "Khai mạc"}));
  EXPECT_EQ(play.state.slate, Slate{"Giải lao"});
  play.must(HideStrap{}, kChair);
  play.must(HideSlate{}, kChair);
  EXPECT_EQ(play.state.strap, std::nullopt);
  EXPECT_EQ(play.state.slate, std::nullopt);
  EXPECT_TRUE(play.run(HideStrap{}, kChair)->empty());
  EXPECT_TRUE(play.run(HideSlate{}, kChair)->empty());
}

// ---- Falling back ----

TEST(FallBack, BringsTheSceneToTheMainSiteAndLeavesTheTurn) {
  Play play = full_session();
  play.must(GiveFloor{kCanTho}, kChair);
  EXPECT_TRUE(play.run(FallBack{kCanTho}, kSystem)->empty()) << "it is there";
  play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
  EXPECT_EQ(lost_in_scene(play.state), std::vector{kCanTho});
  play.must(FallBack{kCanTho}, kSystem);
  EXPECT_EQ(play.state.scene_main, kHaNoi);
  EXPECT_EQ(play.state.strap, std::nullopt);
  EXPECT_EQ(play.state.turn->site, kCanTho);
  EXPECT_TRUE(lost_in_scene(play.state).empty());
  play.must(JoinSite{kCanTho}, kSystem);
  EXPECT_EQ(play.state.scene_main, kHaNoi) << "until somebody takes it";
}

TEST(FallBack, LeavesOutASecondThatIsLost) {
  Play play = full_session();
  play.must(TakeScene{kBinhPhuoc, SceneKind::hall_speaker, kCanTho}, kDirector);
  play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
  play.must(FallBack{kCanTho}, kSystem);
  EXPECT_EQ(play.state.scene_main, kBinhPhuoc);
  EXPECT_EQ(play.state.scene_kind, SceneKind::speaker);
  EXPECT_EQ(play.state.scene_second, std::nullopt);
}

TEST(FallBack, TheMainSiteHasNowhereToFallTo) {
  Play play = full_session();
  play.must(LeaveSite{kHaNoi, LeaveReason::connection_lost}, kSystem);
  EXPECT_TRUE(lost_in_scene(play.state).empty());
  EXPECT_TRUE(play.run(FallBack{kHaNoi}, kSystem)->empty());
}

// ---- Who may not ----

TEST(Scene, Refusals) {
  const auto plain = [] { return full_session(); };
  const auto can_tho_lost = [] {
    Play play = full_session();
    play.must(SetPreview{SceneKind::speaker, kCanTho, std::nullopt}, kDirector);
    play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
    return play;
  };
  const auto concluded = [] {
    Play play = full_session();
    play.must(Conclude{}, kChair);
    return play;
  };
  const SiteId unknown{"atlantis"};
  const std::string long_text(kMaxSlateBytes + 1, 'a');
  testing::check_refusals({
      {"nobody", plain, TakeScene{unknown}, kDirector, Refusal::no_such_site},
      {"the absent", can_tho_lost, TakeScene{kCanTho}, kDirector, Refusal::site_not_present},
      {"by site", plain, TakeScene{kBinhPhuoc}, kSite, Refusal::not_permitted},
      {"beside itself", plain, TakeScene{kCanTho, SceneKind::hall_speaker, kCanTho}, kDirector,
       Refusal::site_shown_twice},
      {"beside nobody", plain, TakeScene{kCanTho, SceneKind::hall_speaker, unknown}, kDirector, Refusal::no_such_site},
      {"after the end", concluded, TakeScene{kCanTho}, kDirector, Refusal::conference_concluded},
      {"preview by chair", plain, SetPreview{SceneKind::speaker, kCanTho, std::nullopt}, kChair,
       Refusal::not_permitted},
      {"preview of nobody", plain, SetPreview{SceneKind::speaker, unknown, std::nullopt}, kDirector,
       Refusal::no_such_site},
      {"take nothing", plain, Take{}, kDirector, Refusal::no_preview},
      {"take who was lost", can_tho_lost, Take{}, kDirector, Refusal::site_not_present},
      {"cue nobody", plain, Cue{unknown}, kDirector, Refusal::no_such_site},
      {"cue the absent", can_tho_lost, Cue{kCanTho}, kDirector, Refusal::site_not_present},
      {"cue after the end", concluded, Cue{kCanTho}, kDirector, Refusal::conference_concluded},
      {"an empty strap", plain, ShowStrap{"", "x"}, kDirector, Refusal::invalid_field},
      {"a long strap", plain, ShowStrap{long_text, ""}, kDirector, Refusal::invalid_field},
      {"a strap after the end", concluded, ShowStrap{"x", ""}, kDirector, Refusal::conference_concluded},
      {"an empty slate", plain, ShowSlate{""}, kDirector, Refusal::invalid_field},
      {"a long slate", plain, ShowSlate{long_text}, kDirector, Refusal::invalid_field},
      {"a slate by site", plain, ShowSlate{"x"}, kSite, Refusal::not_permitted},
      {"fall back by chair", plain, FallBack{kCanTho}, kChair, Refusal::not_permitted},
  });
}

// ---- Who is seen and heard ----

TEST(Stage, InHoiNghiTheMainSiteAndTheSpeakerAreHeard) {
  Play play = full_session();
  EXPECT_EQ(stage(play.state).heard, std::vector{kHaNoi});
  play.must(GiveFloor{kCanTho}, kChair);
  EXPECT_EQ(stage(play.state).heard, (std::vector{kHaNoi, kCanTho}));
  play.must(MuteSite{kHaNoi, true}, kDirector);
  EXPECT_EQ(stage(play.state).heard, std::vector{kCanTho});
}

TEST(Stage, InDaoTaoAsInHoiNghi) {
  Play play = full_session(Mode::dao_tao);
  EXPECT_EQ(stage(play.state).heard, std::vector{kHaNoi});
  play.must(GiveFloor{kCanTho}, kChair);
  EXPECT_EQ(stage(play.state).heard, (std::vector{kHaNoi, kCanTho}));
}

TEST(Stage, OnceConcludedNobodyIsHeard) {
  Play play = full_session();
  play.must(Conclude{}, kChair);
  EXPECT_TRUE(stage(play.state).heard.empty());
}

TEST(Stage, InThaoLuanEverySiteThatIsNotMutedIsHeard) {
  Play play = full_session(Mode::thao_luan);
  play.must(MuteSite{kBinhPhuoc, true}, kSite);
  EXPECT_EQ(stage(play.state).heard, (std::vector{kHaNoi, kCanTho}));
}

TEST(Stage, TheGalleryHoldsTheOtherPresentSitesInOrder) {
  Play play = full_session();
  EXPECT_EQ(stage(play.state).gallery, (std::vector{kBinhPhuoc, kCanTho}));
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  EXPECT_EQ(stage(play.state).gallery, (std::vector{kHaNoi, kCanTho}));
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  EXPECT_EQ(stage(play.state).main, kBinhPhuoc);
  EXPECT_EQ(stage(play.state).gallery, (std::vector{kHaNoi, kCanTho}));
}

TEST(Stage, TheSecondStandsFirstInTheGallery) {
  Play play = full_session();
  play.must(TakeScene{kHaNoi, SceneKind::hall_speaker, kCanTho}, kDirector);
  EXPECT_EQ(stage(play.state).second, kCanTho);
  EXPECT_EQ(stage(play.state).gallery, (std::vector{kCanTho, kBinhPhuoc}));
}

TEST(Stage, ContentIsTheScreenNearestToTheScene) {
  Play play = full_session();
  EXPECT_EQ(stage(play.state).content, std::nullopt);
  play.must(StartSource{kCanTho, Source::screen}, kSystem);
  EXPECT_EQ(stage(play.state).content, kCanTho);
  play.must(StartSource{kHaNoi, Source::screen}, kSystem);
  EXPECT_EQ(stage(play.state).content, kHaNoi);
  play.must(GiveFloor{kCanTho}, kChair);
  EXPECT_EQ(stage(play.state).content, kCanTho);
}

}  // namespace
}  // namespace diemcau::conference
