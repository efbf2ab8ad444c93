#include "server/conference_host.hpp"

#include <gtest/gtest.h>

#include "conference/json.hpp"
#include "server/level_board.hpp"
#include "server/testing.hpp"

namespace diemcau::server {
namespace {

using testing::HostTest;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kHaNoi;
using testing::Listener;
using testing::Peer;

// ---- Access ---------------------------------------------------------------------------------------------------------

TEST_F(HostTest, TokensOfThisServerAdmit) {
  EXPECT_EQ(site(kBinhPhuoc).site, kBinhPhuoc);
  EXPECT_EQ(chair().role, auth::Role::chair);
  EXPECT_EQ(host->authenticate("", now).error().code, "token_missing");
  EXPECT_EQ(host->authenticate("nonsense", now).error().code, "token_invalid");
  const auto foreign = auth::sign(chair(), auth::ServerKey{});
  EXPECT_EQ(host->authenticate(foreign, now).error().code, "token_invalid");
}

TEST_F(HostTest, ATokenAdmitsToItsOwnConferenceOnly) {
  ASSERT_TRUE(host->create(ConferenceId{"other"}, reference_conference(), now));
  EXPECT_TRUE(host->authenticate(tokens.chair, tokens.conference, now));
  EXPECT_EQ(host->authenticate(tokens.chair, ConferenceId{"other"}, now).error().code, "not_permitted");
  EXPECT_EQ(host->authenticate(tokens.chair, ConferenceId{"none"}, now).error().code, "no_such_conference");
}

TEST_F(HostTest, CommandsFollowThePermissionTable) {
  on_air(kBinhPhuoc);
  const conference::Command commands[] = {conference::Open{},
                                          conference::GiveFloor{kBinhPhuoc},
                                          conference::TakeBackFloor{},
                                          conference::TakeScene{kHaNoi},
                                          conference::MuteSite{kCanTho, true},
                                          conference::RevokeLink{LinkId{"none"}},
                                          conference::JoinSite{kCanTho}};
  for (const std::string& token :
       {tokens.chair, tokens.director, tokens.hall, tokens.observer, tokens.sites.at(kBinhPhuoc)}) {
    const auth::Claims who = claims(token);
    for (const conference::Command& command : commands) {
      const auto done = run(command, who);
      const bool refused = !done && done.error().code == "not_permitted";
      EXPECT_EQ(refused, !auth::may(who.role, who.site, act_of(command), target_of(command)))
          << auth::to_text(who.role) << " " << type_of(command);
    }
  }
}

TEST_F(HostTest, ALinkMaySendSoManyCommandsASecond) {
  limits.command_burst = 5;
  start();
  const auth::Claims binh_phuoc = site(kBinhPhuoc);
  const auto mute = [&] { return run(conference::MuteSite{kBinhPhuoc, true}, binh_phuoc); };
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(mute());
  }
  EXPECT_EQ(mute().error().code, "too_many");
  EXPECT_TRUE(run(conference::TakeScene{kHaNoi}, chair())) << "others are not disturbed";
  now.instant += std::chrono::seconds{1};
  EXPECT_TRUE(mute());
}

TEST_F(HostTest, MediaDoorsFollowThePermissionTable) {
  const std::string offer = engine::testing::receiver("va");
  EXPECT_EQ(
      host->publish(chair(), conference::MediaSource::camera, engine::testing::chromium_publisher(), now).error().code,
      "not_permitted");
  EXPECT_EQ(host->receive(claims(tokens.observer), View::hall, offer, now).error().code, "not_permitted");
  EXPECT_TRUE(host->receive(claims(tokens.observer), View::observer, offer, now));
  EXPECT_EQ(host->receive(claims(tokens.hall), View::director, offer, now).error().code, "not_permitted");
  EXPECT_EQ(host->receive(chair(), View::loop, offer, now).error().code, "not_permitted");
  EXPECT_EQ(
      host->publish(site(kBinhPhuoc), conference::MediaSource::talkback, engine::testing::chromium_publisher(), now)
          .error()
          .code,
      "not_permitted");
  EXPECT_EQ(
      host->publish(claims(tokens.director), conference::MediaSource::test, engine::testing::chromium_publisher(), now)
          .error()
          .code,
      "not_permitted");
  EXPECT_EQ(host->links(site(kBinhPhuoc), now).error().code, "not_permitted");
  EXPECT_EQ(host->links(chair(), now)->size(), 12U);
}

TEST_F(HostTest, RevokingALinkClosesAllItHadOpen) {
  on_air(kBinhPhuoc);
  const auth::Claims who = site(kBinhPhuoc);
  receive(who, View::site);
  Listener listener;
  ASSERT_TRUE(host->subscribe(who, std::nullopt, listener.handlers(), now));
  media.forget();

  ASSERT_TRUE(run(conference::RevokeLink{who.link}, chair()));
  EXPECT_EQ(media.all<engine::CloseSession>().size(), 2U);
  EXPECT_EQ(listener.count("session_closed"), 2U);
  EXPECT_EQ(listener.ended, SubscriptionEnd::link_revoked);
  EXPECT_EQ(host->authenticate(tokens.sites.at(kBinhPhuoc), now).error().code, "token_revoked");
  EXPECT_EQ(
      host->publish(who, conference::MediaSource::camera, engine::testing::chromium_publisher(), now).error().code,
      "token_revoked");
  pass(limits.leave_grace);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_NE(store.logs["hoi-thao"].back().find("link_revoked"), std::string::npos);
}

TEST_F(HostTest, ALinkThatExpiresIsRefusedFromThenOnAndAllItHadOpenIsClosed) {
  const conference::IssueLink brief{{}, auth::Role::site, kBinhPhuoc, {}, now.wall + std::chrono::hours{1}};
  ASSERT_TRUE(run(brief, chair()));
  tokens.sites.at(kBinhPhuoc) = host->issued_links(tokens.conference).back().token;
  on_air(kBinhPhuoc);
  const auth::Claims who = site(kBinhPhuoc);
  const Peer peer = receive(who, View::site);
  Listener listener;
  ASSERT_TRUE(host->subscribe(who, std::nullopt, listener.handlers(), now));
  media.forget();

  pass(std::chrono::hours{1} - std::chrono::milliseconds{1});
  EXPECT_TRUE(media.all<engine::CloseSession>().empty());
  EXPECT_TRUE(host->snapshot(who, now));
  EXPECT_EQ(host->deadline(), now.instant + std::chrono::milliseconds{1});

  pass(std::chrono::milliseconds{1});
  EXPECT_EQ(media.all<engine::CloseSession>().size(), 2U);
  EXPECT_EQ(listener.count(R"("reason":"link_expired")"), 2U);
  EXPECT_EQ(listener.ended, SubscriptionEnd::link_expired);
  const std::string offer = engine::testing::chromium_publisher();
  const Problem problems[] = {
      host->authenticate(tokens.sites.at(kBinhPhuoc), now).error(),
      host->authenticate(tokens.sites.at(kBinhPhuoc), tokens.conference, now).error(),
      run(conference::MuteSite{kBinhPhuoc, true}, who).error(),
      host->snapshot(who, now).error(),
      host->links(who, now).error(),
      host->paper(who, PaperId{"paper-1"}, now).error(),
      host->subscribe(who, std::nullopt, listener.handlers(), now).error(),
      host->publish(who, conference::MediaSource::camera, offer, now).error(),
      host->receive(who, View::site, offer, now).error(),
      host->patch(who, peer.opened.id, "*", "", now).error(),
      host->size(who, peer.opened.id, {}, now).error(),
      host->close(who, peer.opened.id, now).error(),
  };
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.kind, Problem::Kind::unauthorized);
    EXPECT_EQ(problem.code, "token_expired") << &problem - problems;
  }
  pass(limits.leave_grace);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_NE(store.logs["hoi-thao"].back().find("link_expired"), std::string::npos);
}

TEST_F(HostTest, ALinkExpiresByTheWallClockHoweverItIsSet) {
  const auto ten_minutes = std::chrono::minutes{10};
  ASSERT_TRUE(run(conference::IssueLink{{}, auth::Role::hall, {}, {}, now.wall + ten_minutes}, chair()));
  const std::string token = host->issued_links(tokens.conference).back().token;
  Listener forward;
  ASSERT_TRUE(host->subscribe(claims(token), std::nullopt, forward.handlers(), now));
  now.wall += ten_minutes;
  ASSERT_LE(host->deadline(), now.instant + std::chrono::minutes{1});
  pass(host->deadline() - now.instant);
  EXPECT_EQ(forward.ended, SubscriptionEnd::link_expired);
  EXPECT_EQ(host->deadline(), kNever) << "nothing that it has open is left to be closed";

  now.wall -= ten_minutes;
  Listener back;
  ASSERT_TRUE(host->subscribe(claims(token), std::nullopt, back.handlers(), now)) << "it has not expired yet";
  pass(ten_minutes);
  EXPECT_EQ(back.ended, SubscriptionEnd::link_expired);
}

TEST_F(HostTest, ALinkExpiresAfterARestartToo) {
  ASSERT_TRUE(run(conference::IssueLink{{}, auth::Role::hall, {}, {}, now.wall + std::chrono::hours{1}}, chair()));
  const std::string token = host->issued_links(tokens.conference).back().token;
  start();
  EXPECT_TRUE(host->authenticate(token, now));
  pass(std::chrono::hours{1});
  EXPECT_EQ(host->authenticate(token, now).error().code, "token_expired");
}

TEST_F(HostTest, AnAccountIsAnOrganiserOfEveryConferenceThatExists) {
  const AccountName account{"tran-an"};
  EXPECT_EQ(host->admit_account(account, ConferenceId{"none"}).error().code, "no_such_conference");
  const auto who = host->admit_account(account, tokens.conference);
  ASSERT_TRUE(who);
  EXPECT_TRUE(host->snapshot(*who, now));
  EXPECT_EQ(host->links(*who, now)->size(), 12U);
  EXPECT_EQ(
      host->publish(*who, conference::MediaSource::camera, engine::testing::chromium_publisher(), now).error().code,
      "not_permitted");
  EXPECT_EQ(host->receive(*who, View::hall, engine::testing::receiver("va"), now).error().code, "not_permitted");
  EXPECT_EQ(run(conference::Conclude{}, *who).error().code, "not_permitted");
  const auto done = run(conference::RevokeLink{claims(tokens.observer).link}, *who);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->records.at(0).by.account, account);
  EXPECT_NE(store.logs["hoi-thao"].back().find(R"("by":{"role":"organiser","account":"tran-an"})"), std::string::npos)
      << store.logs["hoi-thao"].back();
}

TEST_F(HostTest, SigningOutEndsWhatListensInTheAccountsNameAndNothingElse) {
  Listener one;
  Listener other;
  Listener link;
  const auto listen = [&](const auth::Claims& who, Listener& listener) {
    ASSERT_TRUE(host->subscribe(who, std::nullopt, listener.handlers(), now));
  };
  listen(*host->admit_account(AccountName{"tran-an"}, tokens.conference), one);
  listen(*host->admit_account(AccountName{"le-binh"}, tokens.conference), other);
  listen(chair(), link);
  EXPECT_EQ(host->watching_accounts(), (std::vector{AccountName{"le-binh"}, AccountName{"tran-an"}}));
  host->end_account(AccountName{"tran-an"});
  EXPECT_EQ(one.ended, SubscriptionEnd::signed_out);
  EXPECT_EQ(other.ended, std::nullopt);
  EXPECT_EQ(link.ended, std::nullopt);
  EXPECT_EQ(host->watching_accounts(), std::vector{AccountName{"le-binh"}});
}

// ---- Presence -------------------------------------------------------------------------------------------------------

TEST_F(HostTest, ASiteIsPresentOnceItsPublisherIsConnected) {
  const Peer peer = publish(kBinhPhuoc);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  host->handle(engine::SessionConnected{peer.id}, now);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
  EXPECT_FALSE(state().site(kBinhPhuoc)->camera);
  host->handle(engine::TrackStarted{peer.audio}, now);
  EXPECT_FALSE(state().site(kBinhPhuoc)->camera) << "sound is no picture";
  host->handle(engine::TrackStarted{peer.video}, now);
  EXPECT_TRUE(state().site(kBinhPhuoc)->camera);
  host->handle(engine::TrackStopped{peer.video}, now);
  EXPECT_FALSE(state().site(kBinhPhuoc)->camera);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
}

TEST_F(HostTest, ALostSiteLeavesAfterTheGrace) {
  const Peer peer = on_air(kBinhPhuoc);
  host->handle(engine::SessionGone{peer.id, engine::GoneReason::consent_lost}, now);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
  EXPECT_FALSE(state().site(kBinhPhuoc)->camera);
  EXPECT_EQ(host->deadline(), now.instant + limits.leave_grace);
  pass(limits.leave_grace - Duration{1});
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
  pass(Duration{1});
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_EQ(host->deadline(), kNever);
  EXPECT_NE(store.logs["hoi-thao"].back().find("connection_lost"), std::string::npos);
}

TEST_F(HostTest, WhoComesBackInTimeNeverLeft) {
  const Peer peer = on_air(kBinhPhuoc);
  ASSERT_TRUE(host->close(site(kBinhPhuoc), peer.opened.id, now));
  pass(limits.leave_grace / 2);
  on_air(kBinhPhuoc);
  pass(limits.leave_grace);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
  for (const std::string& entry : store.logs["hoi-thao"]) {
    EXPECT_EQ(entry.find("site_left"), std::string::npos);
  }
}

TEST_F(HostTest, ASecondPublisherTakesOver) {
  Listener listener;
  ASSERT_TRUE(host->subscribe(site(kBinhPhuoc), std::nullopt, listener.handlers(), now));
  const Peer older = on_air(kBinhPhuoc);
  on_air(kBinhPhuoc, conference::MediaSource::screen);
  media.forget();
  const Peer newer = on_air(kBinhPhuoc);
  ASSERT_EQ(media.all<engine::CloseSession>().size(), 1U);
  EXPECT_EQ(media.all<engine::CloseSession>().front().session, older.id);
  EXPECT_EQ(listener.count(R"("publisher_replaced","session":")" + older.opened.id), 1U);
  EXPECT_EQ(host->close(site(kBinhPhuoc), older.opened.id, now).error().code, "no_such_session");
  host->handle(engine::SessionGone{older.id, engine::GoneReason::closed_here}, now);
  EXPECT_TRUE(state().site(kBinhPhuoc)->camera) << "the old one's end does not touch the new one";
  EXPECT_TRUE(host->close(site(kBinhPhuoc), newer.opened.id, now));
}

// ---- Durability -----------------------------------------------------------------------------------------------------

TEST_F(HostTest, AfterARestartTheSameSiteHasTheFloor) {
  on_air(kHaNoi);
  on_air(kBinhPhuoc);
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  const ReferenceTokens before = tokens;
  const std::uint64_t seq = state().seq;
  host.reset();
  media.forget();
  start();

  EXPECT_EQ(tokens.chair, before.chair);
  EXPECT_EQ(tokens.sites, before.sites);
  ASSERT_TRUE(state().turn);
  EXPECT_EQ(state().turn->site, kBinhPhuoc);
  EXPECT_EQ(state().scene_main, kBinhPhuoc);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_EQ(state().seq, seq + 4) << "source_stopped and site_left of two sites";
  EXPECT_NE(store.logs["hoi-thao"].back().find("server_restarted"), std::string::npos);

  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer speaker = on_air(kBinhPhuoc);
  EXPECT_EQ(slot(hall, 0), speaker.video);
}

TEST_F(HostTest, AfterAConclusionTheSampleStartsAnew) {
  on_air(kHaNoi);
  ASSERT_TRUE(run(conference::Conclude{}, chair()));
  const ReferenceTokens before = tokens;
  host.reset();
  media.forget();
  start();

  EXPECT_EQ(tokens.conference, ConferenceId{"hoi-thao-2"});
  EXPECT_NE(tokens.chair, before.chair);
  EXPECT_EQ(state().phase, conference::Phase::in_session);
  EXPECT_EQ(host->state(before.conference)->phase, conference::Phase::concluded) << "the old log stays";
}

TEST_F(HostTest, WhatCannotBeWrittenDoesNotHappen) {
  on_air(kBinhPhuoc);
  Listener listener;
  ASSERT_TRUE(host->subscribe(chair(), std::nullopt, listener.handlers(), now));
  const conference::State before = state();
  store.full = true;
  media.forget();
  const auto done = run(conference::GiveFloor{kBinhPhuoc}, chair());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Problem::Kind::storage);
  EXPECT_EQ(state(), before);
  EXPECT_TRUE(listener.frames.empty());
  EXPECT_TRUE(media.commands.empty());
  EXPECT_FALSE(log.empty());
}

TEST_F(HostTest, FactsThatCouldNotBeWrittenAreWrittenLater) {
  store.full = true;
  const Peer peer = publish(kBinhPhuoc);
  host->handle(engine::SessionConnected{peer.id}, now);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  ASSERT_NE(host->deadline(), kNever);
  store.full = false;
  pass(host->deadline() - now.instant);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present);
  EXPECT_EQ(host->deadline(), kNever);
}

TEST_F(HostTest, ADamagedLogIsReportedNotGuessedAndTheOthersGoOn) {
  store.logs["khac"] = store.logs["hoi-thao"];
  store.logs["hoi-thao"][2] = "{}";
  ConferenceHost other{store,  ballot_keys,
                       media,  [this](MutableBytes bytes) { fill(bytes); },
                       limits, [this](std::string_view line) { log.emplace_back(line); }};
  const auto before = store.logs["hoi-thao"];
  ASSERT_TRUE(other.start(now));
  ASSERT_FALSE(log.empty());
  EXPECT_NE(log.back().find("entry 3 of the log of hoi-thao"), std::string::npos) << log.back();
  EXPECT_EQ(other.conferences(), std::vector{ConferenceId{"khac"}});
  EXPECT_EQ(other.create(ConferenceId{"hoi-thao"}, reference_conference(), now).error().code, "already_created")
      << "nothing is written over it";
  EXPECT_EQ(store.logs["hoi-thao"], before);
}

// ---- Events ---------------------------------------------------------------------------------------------------------

TEST_F(HostTest, ASubscriberGetsASnapshotThenEveryEventOnce) {
  on_air(kBinhPhuoc);
  Listener one;
  Listener other;
  const auto subscription = host->subscribe(chair(), std::nullopt, one.handlers(), now);
  ASSERT_TRUE(subscription);
  ASSERT_TRUE(host->subscribe(claims(tokens.hall), std::nullopt, other.handlers(), now));
  ASSERT_EQ(subscription->backlog.size(), 1U);
  EXPECT_NE(subscription->backlog.front()->find(R"("type":"snapshot")"), std::string::npos);
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  ASSERT_EQ(one.frames.size(), 3U);
  EXPECT_NE(one.frames[0]->find("turn_started"), std::string::npos);
  EXPECT_NE(one.frames[0]->find(R"("changed":{}})"), std::string::npos);
  EXPECT_NE(one.frames[1]->find("scene_taken"), std::string::npos);
  EXPECT_NE(one.frames[2]->find("strap_shown"), std::string::npos);
  EXPECT_NE(one.frames[2]->find(R"("changed":{"turn":)"), std::string::npos) << "the last says what all changed";
  EXPECT_EQ(one.frames[0], other.frames[0]) << "written once, shared by all";
  host->unsubscribe(subscription->id);
  ASSERT_TRUE(run(conference::TakeBackFloor{}, chair()));
  EXPECT_EQ(one.frames.size(), 3U);
  EXPECT_EQ(other.frames.size(), 6U);
}

TEST_F(HostTest, WhoComesBackGetsWhatItMissed) {
  on_air(kBinhPhuoc);
  const std::uint64_t seen = state().seq;
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  Listener listener;
  const auto missed = host->subscribe(chair(), seen, listener.handlers(), now);
  ASSERT_TRUE(missed);
  ASSERT_EQ(missed->backlog.size(), 3U);
  EXPECT_NE(missed->backlog[0]->find("\"seq\":" + std::to_string(seen + 1)), std::string::npos);
  EXPECT_TRUE(host->subscribe(chair(), state().seq, listener.handlers(), now)->backlog.empty());
  const auto unknown = host->subscribe(chair(), state().seq + 1, listener.handlers(), now);
  ASSERT_EQ(unknown->backlog.size(), 1U);
  EXPECT_NE(unknown->backlog[0]->find("snapshot"), std::string::npos);
}

TEST_F(HostTest, MissedEventsAreKeptAcrossARestartAndUpToALimit) {
  const std::uint64_t seen = state().seq;
  on_air(kBinhPhuoc);
  limits.replayed_events = 4;
  host.reset();
  start();
  Listener listener;
  const auto missed = host->subscribe(chair(), seen + 1, listener.handlers(), now);
  ASSERT_EQ(missed->backlog.size(), 3U) << "source_started, source_stopped, site_left";
  EXPECT_NE(host->subscribe(chair(), 1, listener.handlers(), now)->backlog[0]->find("snapshot"), std::string::npos);
}

TEST_F(HostTest, AfterARestartMissedEventsReadAsTheyDidBefore) {
  Listener listener;
  ASSERT_TRUE(host->subscribe(chair(), std::nullopt, listener.handlers(), now));
  const std::uint64_t seen = state().seq;
  on_air(kBinhPhuoc);
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  host.reset();
  start();
  Listener other;
  const auto missed = host->subscribe(chair(), seen, other.handlers(), now);
  ASSERT_GE(listener.frames.size(), 4U);
  ASSERT_GE(missed->backlog.size(), listener.frames.size());
  for (std::size_t i = 0; i < listener.frames.size(); ++i) {
    EXPECT_EQ(*missed->backlog[i], *listener.frames[i]);
  }
}

TEST_F(HostTest, ManySnapshotsOfOneEventAreWrittenOnce) {
  Listener listener;
  const auto snapshot = [&](const std::string& token) {
    return host->subscribe(claims(token), std::nullopt, listener.handlers(), now)->backlog.front();
  };
  const Frame first = snapshot(tokens.hall);
  EXPECT_EQ(first, snapshot(tokens.hall));
  EXPECT_NE(first, snapshot(tokens.observer));
  EXPECT_NE(snapshot(tokens.chair)->find(R"("desk":{)"), std::string::npos);
  EXPECT_NE(snapshot(tokens.sites.at(kBinhPhuoc))->find(R"("desk":null,"own":{)"), std::string::npos);
  on_air(kBinhPhuoc);
  EXPECT_NE(*first, *snapshot(tokens.hall));
}

TEST_F(HostTest, SignalsGoToWhomTheyConcern) {
  on_air(kHaNoi);
  const Peer peer = on_air(kBinhPhuoc);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  Listener owner;
  Listener other;
  ASSERT_TRUE(host->subscribe(claims(tokens.hall), std::nullopt, owner.handlers(), now));
  ASSERT_TRUE(host->subscribe(chair(), std::nullopt, other.handlers(), now));
  host->handle(engine::SlotSwitched{hall.id, 3, peer.video}, now);
  EXPECT_EQ(owner.count(R"("slot_changed","session":")" + hall.opened.id +
                        R"(","slot":"gallery-1","site":"binh-phuoc","source":"camera")"),
            1U);
  host->handle(engine::SessionGone{peer.id, engine::GoneReason::consent_lost}, now);
  host->handle(engine::SlotSourceGone{hall.id, 3, peer.video}, now);
  EXPECT_EQ(owner.count("slot_source_gone"), 1U);
  EXPECT_EQ(other.count("slot_"), 0U);
  const MixId mix = media.all<engine::SetMix>().back().mix;
  host->handle(engine::Levels{mix, {{peer.audio, 30}}}, now);
  EXPECT_EQ(owner.count(R"("levels":{"binh-phuoc":30})"), 1U);
  EXPECT_EQ(other.count(R"("levels":{"binh-phuoc":30})"), 1U);
  host->shut_down();
  EXPECT_EQ(owner.ended, SubscriptionEnd::shutting_down);
}

// Each lane tells only of what is published to it; a page is told of all.
TEST_F(HostTest, LevelsOfAllLanesAreToldTogether) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer screen = on_air(kBinhPhuoc, conference::MediaSource::screen);
  Listener listener;
  ASSERT_TRUE(host->subscribe(chair(), std::nullopt, listener.handlers(), now));
  const MixId mix = media.all<engine::SetMix>().back().mix;
  const auto told = [&](std::vector<engine::Levels::Level> levels) {
    host->handle(engine::Levels{mix, std::move(levels)}, now);
    const std::string& frame = *listener.frames.back();
    const std::size_t begin = frame.find('{', frame.find(R"("levels":)"));
    return frame.substr(begin, frame.find('}', begin) + 1 - begin);
  };
  EXPECT_EQ(told({{ha_noi.audio, 30}}), R"({"ha-noi":30})");
  EXPECT_EQ(told({{binh_phuoc.audio, 50}}), R"({"binh-phuoc":50,"ha-noi":30})");
  EXPECT_EQ(told({{screen.audio, 70}}), R"({"binh-phuoc":50,"ha-noi":30})") << "the loudest of a site";
  EXPECT_EQ(told({{ha_noi.audio, 127}}), R"({"binh-phuoc":50,"ha-noi":127})");
  host->handle(engine::TrackStopped{binh_phuoc.audio}, now);
  EXPECT_EQ(told({{ha_noi.audio, 40}}), R"({"binh-phuoc":70,"ha-noi":40})");
  now.instant += kLevelAge;
  EXPECT_EQ(told({{ha_noi.audio, 35}}), R"({"ha-noi":35})") << "what no lane tells any more is over";
}

TEST_F(HostTest, WhatTheMediaPlaneSaysOfClosedSessionsIsNotUnknown) {
  const auto unknown = [&] {
    for (const auto& [name, value] : host->counters()) {
      if (name == "media_events_unknown") {
        return value;
      }
    }
    return std::uint64_t{99};
  };
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer peer = on_air(kBinhPhuoc);
  ASSERT_TRUE(host->close(site(kBinhPhuoc), peer.opened.id, now));
  ASSERT_TRUE(host->close(claims(tokens.hall), hall.opened.id, now));
  host->handle(engine::SlotSwitched{hall.id, 2, peer.video}, now);
  host->handle(engine::TrackStopped{peer.audio}, now);
  host->handle(engine::TrackStopped{peer.video}, now);
  host->handle(engine::SlotSourceGone{hall.id, 2, peer.video}, now);
  host->handle(engine::SessionGone{peer.id, engine::GoneReason::closed_here}, now);
  host->handle(engine::SessionGone{hall.id, engine::GoneReason::closed_here}, now);
  EXPECT_EQ(unknown(), 0U);
  host->handle(engine::TrackStopped{TrackId{999'999}}, now);
  host->handle(engine::SessionGone{SessionId{999'999}, engine::GoneReason::consent_lost}, now);
  EXPECT_EQ(unknown(), 2U);
}

TEST_F(HostTest, WhoComesBackIsToldWhatIsInItsSlots) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  host->handle(engine::SlotSwitched{hall.id, 0, ha_noi.video}, now);
  host->handle(engine::SlotSwitched{hall.id, 0, binh_phuoc.video}, now);
  host->handle(engine::SlotSwitched{hall.id, 3, ha_noi.video}, now);
  Listener owner;
  Listener other;
  const auto told = host->subscribe(claims(tokens.hall), state().seq, owner.handlers(), now);
  ASSERT_EQ(told->backlog.size(), 2U);
  EXPECT_NE(told->backlog[0]->find(R"("slot":"main","site":"binh-phuoc")"), std::string::npos);
  EXPECT_NE(told->backlog[1]->find(R"("slot":"gallery-1","site":"ha-noi")"), std::string::npos);
  EXPECT_TRUE(host->subscribe(chair(), state().seq, other.handlers(), now)->backlog.empty());
  host->handle(engine::SlotSourceGone{hall.id, 3, ha_noi.video}, now);
  EXPECT_EQ(host->subscribe(claims(tokens.hall), state().seq, owner.handlers(), now)->backlog.size(), 1U);
}

TEST_F(HostTest, AStaleCommandIsRefused) {
  on_air(kBinhPhuoc);
  on_air(kCanTho);
  const std::uint64_t seen = state().seq;
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  const auto done = host->execute(chair(), {conference::GiveFloor{kCanTho}, seen}, now);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "stale");
  EXPECT_EQ(done.error().kind, Problem::Kind::conflict);
  ASSERT_EQ(done.error().changed_since.size(), 3U);
  EXPECT_EQ(done.error().changed_since[0].type, "turn_started");
  EXPECT_EQ(done.error().changed_since[0].by, auth::Role::chair);
  EXPECT_EQ(done.error().changed_since[0].at, now.wall);
}

TEST_F(HostTest, TheSceneLeavesALostSiteAfterItsGraceAndTheTurnStays) {
  on_air(kHaNoi);
  const Peer peer = on_air(kBinhPhuoc);
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  host->handle(engine::SessionGone{peer.id, engine::GoneReason::consent_lost}, now);
  pass(limits.leave_grace);
  ASSERT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_EQ(host->deadline(), now.instant + limits.scene_grace);
  pass(limits.scene_grace - std::chrono::milliseconds{1});
  EXPECT_EQ(state().scene_main, kBinhPhuoc);
  pass(std::chrono::milliseconds{1});
  EXPECT_EQ(state().scene_main, kHaNoi);
  EXPECT_EQ(state().turn->site, kBinhPhuoc);
  EXPECT_EQ(host->deadline(), kNever);
}

TEST_F(HostTest, AfterARestartTheGraceBeginsAnew) {
  on_air(kBinhPhuoc);
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  host.reset();
  start();
  EXPECT_EQ(host->deadline(), now.instant + limits.scene_grace);
  pass(limits.scene_grace);
  EXPECT_EQ(state().scene_main, kHaNoi);
}

TEST_F(HostTest, TheSnapshotIsWrittenOncePerEvent) {
  const auto first = host->snapshot(chair(), now);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, *host->snapshot(claims(tokens.hall), now));
  on_air(kBinhPhuoc);
  EXPECT_NE(*first, *host->snapshot(chair(), now));
}

}  // namespace
}  // namespace diemcau::server
