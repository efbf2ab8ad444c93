// What the director's console and the test of a line get from the media side.
#include <gtest/gtest.h>

#include "server/media_room.hpp"
#include "server/testing.hpp"

namespace diemcau::server {
namespace {

using conference::MediaSource;
using testing::HostTest;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kHaNoi;
using testing::Peer;

class LineTest : public HostTest {
 protected:
  // Sections: main, one sound.
  Peer loop(const SiteId& id) {
    const auto opened = host->receive(site(id), View::loop, engine::testing::receiver("va"), now);
    EXPECT_TRUE(opened);
    return {*opened, media.all<engine::OpenReceiver>().back().transport.session, {}, {}};
  }
};

TEST_F(LineTest, ComesBackToItsSiteAlone) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer early = loop(kBinhPhuoc);
  const std::size_t events = store.logs["hoi-thao"].size();
  const Peer test = on_air(kBinhPhuoc, MediaSource::test);
  EXPECT_EQ(slot(early, 0), test.video);
  EXPECT_EQ(slot(early, 1), test.audio);
  EXPECT_EQ(media.all<engine::OpenPublisher>().back().media.owner, OwnerId{}) << "its own sound must come back";
  EXPECT_EQ(store.logs["hoi-thao"].size(), events) << "a test is no presence";
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
  EXPECT_EQ(slot(hall, 0), ha_noi.video);
  for (const engine::AssignSlot& one : media.all<engine::AssignSlot>()) {
    EXPECT_TRUE(one.receiver == early.id || one.track != test.video);
  }
  for (const engine::SetMix& mix : media.all<engine::SetMix>()) {
    EXPECT_EQ(std::ranges::count(mix.heard, test.audio), 0);
  }
}

TEST_F(LineTest, ManySitesTestAtOnceUndisturbed) {
  std::map<SiteId, Peer> tests;
  std::map<SiteId, Peer> loops;
  for (const SiteId& id : {kHaNoi, kBinhPhuoc, kCanTho}) {
    loops.emplace(id, loop(id));
    tests.emplace(id, on_air(id, MediaSource::test));
  }
  for (const auto& [id, peer] : loops) {
    EXPECT_EQ(slot(peer, 0), tests.at(id).video) << id.value();
    EXPECT_EQ(slot(peer, 1), tests.at(id).audio) << id.value();
  }
  ASSERT_TRUE(host->close(site(kBinhPhuoc), tests.at(kBinhPhuoc).opened.id, now));
  EXPECT_EQ(slot(loops.at(kBinhPhuoc), 0), std::nullopt);
  EXPECT_EQ(slot(loops.at(kBinhPhuoc), 1), std::nullopt);
  EXPECT_EQ(slot(loops.at(kCanTho), 0), tests.at(kCanTho).video);
}

TEST_F(LineTest, ANewerOneTakesOver) {
  testing::Listener listener;
  ASSERT_TRUE(host->subscribe(site(kBinhPhuoc), std::nullopt, listener.handlers(), now));
  const Peer back = loop(kBinhPhuoc);
  const Peer first = on_air(kBinhPhuoc, MediaSource::test);
  const Peer camera = on_air(kBinhPhuoc);
  const Peer second = on_air(kBinhPhuoc, MediaSource::test);
  EXPECT_EQ(listener.count(R"("publisher_replaced","session":")" + first.opened.id + R"(","source":"test")"), 1U);
  EXPECT_EQ(slot(back, 0), second.video);
  ASSERT_EQ(media.all<engine::CloseSession>().size(), 1U) << "the camera stays";
  EXPECT_EQ(media.all<engine::CloseSession>().front().session, first.id);
  host->handle(engine::SlotSwitched{back.id, 0, second.video}, now);
  EXPECT_EQ(listener.count(R"("slot":"main","site":"binh-phuoc","source":"test")"), 1U);
  host->handle(engine::SessionGone{second.id, engine::GoneReason::consent_lost}, now);
  pass(limits.leave_grace);
  EXPECT_TRUE(state().site(kBinhPhuoc)->present) << "its camera goes on";
  host->handle(engine::SessionGone{camera.id, engine::GoneReason::closed_by_peer}, now);
  pass(limits.leave_grace);
  EXPECT_FALSE(state().site(kBinhPhuoc)->present);
}

TEST_F(HostTest, WhatIsSetAtTheDeskReachesTheSlots) {
  const auth::Claims director = claims(tokens.director);
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer can_tho = on_air(kCanTho);
  const auto opened = host->receive(director, View::director, engine::testing::receiver("vvvv"), now);
  ASSERT_TRUE(opened);
  const Peer console{*opened, media.all<engine::OpenReceiver>().back().transport.session, {}, {}};
  ASSERT_TRUE(run(conference::SetPreview{SceneKind::speaker, kCanTho}, director));
  EXPECT_EQ(slot(console, 3), can_tho.video);
  EXPECT_EQ(slot(console, 0), ha_noi.video) << "not taken yet";
  ASSERT_TRUE(run(conference::TakeScene{kBinhPhuoc, SceneKind::hall_speaker, kHaNoi}, director));
  EXPECT_EQ(slot(console, 0), binh_phuoc.video);
  EXPECT_EQ(slot(console, 2), ha_noi.video);

  const auto site_view = host->receive(site(kCanTho), View::site, engine::testing::receiver("vaaaa"), now);
  const Peer cued{*site_view, media.all<engine::OpenReceiver>().back().transport.session, {}, {}};
  const auto voice = host->publish(director, MediaSource::talkback, engine::testing::chromium_publisher(), now);
  ASSERT_TRUE(voice);
  const auto talkback = media.all<engine::OpenPublisher>().back();
  host->handle(engine::SessionConnected{talkback.transport.session}, now);
  EXPECT_EQ(slot(cued, 4), std::nullopt);
  ASSERT_TRUE(run(conference::Cue{kCanTho}, director));
  EXPECT_EQ(slot(cued, 4), talkback.media.tracks.front().track);
  ASSERT_TRUE(run(conference::Cue{}, director));
  EXPECT_EQ(slot(cued, 4), std::nullopt);
}

TEST_F(HostTest, ARotationShowsTheSpeakerTheOthersInTurn) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer can_tho = on_air(kCanTho);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer speaker = receive(site(kHaNoi), View::site);
  ASSERT_TRUE(run(conference::TakeScene{kHaNoi, SceneKind::rotation, {}}, claims(tokens.director)));
  const auto seen = slot(speaker, 0);
  EXPECT_EQ(host->deadline(), next_rotation(now.instant));
  pass(host->deadline() - now.instant);
  EXPECT_NE(slot(speaker, 0), seen);
  pass(host->deadline() - now.instant);
  EXPECT_EQ(slot(speaker, 0), seen) << "two others take turns";
  EXPECT_EQ(slot(hall, 0), ha_noi.video) << "everybody else sees the speaker";
  ASSERT_TRUE(run(conference::TakeScene{kHaNoi, SceneKind::speaker, {}}, claims(tokens.director)));
  EXPECT_EQ(host->deadline(), kNever);
}

// The room by itself, with what is set at the desk as a parameter.
class DeskTest : public ::testing::Test {
 protected:
  DeskTest() {
    state.main_site = kHaNoi;
    state.scene_main = kHaNoi;
    state.mode = conference::Mode::thao_luan;
    for (const SiteId& id : {kHaNoi, kBinhPhuoc, kCanTho}) {
      state.sites.push_back({.id = id, .name = id.value(), .present = true, .camera = true});
    }
  }
  auth::Claims by(auth::Role role, const std::optional<SiteId>& site = {}) const {
    return {state.id, LinkId{site ? site->value() : std::string{auth::to_text(role)}}, role, site};
  }
  Peer publish(const auth::Claims& claims, MediaSource source) {
    const auto published = room.publish(claims, source, engine::testing::chromium_publisher());
    EXPECT_TRUE(published) << published.error().detail_en;
    const auto open = media.all<engine::OpenPublisher>().back();
    EXPECT_TRUE(room.connected(open.transport.session));
    replaced = published->replaced;
    return {published->session, open.transport.session, open.media.tracks.front().track,
            open.media.tracks.back().track};
  }
  Peer receive(const auth::Claims& claims, View view, std::string_view sections) {
    const auto opened = room.receive(claims, view, engine::testing::receiver(sections));
    EXPECT_TRUE(opened) << opened.error().detail_en;
    return {*opened, media.all<engine::OpenReceiver>().back().transport.session, {}, {}};
  }
  void assign() { EXPECT_TRUE(room.assign(state, production, Instant{})); }
  // What each slot was told, by name; those that were told nothing are left out.
  std::map<std::string, TrackId> slots(const Peer& peer) const {
    std::map<std::string, TrackId> all;
    for (const engine::AssignSlot& one : media.all<engine::AssignSlot>()) {
      if (one.receiver == peer.id) {
        const std::string name = name_of(peer, one.slot);
        all.erase(name);
        if (one.track) {
          all.emplace(name, *one.track);
        }
      }
    }
    return all;
  }
  static std::string name_of(const Peer& peer, SlotIndex index) {
    return wire::parse_sdp(peer.opened.answer_sdp)->media.at(index).msids.at(0).track;
  }

  Random random{2};
  testing::FakeMedia media;
  MediaNumbers numbers;
  auth::FillRandom fill = [this](MutableBytes bytes) {
    std::ranges::generate(bytes, [this] { return static_cast<std::uint8_t>(random.u32()); });
  };
  HostLimits limits;
  MediaRoom room{media, numbers, fill, limits};
  conference::State state = conference::empty_state(ConferenceId{"hop"});
  Production production;
  std::optional<ClosedSession> replaced;
};

TEST_F(DeskTest, TheDirectorSeesProgrammePreviewAndAllSites) {
  std::map<SiteId, TrackId> cameras;
  for (const conference::SiteState& site : state.sites) {
    cameras[site.id] = publish(by(auth::Role::site, site.id), MediaSource::camera).video;
  }
  const Peer director = receive(by(auth::Role::director), View::director, std::string(29, 'v') + "aaa");
  assign();
  std::map<std::string, TrackId> expected{{"main", cameras[kHaNoi]},
                                          {"gallery-1", cameras[kHaNoi]},
                                          {"gallery-2", cameras[kBinhPhuoc]},
                                          {"gallery-3", cameras[kCanTho]}};
  EXPECT_EQ(slots(director), expected);
  EXPECT_EQ(name_of(director, 28), "gallery-25");

  production.preview = kCanTho;
  assign();
  expected["preview"] = cameras[kCanTho];
  EXPECT_EQ(slots(director), expected);

  production = {.kind = SceneKind::hall_speaker, .second = kBinhPhuoc, .preview = {}, .cue = {}};
  state.scene_main = kCanTho;
  media.forget();
  assign();
  EXPECT_EQ(slots(director),
            (std::map<std::string, TrackId>{{"main", cameras[kCanTho]}, {"second", cameras[kBinhPhuoc]}}))
      << "no tile has moved";
  EXPECT_EQ(media.all<engine::AssignSlot>().size(), 3U) << "main, second, and the preview emptied";
}

TEST_F(DeskTest, OnlyTheCuedSiteHearsTalkback) {
  std::map<SiteId, Peer> sites;
  for (const conference::SiteState& site : state.sites) {
    publish(by(auth::Role::site, site.id), MediaSource::camera);
    sites.emplace(site.id, receive(by(auth::Role::site, site.id), View::site, "vaaaa"));
  }
  const Peer old = receive(by(auth::Role::site, kBinhPhuoc), View::site, "vaaa");
  const Peer hall = receive(by(auth::Role::hall), View::hall, "vaaaa");
  const Peer director = receive(by(auth::Role::director), View::director, "vaaaa");
  EXPECT_TRUE(wire::parse_sdp(hall.opened.answer_sdp)->media.at(4).refused()) << "a hall has no such slot";
  EXPECT_TRUE(wire::parse_sdp(director.opened.answer_sdp)->media.at(4).refused());
  EXPECT_EQ(name_of(sites.at(kBinhPhuoc), 4), "talkback");
  const Peer voice = publish(by(auth::Role::director), MediaSource::talkback);
  EXPECT_EQ(voice.audio, voice.video) << "one track: the picture was refused";

  const auto hearing = [&] {
    std::vector<SiteId> all;
    for (const auto& [id, peer] : sites) {
      if (slots(peer).contains("talkback")) {
        EXPECT_EQ(slots(peer).at("talkback"), voice.audio);
        all.push_back(id);
      }
    }
    return all;
  };
  assign();
  EXPECT_TRUE(hearing().empty()) << "nobody is cued";
  production.cue = kBinhPhuoc;
  assign();
  EXPECT_EQ(hearing(), std::vector{kBinhPhuoc});
  production.cue = kCanTho;
  assign();
  EXPECT_EQ(hearing(), std::vector{kCanTho});
  for (const engine::AssignSlot& one : media.all<engine::AssignSlot>()) {
    const bool is_talkback_slot = one.slot == 4 && one.receiver != hall.id && one.receiver != director.id;
    EXPECT_TRUE(is_talkback_slot || one.track != voice.audio);
  }
  for (const engine::SetMix& mix : media.all<engine::SetMix>()) {
    EXPECT_EQ(mix.heard.size(), 3U);
    EXPECT_EQ(std::ranges::count(mix.heard, voice.audio), 0);
  }
  EXPECT_EQ(slots(old).size(), 1U) << "a page without the slot sees the stage as before";

  const Peer newer = publish(by(auth::Role::chair), MediaSource::talkback);
  ASSERT_TRUE(replaced);
  EXPECT_EQ(replaced->link, LinkId{"director"});
  assign();
  EXPECT_EQ(slots(sites.at(kCanTho)).at("talkback"), newer.audio);
  ASSERT_TRUE(room.close(LinkId{"chair"}, newer.opened.id));
  assign();
  EXPECT_FALSE(slots(sites.at(kCanTho)).contains("talkback"));
}

TEST_F(DeskTest, TalkbackIsSound) {
  std::string picture = engine::testing::chromium_publisher();
  picture.erase(picture.find("m=audio"), picture.find("m=video") - picture.find("m=audio"));
  picture.replace(picture.find("BUNDLE 0 1"), 10, "BUNDLE 1");
  const auto refused = room.publish(by(auth::Role::director), MediaSource::talkback, picture);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "malformed_sdp");
  EXPECT_TRUE(media.commands.empty());
}

}  // namespace
}  // namespace diemcau::server
