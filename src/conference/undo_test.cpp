#include "conference/undo.hpp"

#include <gtest/gtest.h>

#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
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

const ItemId kPaper{"tham-luan-1"};

// Bình Phước has spoken for ten seconds, and something of everything is there.
Play much_going_on() {
  Play play = full_session();
  play.must(RequestFloor{kCanTho, "A", RequestKind::hand}, kSecretary);
  play.must(RequestFloor{kHaNoi, "B", RequestKind::registered}, kSecretary);
  play.must(GiveFloor{.site = kBinhPhuoc, .item = kPaper}, kChair);
  play.must(Cue{kCanTho}, kDirector);
  play.must(ShowSlate{"Giải lao"}, kDirector);
  play.must(SetPreview{SceneKind::grid, kCanTho, std::nullopt}, kDirector);
  play.wait(seconds{10});
  return play;
}

struct Parts {
  Phases phases;
  Floor floor;
  TakenScene scene;

  friend bool operator==(const Parts&, const Parts&) = default;
};
// Without the clock of the turn, which has a test of its own.
Parts parts_of(const State& state) {
  Parts parts{state, state, state};
  if (parts.floor.turn) {
    parts.floor.turn->used_ms = 0;
    parts.floor.turn->running_since.reset();
  }
  return parts;
}

TEST(Undo, BringsBackWhatWasBeforeEachAct) {
  const struct {
    Command command;
    Actor actor;
    const char* what;
  } cases[] = {
      {GiveFloor{kCanTho}, kChair, "give_floor"},
      {GiveFloor{.site = kHaNoi, .item = ItemId{"khai-mac"}}, kDirector, "give_floor"},
      {Next{}, kChair, "give_floor"},
      {ExtendTurn{5}, kChair, "extend_turn"},
      {TakeBackFloor{}, kChair, "take_back_floor"},
      {ReorderQueue{{2, 1}}, kChair, "reorder_queue"},
      {Pause{}, kChair, "pause"},
      {Conclude{}, kChair, "conclude"},
      {StartItem{ItemId{"thao-luan"}}, kSecretary, "start_item"},
      {TakeScene{kCanTho, SceneKind::hall_speaker, std::nullopt}, kDirector, "take_scene"},
      {Take{}, kDirector, "take_scene"},
      {Cue{}, kDirector, "cue"},
      {ShowStrap{"Khác", ""}, kDirector, "show_strap"},
      {HideStrap{}, kChair, "hide_strap"},
      {ShowSlate{"Khác"}, kChair, "show_slate"},
      {HideSlate{}, kChair, "hide_slate"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(type_of(one.command));
    Play play = much_going_on();
    const Parts before = parts_of(play.state);
    play.must(one.command, one.actor);
    ASSERT_NE(parts_of(play.state), before);
    EXPECT_EQ(play.state.desk.undo, (Undoable{play.last_act(), one.what, play.now + kUndoWithin}));
    play.must(Undo{play.last_act()}, kChair);
    EXPECT_EQ(parts_of(play.state), before);
    EXPECT_EQ(play.state.desk.undo, std::nullopt);
  }
}

TEST(Undo, ThePauseIsTakenBackToo) {
  Play play = much_going_on();
  play.must(Pause{}, kChair);
  play.must(Resume{}, kChair);
  play.must(Undo{play.last_act()}, kDirector);
  EXPECT_EQ(play.state.phase, Phase::paused);
  EXPECT_EQ(play.state.turn->running_since, std::nullopt);
}

TEST(Undo, TheClockCountsNothingForTheTimeBetween) {
  Play play = much_going_on();
  play.must(TakeBackFloor{}, kChair);
  play.wait(seconds{3});
  play.must(Undo{play.last_act()}, kChair);
  EXPECT_EQ(play.state.turn->used_ms, 10'000U);
  EXPECT_EQ(play.state.turn->running_since, play.now);
}

TEST(Undo, ATurnThatWentOnKeepsItsTime) {
  Play play = much_going_on();
  play.must(HideStrap{}, kChair);
  play.wait(seconds{3});
  play.must(Undo{play.last_act()}, kChair);
  EXPECT_EQ(play.state.turn->used_until(play.now), 13'000U);
}

TEST(Undo, TheHolderMayHaveLeftInBetween) {
  Play play = much_going_on();
  play.must(TakeBackFloor{}, kChair);
  const std::uint64_t act = play.last_act();
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::closed}, kSystem);
  play.must(Undo{act}, kChair);
  EXPECT_EQ(play.state.turn->running_since, std::nullopt);
}

TEST(Undo, ANumberIsNotUsedAgain) {
  Play play = full_session();
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  play.must(Undo{play.last_act()}, kChair);
  EXPECT_EQ(play.state.turn, std::nullopt);
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  EXPECT_EQ(play.state.turn->number, 2U);
}

TEST(Undo, WhatTheSitesAskedForSinceStays) {
  Play play = much_going_on();
  play.must(Next{}, kChair);  // serves 1
  const std::uint64_t act = play.last_act();
  play.must(RequestFloor{kBinhPhuoc, "C", RequestKind::registered}, kSite);
  play.must(WithdrawRequest{2}, kSecretary);
  play.must(Undo{act}, kChair);
  ASSERT_EQ(play.state.queue.size(), 2U);
  EXPECT_EQ(play.state.queue[0].number, 1U);
  EXPECT_EQ(play.state.queue[1].number, 3U);
}

TEST(Undo, IsForFiveSecondsAndOneForTheWay) {
  for (const auto& [after, may] : {std::pair{milliseconds{6'000}, true}, std::pair{milliseconds{6'001}, false}}) {
    Play play = much_going_on();
    play.must(TakeBackFloor{}, kChair);
    const std::uint64_t act = play.last_act();
    play.wait(after);
    const auto done = play.run(Undo{act}, kChair);
    EXPECT_EQ(done.has_value(), may) << after.count();
    if (!done) {
      EXPECT_EQ(done.error(), Refusal::undo_too_late);
    }
  }
}

TEST(Undo, Refusals) {
  const auto opened = [] {
    Play play;
    play.must(testing::creation(), kSystem);
    play.must(IssueLink{kChair.link, auth::Role::chair, std::nullopt}, kSystem);
    play.must(Open{}, kChair);
    return play;
  };
  const auto cue = [] {
    Play play = full_session();
    play.must(Cue{kCanTho}, kDirector);
    return play;
  };
  const std::uint64_t cued = cue().last_act();
  const auto overtaken = [cue] {
    Play play = cue();
    play.must(GiveFloor{kCanTho}, kChair);
    return play;
  };
  const auto fallen_back = [] {
    Play play = full_session();
    play.must(TakeScene{kCanTho}, kDirector);
    play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
    play.must(FallBack{kCanTho}, kSystem);
    return play;
  };
  testing::check_refusals({
      {"nothing", [] { return full_session(); }, Undo{1}, kChair, Refusal::cannot_undo},
      {"opening", opened, Undo{opened().last_act()}, kChair, Refusal::cannot_undo},
      {"another act", cue, Undo{cued - 1}, kChair, Refusal::cannot_undo},
      {"what was overtaken", overtaken, Undo{cued}, kChair, Refusal::cannot_undo},
      {"what the server changed since", fallen_back, Undo{full_session().last_act() + 1}, kChair, Refusal::cannot_undo},
      {"another's, as a secretary", cue, Undo{cued}, kSecretary, Refusal::not_permitted},
      {"as a site", cue, Undo{cued}, kSite, Refusal::not_permitted},
  });
}

TEST(Undo, ASecretaryMayUndoItsOwn) {
  Play play = full_session();
  play.must(StartItem{kPaper}, kSecretary);
  play.must(Undo{play.last_act()}, kSecretary);
  EXPECT_EQ(play.state.item, std::nullopt);
}

TEST(Undo, AnUndoneActIsNotUndoneTwice) {
  Play play = much_going_on();
  play.must(TakeBackFloor{}, kChair);
  const std::uint64_t act = play.last_act();
  play.must(Undo{act}, kChair);
  EXPECT_EQ(play.run(Undo{act}, kChair).error(), Refusal::cannot_undo);
  EXPECT_EQ(play.run(Undo{play.last_act()}, kChair).error(), Refusal::cannot_undo);
}

}  // namespace
}  // namespace diemcau::conference
