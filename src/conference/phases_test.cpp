#include "conference/phases.hpp"

#include <gtest/gtest.h>

#include "conference/stage.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::full_session;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kChair;
using testing::kDeputy;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSystem;
using testing::Play;

using Events = std::vector<Event>;

Play paused() {
  Play play = full_session();
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  play.must(Pause{}, kChair);
  return play;
}

TEST(Phases, APauseKeepsTheTurnAndLeavesOnlyTheMainSiteHeard) {
  for (const Mode mode : {Mode::hoi_nghi, Mode::thao_luan, Mode::dao_tao}) {
    Play play = full_session(mode);
    play.must(GiveFloor{kBinhPhuoc}, kChair);
    const auto before = stage(play.state).heard;
    play.must(Pause{}, kChair);
    EXPECT_EQ(stage(play.state).heard, std::vector{kHaNoi});
    EXPECT_EQ(play.state.turn->site, kBinhPhuoc);
    EXPECT_TRUE(play.run(Pause{}, kChair)->empty());
    play.must(Resume{}, kChair);
    EXPECT_EQ(stage(play.state).heard, before);
    EXPECT_TRUE(play.run(Resume{}, kChair)->empty());
  }
}

TEST(Phases, ConcludingEndsTheTurn) {
  Play play = paused();
  const auto done = play.run(Conclude{}, kChair);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (Events{TurnEnded{1, kBinhPhuoc, TurnEndReason::concluded, 0}, SceneTaken{kHaNoi}, StrapHidden{},
                           Concluded{}}));
  EXPECT_EQ(play.state.phase, Phase::concluded);
}

TEST(Phases, ItemsAreStartedByTheDesk) {
  for (const Actor& actor : {kChair, kDirector, kSecretary}) {
    Play play = full_session();
    play.must(StartItem{ItemId{"thao-luan"}}, actor);
    EXPECT_EQ(play.state.item, (ItemUnderWay{ItemId{"thao-luan"}, kOpening}));
    EXPECT_TRUE(play.run(StartItem{ItemId{"thao-luan"}}, actor)->empty());
  }
}

TEST(Phases, Refusals) {
  const auto plain = [] { return full_session(); };
  const auto planned = [] {
    Play play;
    play.must(testing::creation(), kSystem);
    return play;
  };
  const auto concluded = [] {
    Play play = full_session();
    play.must(Conclude{}, kChair);
    return play;
  };
  testing::check_refusals({
      {"pause before opening", planned, Pause{}, kChair, Refusal::conference_not_open},
      {"resume before opening", planned, Resume{}, kChair, Refusal::conference_not_open},
      {"pause after the end", concluded, Pause{}, kChair, Refusal::conference_concluded},
      {"pause by director", plain, Pause{}, kDirector, Refusal::not_permitted},
      {"open in a pause", paused, Open{}, kChair, Refusal::already_open},
      {"start an item in a pause", paused, StartItem{ItemId{"khai-mac"}}, kChair, Refusal::conference_paused},
      {"start no item", plain, StartItem{ItemId{"nothing"}}, kChair, Refusal::no_such_item},
  });
}

// ---- Who presides ----

TEST(Presiding, IsTheFirstChairUntilAnotherTakesTheChair) {
  Play play = full_session();
  EXPECT_EQ(play.state.presiding, kChair.link);
  EXPECT_TRUE(play.run(TakeChair{}, kChair)->empty());
  play.must(TakeChair{}, kDeputy);
  EXPECT_EQ(play.state.presiding, kDeputy.link);
  play.must(HandOverChair{kChair.link}, kDeputy);
  EXPECT_EQ(play.state.presiding, kChair.link);
  play.must(HandOverChair{kDeputy.link}, kOrganiser);
  EXPECT_EQ(play.state.presiding, kDeputy.link);
}

TEST(Presiding, PassesOnWhenTheLinkIsRevoked) {
  Play play = full_session();
  play.must(RevokeLink{kChair.link}, kOrganiser);
  EXPECT_EQ(play.state.presiding, kDeputy.link);
  play.must(GiveFloor{kBinhPhuoc}, kDeputy);
}

TEST(Presiding, NeverPassesToALinkThatHasExpired) {
  const LinkId brief{"brief"};
  const LinkId later{"later"};
  Play play = in_session();
  play.must(IssueLink{brief, auth::Role::chair, {}, {}, play.now + std::chrono::hours{1}}, kOrganiser);
  play.must(IssueLink{kDeputy.link, auth::Role::chair}, kOrganiser);
  play.must(HandOverChair{brief}, kChair);
  play.wait(std::chrono::hours{1});
  EXPECT_EQ(play.run(GiveFloor{kBinhPhuoc}, kDeputy).error(), Refusal::not_presiding) << "it takes the chair first";
  play.must(IssueLink{later, auth::Role::hall}, kOrganiser);
  EXPECT_EQ(play.state.presiding, kChair.link) << "links have come: the first that is good";
  EXPECT_EQ(play.run(HandOverChair{brief}, kChair).error(), Refusal::no_chair_link);
}

TEST(Presiding, Refusals) {
  const auto plain = [] { return full_session(); };
  testing::check_refusals({
      {"a deputy's act", plain, GiveFloor{kBinhPhuoc}, kDeputy, Refusal::not_presiding},
      {"a deputy's handing over", plain, HandOverChair{kDeputy.link}, kDeputy, Refusal::not_presiding},
      {"take the chair as director", plain, TakeChair{}, kDirector, Refusal::not_permitted},
      {"to a director", plain, HandOverChair{kDirector.link}, kChair, Refusal::no_chair_link},
      {"to nobody", plain, HandOverChair{LinkId{"nobody"}}, kChair, Refusal::no_chair_link},
      {"to a revoked link",
       [] {
         Play play = full_session();
         play.must(RevokeLink{kDeputy.link}, kChair);
         return play;
       },
       HandOverChair{kDeputy.link}, kChair, Refusal::no_chair_link},
  });
}

}  // namespace
}  // namespace diemcau::conference
