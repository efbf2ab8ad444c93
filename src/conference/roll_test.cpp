#include "conference/roll_rules.hpp"

#include <gtest/gtest.h>

#include "conference/derived.hpp"
#include "conference/limits.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::concluded;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kHaNoi;
using testing::kOpening;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::kSystem;
using testing::Play;

const ConfirmPresence kThere{.site = kBinhPhuoc, .roll = Attendance::online, .headcount = 45};

TEST(Roll, WhoIsConfirmedIsCountedWithItsPeople) {
  Play play = in_session();
  EXPECT_EQ(derived(play.state).roll, (Roll{std::nullopt, kUsualQuorumPercent, 0, 3, 0, false}));
  play.must(CallRoll{}, kSecretary);
  play.must(kThere, kSite);
  play.must({ConfirmPresence{.site = kCanTho, .roll = Attendance::absent, .absence = "Mất điện"}}, kOrganiser);
  EXPECT_EQ(derived(play.state).roll, (Roll{kOpening, kUsualQuorumPercent, 1, 3, 45, false}));
  play.must(ConfirmPresence{.site = kHaNoi, .roll = Attendance::in_person, .headcount = 120}, kSecretary);
  EXPECT_EQ(derived(play.state).roll, (Roll{kOpening, kUsualQuorumPercent, 2, 3, 165, true}));
  EXPECT_EQ(play.state.site(kCanTho)->absence, "Mất điện");
}

TEST(Roll, TheQuorumIsAFunctionOfTheRollAlone) {
  Play play = in_session();
  play.must(CallRoll{}, kSecretary);
  play.must(kThere, kSecretary);
  const Roll before = derived(play.state).roll;
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  play.must(LeaveSite{kHaNoi, LeaveReason::connection_lost}, kSystem);
  EXPECT_EQ(derived(play.state).roll, before);
}

TEST(Roll, ASiteThatNeverConnectsIsConfirmedByPhone) {
  Play play = in_session();
  play.must(LeaveSite{kCanTho, LeaveReason::closed}, kSystem);
  play.must(ConfirmPresence{kCanTho, Attendance::online, 30, "", true}, kSecretary);
  EXPECT_TRUE(play.state.site(kCanTho)->by_phone);
  EXPECT_EQ(derived(play.state).roll.people, 30U);
}

TEST(Roll, ACorrectionNamesWhatItCorrects) {
  Play play = in_session();
  play.must(kThere, kSite);
  const std::uint64_t first = play.state.seq;
  const auto done =
      play.run(ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::in_person, .headcount = 47}, kSecretary);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (std::vector<Event>{PresenceConfirmed{kBinhPhuoc, Attendance::in_person, 47, "", false, first}}));
  EXPECT_EQ(std::get<PresenceConfirmed>(play.log[first - 1].event).headcount, 45U) << "the original stays";
}

TEST(Roll, WithoutANumberTheLastHeadcountStands) {
  Play play = in_session();
  play.must(kThere, kSite);
  play.must(ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::in_person}, kSecretary);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->headcount, 45U);
  play.must(ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::absent}, kSecretary);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->headcount, std::nullopt);
}

TEST(Roll, TheFirstCallKeepsWhatWasConfirmedAndALaterOneBeginsAnew) {
  Play play = in_session();
  play.must(kThere, kSite);
  play.must(CallRoll{}, kSecretary);
  EXPECT_EQ(derived(play.state).roll.people, 45U);
  play.must(CallRoll{}, kSecretary);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->roll, Attendance::not_called);
  EXPECT_EQ(derived(play.state).roll.people, 0U);
  const auto done = play.run(kThere, kSite);
  ASSERT_TRUE(done);
  EXPECT_EQ(std::get<PresenceConfirmed>(done->front()).corrects, std::nullopt) << "of this call it is the first";
}

TEST(Roll, SayingTheSameAgainMakesNoEvent) {
  Play play = in_session();
  play.must(kThere, kSite);
  const auto done = play.run(kThere, kSecretary);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->empty());
}

TEST(Roll, Refusals) {
  const auto plain = [] { return in_session(); };
  const ConfirmPresence of_phone{.site = kBinhPhuoc, .roll = Attendance::online, .by_phone = true};
  const ConfirmPresence with_reason{.site = kBinhPhuoc, .roll = Attendance::online, .absence = "Mất điện"};
  const ConfirmPresence absent_people{.site = kBinhPhuoc, .roll = Attendance::absent, .headcount = 3};
  const ConfirmPresence too_many{.site = kBinhPhuoc, .roll = Attendance::online, .headcount = kMaxPeople + 1};
  const std::vector<testing::RefusedCommand> cases{
      {"called by a site", plain, CallRoll{}, kSite, Refusal::not_permitted},
      {"called by the chair", plain, CallRoll{}, kChair, Refusal::not_permitted},
      {"called after the end", concluded, CallRoll{}, kSecretary, Refusal::conference_concluded},
      {"another site", plain, ConfirmPresence{.site = kCanTho}, kSite, Refusal::not_permitted},
      {"in person by itself", plain, ConfirmPresence{kBinhPhuoc, Attendance::in_person}, kSite, Refusal::not_permitted},
      {"absent by itself", plain, ConfirmPresence{kBinhPhuoc, Attendance::absent}, kSite, Refusal::not_permitted},
      {"by phone by itself", plain, of_phone, kSite, Refusal::not_permitted},
      {"nobody", plain, ConfirmPresence{.site = SiteId{"atlantis"}}, kSecretary, Refusal::no_such_site},
      {"not called", plain, ConfirmPresence{kBinhPhuoc, Attendance::not_called}, kSecretary, Refusal::invalid_field},
      {"absent with people", plain, absent_people, kSecretary, Refusal::invalid_field},
      {"there with a reason", plain, with_reason, kSecretary, Refusal::invalid_field},
      {"more than a stadium", plain, too_many, kSecretary, Refusal::invalid_field},
      {"after the end", concluded, kThere, kSecretary, Refusal::conference_concluded},
  };
  testing::check_refusals(cases);
}

}  // namespace
}  // namespace diemcau::conference
