#include "conference/decide.hpp"

#include <gtest/gtest.h>

#include <set>

#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::creation;
using testing::in_session;
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

TEST(Decide, AskingForWhatIsMakesNoEvent) {
  Play play = in_session();
  play.must(MuteSite{kCanTho, true}, kDirector);
  const std::pair<Command, Actor> cases[] = {
      {TakeScene{kHaNoi}, kChair},
      {MuteSite{kCanTho, true}, kDirector},
      {JoinSite{kCanTho}, kSystem},
      {StartSource{kCanTho, Source::camera}, kSystem},
      {StopSource{kCanTho, Source::screen}, kSystem},
  };
  for (const auto& [command, actor] : cases) {
    const auto done = play.run(command, actor);
    ASSERT_TRUE(done) << type_of(command);
    EXPECT_TRUE(done->empty()) << type_of(command);
  }
}

Play nothing_yet() {
  return {};
}
Play planned() {
  Play play;
  play.must(creation(), kSystem);
  play.must(JoinSite{kBinhPhuoc}, kSystem);
  return play;
}
Play concluded() {
  Play play = in_session();
  play.must(Conclude{}, kChair);
  return play;
}
Play can_tho_lost() {
  Play play = in_session();
  play.must(LeaveSite{kCanTho, LeaveReason::connection_lost}, kSystem);
  return play;
}
Play plain() {
  return in_session();
}

TEST(Decide, Refusals) {
  Create no_main = creation();
  no_main.main_site = SiteId{"elsewhere"};
  Create twice = creation();
  twice.sites.push_back(twice.sites.front());
  Create untitled = creation();
  untitled.title.clear();
  const SiteId unknown{"atlantis"};
  testing::check_refusals({
      {"open nothing", nothing_yet, Open{}, kChair, Refusal::no_such_conference},
      {"create twice", plain, creation(), kSystem, Refusal::already_created},
      {"create without main site", nothing_yet, no_main, kSystem, Refusal::invalid_field},
      {"create with a site twice", nothing_yet, twice, kSystem, Refusal::invalid_field},
      {"create without title", nothing_yet, untitled, kSystem, Refusal::invalid_field},
      {"create by chair", nothing_yet, creation(), kChair, Refusal::not_permitted},
      {"open again", plain, Open{}, kChair, Refusal::already_open},
      {"open after the end", concluded, Open{}, kChair, Refusal::conference_concluded},
      {"open by director", planned, Open{}, kDirector, Refusal::not_permitted},
      {"mute another", plain, MuteSite{kCanTho, true}, kSite, Refusal::not_permitted},
      {"mute nobody", plain, MuteSite{unknown, true}, kDirector, Refusal::no_such_site},
      {"mute after the end", concluded, MuteSite{kCanTho, true}, kDirector, Refusal::conference_concluded},
      {"revoke nothing", plain, RevokeLink{LinkId{"none"}}, kChair, Refusal::no_such_link},
      {"revoke the last chair", plain, RevokeLink{kChair.link}, kChair, Refusal::last_chair_link},
      {"issue twice", plain, IssueLink{kChair.link, auth::Role::chair, std::nullopt}, kSystem, Refusal::link_exists},
      {"issue for nobody", plain, IssueLink{LinkId{"new"}, auth::Role::site, unknown}, kSystem, Refusal::no_such_site},
      {"issue a site's without one", plain, IssueLink{LinkId{"new"}, auth::Role::site, std::nullopt}, kSystem,
       Refusal::invalid_field},
      {"issue an organiser's", plain, IssueLink{LinkId{"new"}, auth::Role::organiser, std::nullopt}, kSystem,
       Refusal::invalid_field},
      {"issue one that has expired", plain, IssueLink{LinkId{"new"}, auth::Role::hall, {}, {}, kOpening}, kSystem,
       Refusal::invalid_field},
      {"issue the system's", plain, IssueLink{LinkId{"new"}, auth::Role::system, std::nullopt}, kSystem,
       Refusal::invalid_field},
      {"conclude twice", concluded, Conclude{}, kChair, Refusal::conference_concluded},
      {"conclude before opening", planned, Conclude{}, kChair, Refusal::conference_not_open},
      {"join by chair", plain, JoinSite{kCanTho}, kChair, Refusal::not_permitted},
      {"join of nobody", plain, JoinSite{unknown}, kSystem, Refusal::no_such_site},
      {"source of the absent", can_tho_lost, StartSource{kCanTho, Source::camera}, kSystem, Refusal::site_not_present},
  });
}

TEST(Decide, AChairWhoLeavesADeputyMayRevokeItsLink) {
  Play play = testing::full_session();
  play.must(RevokeLink{kChair.link}, kChair);
  EXPECT_TRUE(play.state.link(kChair.link)->revoked);
}

TEST(Decide, AChairWhoseLinkHasExpiredIsNoneThatStays) {
  Play play = in_session();
  play.must(IssueLink{LinkId{"brief"}, auth::Role::chair, {}, {}, kOpening + std::chrono::hours{1}}, kChair);
  EXPECT_EQ(play.state.link(LinkId{"brief"})->expires_at, kOpening + std::chrono::hours{1});
  play.wait(std::chrono::hours{1});
  EXPECT_EQ(play.run(RevokeLink{kChair.link}, kChair).error(), Refusal::last_chair_link);
  play.must(RevokeLink{LinkId{"brief"}}, kChair);
}

TEST(Stale, OnlyWhatWasChangedInTheOrderCounts) {
  Play play = in_session();
  const std::uint64_t seen = play.state.seq;
  play.must(MuteSite{kCanTho, true}, kDirector);
  EXPECT_FALSE(is_stale(play.state, {GiveFloor{kBinhPhuoc}, seen})) << "a mute does not matter to the floor";
  play.must(GiveFloor{kCanTho}, kChair);
  EXPECT_TRUE(is_stale(play.state, {GiveFloor{kBinhPhuoc}, seen}));
  EXPECT_FALSE(is_stale(play.state, {MuteSite{kCanTho, true}, seen})) << "order does not matter to a mute";
  EXPECT_FALSE(is_stale(play.state, {GiveFloor{kBinhPhuoc}, std::nullopt}));
  EXPECT_FALSE(is_stale(play.state, {GiveFloor{kBinhPhuoc}, play.state.seq}));
  EXPECT_TRUE(is_stale(play.state, {GiveFloor{kBinhPhuoc}, play.state.seq + 1})) << "nobody can have seen that";
}

}  // namespace
}  // namespace diemcau::conference
