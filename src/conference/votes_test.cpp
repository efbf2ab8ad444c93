#include "conference/votes_rules.hpp"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include "conference/frames.hpp"
#include "conference/json.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::kSystem;
using testing::Play;

const SiteId kSites[] = {kHaNoi, kBinhPhuoc, kCanTho};

VoterId voter_at(const SiteId& site) {
  return VoterId{site.value()};
}
Actor at(const SiteId& site) {
  return {auth::Role::site, LinkId{"l-" + site.value()}, site};
}

OpenVote vote(VoteMethod method = VoteMethod::open) {
  return {.title = "Thông qua dự thảo",
          .text = "Nghị quyết kèm theo",
          .method = method,
          .electors = Electors::site,
          .rule = VoteRule::majority,
          .quorum_percent = 50};
}
Play open_vote(VoteMethod method = VoteMethod::open) {
  Play play = in_session();
  play.must(vote(method), kChair);
  return play;
}
CastBallot yes_of(const SiteId& site) {
  return {1, voter_at(site), Choice::yes};
}

TEST(Votes, ElectorsAreFrozenWhenTheVoteOpens) {
  Play play = in_session();
  play.must(LeaveSite{kCanTho, LeaveReason::closed}, kSystem);
  play.must(vote(), kSecretary);
  EXPECT_EQ(play.state.motions.at(0).eligible, 2U) << "no roll was called: who is connected";
  play.must(JoinSite{kCanTho}, kSystem);
  EXPECT_EQ(play.run(yes_of(kCanTho), at(kCanTho)).error(), Refusal::not_elector);
  play.must(LeaveSite{kBinhPhuoc, LeaveReason::connection_lost}, kSystem);
  play.must(yes_of(kBinhPhuoc), at(kBinhPhuoc));
}

TEST(Votes, OnceTheRollWasCalledItSaysWhoVotes) {
  Play play = in_session();
  play.must(CallRoll{}, kSecretary);
  EXPECT_EQ(play.run(vote(), kChair).error(), Refusal::no_electors);
  play.must(ConfirmPresence{.site = kCanTho, .roll = Attendance::online, .by_phone = true}, kSecretary);
  play.must(ConfirmPresence{.site = kHaNoi, .roll = Attendance::absent}, kSecretary);
  play.must(vote(), kChair);
  ASSERT_EQ(play.state.voters.size(), 1U);
  EXPECT_TRUE(play.state.voters.contains(voter_at(kCanTho)));
}

TEST(Votes, AnOpenVoteNamesItsBallotsToTheDeskAtOnceAndToAllWhenItCloses) {
  Play play = open_vote();
  play.must(yes_of(kBinhPhuoc), kSite);
  EXPECT_EQ(play.state.desk.ballots, (std::vector<DeskBallot>{{voter_at(kBinhPhuoc), Choice::yes}}));
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).voted, (std::vector<Voted>{{1, voter_at(kBinhPhuoc)}}));
  EXPECT_TRUE(play.state.motions.at(0).ballots.empty());
  EXPECT_EQ(play.state.motions.at(0).cast, 1U);
  play.must({CastBallot{1, voter_at(kHaNoi), Choice::no}}, at(kHaNoi));
  const auto done = play.run(CloseVote{1}, kSecretary);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (std::vector<Event>{VoteClosed{1, {1, 1, 0}, Outcome::rejected}}));
  const Motion& motion = play.state.motions.at(0);
  EXPECT_EQ(motion.ballots,
            (std::vector<NamedBallot>{{voter_at(kBinhPhuoc), Choice::yes}, {voter_at(kHaNoi), Choice::no}}));
  EXPECT_EQ(motion.closed_at, kOpening);
  EXPECT_TRUE(play.state.desk.ballots.empty());
}

TEST(Votes, AWeightedBallotCountsAsOftenAsTheRollCountedPeople) {
  Play play = in_session();
  play.must(CallRoll{}, kSecretary);
  play.must(ConfirmPresence{.site = kHaNoi, .roll = Attendance::in_person, .headcount = 120}, kSecretary);
  play.must(ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::online, .headcount = 45}, kSecretary);
  play.must(ConfirmPresence{.site = kCanTho, .roll = Attendance::online}, kSecretary);
  play.must(vote(VoteMethod::weighted), kChair);
  play.must(yes_of(kBinhPhuoc), kSite);
  play.must(yes_of(kCanTho), at(kCanTho));
  play.must(CloseVote{1}, kChair);
  EXPECT_EQ(play.state.motions.at(0).tally, (Tally{46, 0, 0}));
  EXPECT_EQ(play.state.motions.at(0).outcome, Outcome::no_quorum) << "46 of 166";
}

TEST(Votes, DelegatesVoteByTheirSiteWithTheirOwnWeight) {
  Play play = in_session();
  play.must(PutDelegate{{DelegateId{"le-binh"}, "Lê Bình", "", kBinhPhuoc, 3}}, kOrganiser);
  play.must(PutDelegate{{DelegateId{"vu-cuc"}, "Vũ Cúc", "", kBinhPhuoc, 1}}, kOrganiser);
  play.must(PutDelegate{{DelegateId{"mai-dao"}, "Mai Đào", "", kCanTho, 5}}, kOrganiser);
  play.must(LeaveSite{kCanTho, LeaveReason::closed}, kSystem);
  OpenVote by_delegates = vote(VoteMethod::weighted);
  by_delegates.electors = Electors::delegate;
  play.must(by_delegates, kChair);
  EXPECT_EQ(play.state.motions.at(0).eligible, 2U);
  EXPECT_EQ(play.run(yes_of(kBinhPhuoc), kSite).error(), Refusal::not_elector) << "a site is no delegate";
  EXPECT_EQ(play.run(CastBallot{1, VoterId{"mai-dao"}, Choice::yes}, at(kCanTho)).error(), Refusal::not_elector);
  play.must(CastBallot{1, VoterId{"le-binh"}, Choice::yes}, kSite);
  play.must(RemoveDelegate{DelegateId{"vu-cuc"}}, kOrganiser);
  play.must(CastBallot{1, VoterId{"vu-cuc"}, Choice::no}, kSite);
  play.must(CloseVote{1}, kChair);
  EXPECT_EQ(play.state.motions.at(0).tally, (Tally{3, 1, 0})) << "who was an elector stays one";
}

TEST(Votes, OfASecretBallotOnlyTheLogHasTheSealedChoice) {
  Play play = open_vote(VoteMethod::secret);
  play.must(CastSealed{1, voter_at(kBinhPhuoc), "SEALED"}, kSite);
  const EventRecord& record = play.log.back();
  EXPECT_NE(boost::json::serialize(to_json(record)).find("SEALED"), std::string::npos);
  const State& state = play.state;
  const EventTexts texts = event_texts(record, audience_of(record.event), all_changes(State{}, state));
  for (const std::string& text :
       {texts.everybody, texts.desk.value(), texts.sites.at(kBinhPhuoc), snapshot_frame(state, kSite),
        snapshot_frame(state, kChair), snapshot_frame(state, kOrganiser)}) {
    EXPECT_EQ(text.find("SEALED"), std::string::npos) << text;
  }
  EXPECT_EQ(state.desk.ballots, (std::vector<DeskBallot>{{voter_at(kBinhPhuoc), std::nullopt}}));
  play.must(CloseCounted{1, {0, 1, 0}}, kChair);
  EXPECT_EQ(state.motions.at(0).tally, (Tally{0, 1, 0}));
  EXPECT_TRUE(state.motions.at(0).ballots.empty());
  EXPECT_TRUE(state.box.empty());
}

TEST(Votes, AVoidedVoteIsOverAndAnotherOneCanOpen) {
  Play play = open_vote(VoteMethod::secret);
  play.must(CastSealed{1, voter_at(kBinhPhuoc), "sealed"}, kSite);
  play.must(VoidVote{1}, kSystem);
  EXPECT_EQ(play.state.motions.at(0).outcome, Outcome::voided);
  EXPECT_EQ(play.state.motions.at(0).tally, std::nullopt);
  play.must(vote(VoteMethod::secret), kChair);
  EXPECT_TRUE(play.state.own.at(kBinhPhuoc).voted.empty());
  play.must(CastSealed{2, voter_at(kBinhPhuoc), "sealed"}, kSite);
}

TEST(Votes, Outcomes) {
  const struct {
    const char* name;
    VoteRule rule;
    std::uint32_t quorum_percent;
    std::uint64_t electors;
    Tally tally;
    Outcome outcome;
  } cases[] = {
      {"more than half", VoteRule::majority, 50, 4, {3, 1, 0}, Outcome::passed},
      {"half", VoteRule::majority, 50, 4, {2, 2, 0}, Outcome::rejected},
      {"abstentions count", VoteRule::majority, 50, 4, {2, 0, 2}, Outcome::rejected},
      {"two thirds", VoteRule::two_thirds, 50, 3, {2, 1, 0}, Outcome::passed},
      {"just under two thirds", VoteRule::two_thirds, 50, 100, {66, 34, 0}, Outcome::rejected},
      {"the quorum", VoteRule::majority, 50, 4, {2, 0, 0}, Outcome::passed},
      {"below the quorum", VoteRule::majority, 51, 4, {2, 0, 0}, Outcome::no_quorum},
      {"nobody, without a quorum", VoteRule::majority, 0, 4, {0, 0, 0}, Outcome::rejected},
      {"nobody, two thirds of nothing", VoteRule::two_thirds, 0, 4, {0, 0, 0}, Outcome::rejected},
      {"all", VoteRule::majority, 100, 4, {4, 0, 0}, Outcome::passed},
  };
  for (const auto& one : cases) {
    Motion motion;
    motion.rule = one.rule;
    motion.quorum_percent = one.quorum_percent;
    EXPECT_EQ(outcome_of(motion, one.tally, one.electors), one.outcome) << one.name;
  }
}

TEST(Votes, TheOldestNamedBallotsLeaveTheState) {
  Play play = in_session();
  State& state = play.state;
  for (std::uint64_t number = 1; number <= 3; ++number) {
    Motion motion;
    motion.number = number;
    motion.phase = MotionPhase::closed;
    motion.ballots.resize(kMaxNamedBallots / 2);
    state.motions.push_back(motion);
  }
  play.must(vote(), kChair);
  play.must({CastBallot{4, voter_at(kBinhPhuoc), Choice::yes}}, kSite);
  play.must(CloseVote{4}, kChair);
  const std::size_t kept[] = {0, 0, kMaxNamedBallots / 2, 1};
  for (std::size_t i = 0; i < std::size(kept); ++i) {
    EXPECT_EQ(state.motions.at(i).ballots.size(), kept[i]) << i;
  }
}

TEST(Votes, Refusals) {
  const auto plain = [] { return in_session(); };
  const auto open = [] { return open_vote(); };
  const auto secret = [] { return open_vote(VoteMethod::secret); };
  const auto cast = [] {
    Play play = open_vote();
    play.must(yes_of(kBinhPhuoc), kSite);
    return play;
  };
  const auto cast_secretly = [] {
    Play play = open_vote(VoteMethod::secret);
    play.must(CastSealed{1, voter_at(kBinhPhuoc), "sealed"}, kSite);
    return play;
  };
  const auto closed = [] {
    Play play = open_vote();
    play.must(CloseVote{1}, kChair);
    return play;
  };
  const auto full = [] {
    Play play = in_session();
    for (std::size_t number = 1; number <= kMaxMotions; ++number) {
      play.must(vote(), kChair);
      play.must(CloseVote{number}, kChair);
    }
    return play;
  };
  OpenVote untitled = vote();
  untitled.title.clear();
  OpenVote more_than_all = vote();
  more_than_all.quorum_percent = 101;
  const std::string long_seal(kMaxSealedBytes + 1, 'x');
  const std::vector<testing::RefusedCommand> cases{
      {"opened by a site", plain, vote(), kSite, Refusal::not_permitted},
      {"opened by the director", plain, vote(), kDirector, Refusal::not_permitted},
      {"opened before the conference", testing::planned, vote(), kChair, Refusal::conference_not_open},
      {"opened beside another", open, vote(), kChair, Refusal::vote_open},
      {"untitled", plain, untitled, kChair, Refusal::invalid_field},
      {"quorum of more than all", plain, more_than_all, kChair, Refusal::invalid_field},
      {"one too many", full, vote(), kChair, Refusal::too_many},
      {"cast by the chair", open, yes_of(kHaNoi), kChair, Refusal::not_permitted},
      {"cast for another site", open, yes_of(kCanTho), kSite, Refusal::not_elector},
      {"cast for nobody", open, yes_of(SiteId{"atlantis"}), kSite, Refusal::not_elector},
      {"cast twice", cast, yes_of(kBinhPhuoc), kSite, Refusal::already_voted},
      {"cast twice in secret", cast_secretly, CastSealed{1, voter_at(kBinhPhuoc), "other"}, kSite,
       Refusal::already_voted},
      {"cast on nothing", plain, yes_of(kBinhPhuoc), kSite, Refusal::no_such_motion},
      {"cast too late", closed, yes_of(kBinhPhuoc), kSite, Refusal::vote_closed},
      {"a secret vote's choice in clear", secret, yes_of(kBinhPhuoc), kSite, Refusal::ballot_key_lost},
      {"an open vote's choice sealed", open, CastSealed{1, voter_at(kBinhPhuoc), "sealed"}, kSite,
       Refusal::ballot_key_lost},
      {"nothing sealed", secret, CastSealed{1, voter_at(kBinhPhuoc), ""}, kSite, Refusal::invalid_field},
      {"sealed too long", secret, CastSealed{1, voter_at(kBinhPhuoc), long_seal}, kSite, Refusal::invalid_field},
      {"closed by a site", open, CloseVote{1}, kSite, Refusal::not_permitted},
      {"closed twice", closed, CloseVote{1}, kChair, Refusal::vote_closed},
      {"nothing closed", plain, CloseVote{7}, kChair, Refusal::no_such_motion},
      {"a secret vote closed uncounted", secret, CloseVote{1}, kChair, Refusal::ballot_key_lost},
      {"counted more than cast", cast_secretly, CloseCounted{1, {2, 0, 0}}, kChair, Refusal::invalid_field},
      {"an open vote counted elsewhere", cast, CloseCounted{1, {1, 0, 0}}, kChair, Refusal::invalid_field},
      {"voided when over", closed, VoidVote{1}, kSystem, Refusal::vote_closed},
      {"the end during a vote", open, Conclude{}, kChair, Refusal::vote_open},
  };
  testing::check_refusals(cases);
}

TEST(Votes, EveryElectorHasOneVote) {
  Play play = open_vote();
  for (const SiteId& site : kSites) {
    play.must(yes_of(site), at(site));
    EXPECT_EQ(play.run(yes_of(site), at(site)).error(), Refusal::already_voted);
  }
  play.must(CloseVote{1}, kChair);
  EXPECT_EQ(play.state.motions.at(0).tally, (Tally{3, 0, 0}));
}

}  // namespace
}  // namespace diemcau::conference
