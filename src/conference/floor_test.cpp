#include "conference/floor.hpp"

#include <gtest/gtest.h>

#include "conference/derived.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using std::chrono::seconds;
using testing::creation;
using testing::full_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kSecretary;
using testing::kSite;
using testing::kSystem;
using testing::Play;

using Events = std::vector<Event>;

const ItemId kPaper{"tham-luan-1"};

Play binh_phuoc_speaks() {
  Play play = full_session();
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  return play;
}

std::vector<std::uint64_t> queue_of(const State& state) {
  std::vector<std::uint64_t> numbers;
  for (const FloorRequest& one : state.queue) {
    numbers.push_back(one.number);
  }
  return numbers;
}

// ---- Turns ----

TEST(Floor, GivingItStartsATurnAndTakesTheScene) {
  Play play = full_session();
  const auto done = play.run(GiveFloor{kBinhPhuoc}, kChair);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (Events{TurnStarted{1, kBinhPhuoc}, SceneTaken{kBinhPhuoc}, StrapShown{"Bình Phước", ""}}));
  EXPECT_EQ(play.state.turn, (Turn{.number = 1, .site = kBinhPhuoc, .since = kOpening, .running_since = kOpening}));
}

TEST(Floor, TheNextTurnEndsTheOneBefore) {
  Play play = binh_phuoc_speaks();
  play.wait(seconds{90});
  const auto done = play.run(GiveFloor{kCanTho}, kChair);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (Events{TurnEnded{1, kBinhPhuoc, TurnEndReason::next_turn, 90'000}, TurnStarted{2, kCanTho},
                           SceneTaken{kCanTho}, StrapShown{"Cần Thơ", ""}}));
}

TEST(Floor, TakingItBackReturnsTheSceneToTheMainSite) {
  Play play = binh_phuoc_speaks();
  const auto done = play.run(TakeBackFloor{}, kChair);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (Events{TurnEnded{1, kBinhPhuoc, TurnEndReason::taken_back, 0}, SceneTaken{kHaNoi}, StrapHidden{}}));
}

TEST(Floor, WhatTheCommandDoesNotSayComesFromTheRequestAndTheItem) {
  Play play = full_session();
  play.must(RequestFloor{kBinhPhuoc, "Đào tạo cán bộ", RequestKind::registered}, kSite);
  const struct {
    const char* name;
    GiveFloor command;
    TurnStarted started;
  } cases[] = {
      {"nothing", {kCanTho}, {1, kCanTho}},
      {"of the item", {.site = kBinhPhuoc, .item = kPaper}, {1, kBinhPhuoc, "Tham luận: Bình Phước", kPaper, 900}},
      {"of the request", {.site = kBinhPhuoc, .request = 1}, {1, kBinhPhuoc, "Đào tạo cán bộ", {}, {}, 1}},
      {"of both",
       {.site = kBinhPhuoc, .item = kPaper, .request = 1},
       {1, kBinhPhuoc, "Đào tạo cán bộ", kPaper, 900, 1}},
      {"of the command",
       {.site = kBinhPhuoc, .topic = "Kiểm tra", .item = kPaper, .request = 1, .minutes = 3},
       {1, kBinhPhuoc, "Kiểm tra", kPaper, 180, 1}},
  };
  for (const auto& one : cases) {
    Play now = play;
    now.must(one.command, kChair);
    const auto started = std::ranges::find_if(
        now.log, [](const EventRecord& record) { return std::holds_alternative<TurnStarted>(record.event); });
    ASSERT_NE(started, now.log.end()) << one.name;
    EXPECT_EQ(std::get<TurnStarted>(started->event), one.started) << one.name;
    EXPECT_EQ(now.state.queue.empty(), one.started.request.has_value()) << one.name;
  }
}

TEST(Floor, GivingItForAnItemStartsTheItem) {
  Play play = full_session();
  play.must(GiveFloor{.site = kBinhPhuoc, .item = kPaper}, kChair);
  EXPECT_EQ(play.state.item, (ItemUnderWay{kPaper, kOpening}));
  EXPECT_EQ(play.state.strap, (Strap{"Bình Phước", "Đại diện điểm cầu Bình Phước"}));
}

TEST(Floor, ARaisedHandIsServedUnasked) {
  Play play = full_session();
  play.must(RequestFloor{kBinhPhuoc, "A", RequestKind::registered}, kSite);
  play.must(RequestFloor{kBinhPhuoc, "", RequestKind::hand}, kSite);
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  EXPECT_EQ(queue_of(play.state), std::vector<std::uint64_t>{1});
}

TEST(Floor, Extending) {
  Play limited = full_session();
  limited.must(GiveFloor{.site = kBinhPhuoc, .minutes = 10}, kChair);
  limited.must(ExtendTurn{5}, kChair);
  EXPECT_EQ(limited.state.turn->allotted_s, 900U);
  EXPECT_EQ(limited.run(ExtendTurn{kMaxTurnMinutes}, kChair).error(), Refusal::turn_too_long);

  Play endless = binh_phuoc_speaks();
  endless.wait(std::chrono::milliseconds{61'001});
  endless.must(ExtendTurn{1}, kChair);
  EXPECT_EQ(endless.state.turn->allotted_s, 122U) << "what is used, and a minute";
}

// ---- The clock ----

TEST(Floor, TheClockStandsInAPauseAndWhileTheHolderIsLost) {
  Play play = binh_phuoc_speaks();
  play.wait(seconds{10});
  play.must(Pause{}, kChair);
  EXPECT_EQ(play.state.turn->used_ms, 10'000U);
  EXPECT_EQ(play.state.turn->running_since, std::nullopt);
  play.wait(seconds{100});
  play.must(Resume{}, kChair);
  play.wait(seconds{5});
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  play.wait(seconds{100});
  EXPECT_EQ(play.state.turn->used_until(play.now), 15'000U);
  play.must(JoinSite{kBinhPhuoc}, kSystem);
  play.wait(seconds{1});
  play.must(TakeBackFloor{}, kChair);
  EXPECT_EQ(std::get<TurnEnded>(play.log[play.last_act() - 1].event).used_ms, 16'000U);
}

TEST(Floor, WhoComesBackInAPauseIsNotCounted) {
  Play play = binh_phuoc_speaks();
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  play.must(Pause{}, kChair);
  play.must(JoinSite{kBinhPhuoc}, kSystem);
  EXPECT_EQ(play.state.turn->running_since, std::nullopt);
  play.must(Resume{}, kChair);
  EXPECT_EQ(play.state.turn->running_since, kOpening);
}

TEST(Floor, AClockThatIsSetBackTakesNoTimeAway) {
  Play play = binh_phuoc_speaks();
  play.wait(seconds{10});
  play.must(Pause{}, kChair);
  play.must(Resume{}, kChair);
  play.now -= seconds{100};
  EXPECT_EQ(play.state.turn->used_until(play.now), 10'000U);
  play.must(Pause{}, kChair);
  EXPECT_EQ(play.state.turn->used_ms, 10'000U);
}

TEST(Floor, ALostSiteKeepsItsTurnAndLosesItsSources) {
  Play play = binh_phuoc_speaks();
  const auto done = play.run(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done,
            (Events{SourceStopped{kBinhPhuoc, Source::camera}, SiteLeft{kBinhPhuoc, LeaveReason::connection_lost}}));
  EXPECT_TRUE(play.state.turn);
  EXPECT_EQ(play.state.scene_main, kBinhPhuoc);
}

// ---- The queue ----

TEST(Queue, RequestsStandInTheOrderInWhichTheyCame) {
  Play play = full_session();
  play.must(RequestFloor{kBinhPhuoc, "A", RequestKind::registered}, kSite);
  play.must(RequestFloor{kCanTho, "", RequestKind::hand}, kSecretary);
  play.must(RequestFloor{kBinhPhuoc, "", RequestKind::hand}, kSite);
  EXPECT_EQ(play.state.queue, (std::vector<FloorRequest>{{1, kBinhPhuoc, "A", RequestKind::registered, kOpening},
                                                         {2, kCanTho, "", RequestKind::hand, kOpening},
                                                         {3, kBinhPhuoc, "", RequestKind::hand, kOpening}}));
  EXPECT_TRUE(play.run(RequestFloor{kBinhPhuoc, "A", RequestKind::registered}, kSite)->empty()) << "it is there";
  EXPECT_TRUE(play.run(RequestFloor{kCanTho, "B", RequestKind::hand}, kSecretary)->empty()) << "the hand is raised";
}

TEST(Queue, IsReorderedByThoseThatAreNamed) {
  Play play = full_session();
  for (const char* const topic : {"A", "B", "C", "D"}) {
    play.must(RequestFloor{kBinhPhuoc, topic, RequestKind::registered}, kSite);
  }
  play.must(ReorderQueue{{3, 1}}, kSecretary);
  EXPECT_EQ(queue_of(play.state), (std::vector<std::uint64_t>{3, 1, 2, 4}));
  EXPECT_TRUE(play.run(ReorderQueue{{3}}, kChair)->empty());
  play.must(WithdrawRequest{1}, kSite);
  EXPECT_EQ(queue_of(play.state), (std::vector<std::uint64_t>{3, 2, 4}));
}

TEST(Queue, IsBounded) {
  Play play = full_session();
  for (std::size_t i = 0; i < kMaxRequestsPerSite; ++i) {
    play.must(RequestFloor{kBinhPhuoc, std::to_string(i), RequestKind::registered}, kSite);
  }
  EXPECT_EQ(play.run(RequestFloor{kBinhPhuoc, "more", RequestKind::registered}, kSite).error(), Refusal::too_many);
  EXPECT_TRUE(play.run(RequestFloor{kCanTho, "other", RequestKind::registered}, kSecretary));
}

TEST(Queue, OnlyAnotherFirstRequestMattersToTheOrder) {
  Play play = full_session();
  const auto is_ordered = [&](const Command& command, const Actor& actor) {
    const std::uint64_t before = play.state.order_seq;
    play.must(command, actor);
    return play.state.order_seq != before;
  };
  EXPECT_TRUE(is_ordered(RequestFloor{kBinhPhuoc, "A", RequestKind::registered}, kSite));
  EXPECT_FALSE(is_ordered(RequestFloor{kCanTho, "", RequestKind::hand}, kSecretary));
  EXPECT_FALSE(is_ordered(WithdrawRequest{2}, kSecretary));
  EXPECT_TRUE(is_ordered(WithdrawRequest{1}, kSite));
}

// ---- Who is next ----

TEST(Next, IsTheFirstRequestOrElseTheNextItemWithASite) {
  Play play = full_session();
  EXPECT_EQ(next_speaker(play.state), (NextSpeaker{kHaNoi, ItemId{"khai-mac"}, {}, true}));
  play.must(Next{}, kChair);
  EXPECT_EQ(play.state.turn->site, kHaNoi);
  EXPECT_EQ(next_speaker(play.state), (NextSpeaker{kBinhPhuoc, kPaper, {}, true}));
  play.must(RequestFloor{kCanTho, "", RequestKind::hand}, kSecretary);
  EXPECT_EQ(next_speaker(play.state), (NextSpeaker{kCanTho, {}, 1, true}));
  play.must(Next{}, kChair);
  EXPECT_EQ(play.state.turn->site, kCanTho);
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::closed}, kSystem);
  EXPECT_EQ(next_speaker(play.state), (NextSpeaker{kBinhPhuoc, kPaper, {}, false}));
  EXPECT_EQ(play.run(Next{}, kChair).error(), Refusal::site_not_present);
}

TEST(Next, IsTheItemUnderWayUntilTheFloorWasGivenForIt) {
  Play play = full_session();
  play.must(StartItem{kPaper}, kChair);
  EXPECT_EQ(next_speaker(play.state)->item, kPaper);
  play.must(Next{}, kChair);
  EXPECT_EQ(next_speaker(play.state), std::nullopt) << "nobody is named for the discussion";
  EXPECT_EQ(play.run(Next{}, kChair).error(), Refusal::no_next);
}

TEST(Next, GivesTheFloorAnewToItsHolderForTheNextItem) {
  Play play = full_session();
  play.must(PutItem{{.id = ItemId{"tra-loi"}, .title = "Trả lời", .kind = "paper", .site = kBinhPhuoc}, kPaper},
            testing::kOrganiser);
  play.must(GiveFloor{.site = kBinhPhuoc, .item = kPaper}, kChair);
  const std::uint64_t first = play.state.turn->number;
  play.must(Next{}, kChair);
  EXPECT_EQ(play.state.turn->site, kBinhPhuoc);
  EXPECT_EQ(play.state.turn->item, ItemId{"tra-loi"});
  EXPECT_EQ(play.state.turn->number, first + 1) << "the clock begins anew";
}

// ---- Who may not ----

TEST(Floor, Refusals) {
  const auto plain = [] { return full_session(); };
  const auto planned = [] {
    Play play;
    play.must(creation(), kSystem);
    return play;
  };
  const auto paused = [] {
    Play play = full_session();
    play.must(Pause{}, kChair);
    return play;
  };
  const auto concluded = [] {
    Play play = full_session();
    play.must(Conclude{}, kChair);
    return play;
  };
  const auto can_tho_lost = [] {
    Play play = full_session();
    play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
    return play;
  };
  const auto can_tho_asks = [] {
    Play play = full_session();
    play.must(RequestFloor{kCanTho, "A", RequestKind::registered}, kSecretary);
    return play;
  };
  const SiteId unknown{"atlantis"};
  const std::string long_topic(kMaxTopicBytes + 1, 'a');
  testing::check_refusals({
      {"before opening", planned, GiveFloor{kBinhPhuoc}, kChair, Refusal::conference_not_open},
      {"in a pause", paused, GiveFloor{kBinhPhuoc}, kChair, Refusal::conference_paused},
      {"after the end", concluded, GiveFloor{kBinhPhuoc}, kChair, Refusal::conference_concluded},
      {"to nobody", plain, GiveFloor{unknown}, kChair, Refusal::no_such_site},
      {"to the absent", can_tho_lost, GiveFloor{kCanTho}, kChair, Refusal::site_not_present},
      {"to its holder", binh_phuoc_speaks, GiveFloor{kBinhPhuoc}, kChair, Refusal::already_has_floor},
      {"by site", plain, GiveFloor{kBinhPhuoc}, kSite, Refusal::not_permitted},
      {"for no item", plain, GiveFloor{.site = kBinhPhuoc, .item = ItemId{"x"}}, kChair, Refusal::no_such_item},
      {"for no request", plain, GiveFloor{.site = kBinhPhuoc, .request = 7}, kChair, Refusal::no_such_request},
      {"for another's request", can_tho_asks, GiveFloor{.site = kBinhPhuoc, .request = 1}, kChair,
       Refusal::no_such_request},
      {"for no time", plain, GiveFloor{.site = kBinhPhuoc, .minutes = 0}, kChair, Refusal::invalid_field},
      {"on a long topic", plain, GiveFloor{.site = kBinhPhuoc, .topic = long_topic}, kChair, Refusal::invalid_field},
      {"in dao_tao by the director", [] { return full_session(Mode::dao_tao); }, GiveFloor{kBinhPhuoc}, kDirector,
       Refusal::not_permitted},
      {"take back nothing", plain, TakeBackFloor{}, kChair, Refusal::no_turn},
      {"take back by director", binh_phuoc_speaks, TakeBackFloor{}, kDirector, Refusal::not_permitted},
      {"extend nothing", plain, ExtendTurn{5}, kChair, Refusal::no_turn},
      {"extend by nothing", binh_phuoc_speaks, ExtendTurn{0}, kChair, Refusal::invalid_field},
      {"ask for another", plain, RequestFloor{kCanTho}, kSite, Refusal::not_permitted},
      {"ask for nobody", plain, RequestFloor{unknown}, kSecretary, Refusal::no_such_site},
      {"ask on a long topic", plain, RequestFloor{kBinhPhuoc, long_topic}, kSite, Refusal::invalid_field},
      {"ask after the end", concluded, RequestFloor{kBinhPhuoc}, kSite, Refusal::conference_concluded},
      {"a hand before opening", planned, RequestFloor{kBinhPhuoc, "", RequestKind::hand}, kSite,
       Refusal::conference_not_open},
      {"withdraw nothing", plain, WithdrawRequest{1}, kSite, Refusal::no_such_request},
      {"withdraw another's", can_tho_asks, WithdrawRequest{1}, kSite, Refusal::not_permitted},
      {"reorder what is not there", can_tho_asks, ReorderQueue{{1, 2}}, kChair, Refusal::no_such_request},
      {"reorder twice", can_tho_asks, ReorderQueue{{1, 1}}, kChair, Refusal::invalid_field},
      {"reorder by site", can_tho_asks, ReorderQueue{{1}}, kSite, Refusal::not_permitted},
  });
}

}  // namespace
}  // namespace diemcau::conference
