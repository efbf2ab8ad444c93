// What the media plane is told, and no more than that.
#include "server/media_room.hpp"

#include <gtest/gtest.h>

#include "server/net_media_port.hpp"
#include "server/testing.hpp"

namespace diemcau::server {
namespace {

using testing::HostTest;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kHaNoi;
using testing::Peer;

constexpr SlotIndex kMain = 0;
constexpr SlotIndex kContent = 1;
constexpr SlotIndex kTile1 = 3;
constexpr SlotIndex kTile2 = 4;

TEST_F(HostTest, EveryoneSeesTheMainSiteAndItSeesTheFirstOther) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer can_tho = on_air(kCanTho);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer at_ha_noi = receive(site(kHaNoi), View::site);
  const Peer at_can_tho = receive(site(kCanTho), View::site);
  EXPECT_EQ(slot(hall, kMain), ha_noi.video);
  EXPECT_EQ(slot(hall, kTile1), binh_phuoc.video);
  EXPECT_EQ(slot(hall, kTile2), can_tho.video);
  EXPECT_EQ(slot(hall, kContent), std::nullopt);
  EXPECT_EQ(slot(at_ha_noi, kMain), binh_phuoc.video);
  EXPECT_EQ(slot(at_ha_noi, kTile1), can_tho.video);
  EXPECT_EQ(slot(at_can_tho, kMain), ha_noi.video);
  EXPECT_EQ(slot(at_can_tho, kTile1), binh_phuoc.video);
  EXPECT_EQ(slot(at_can_tho, kTile2), std::nullopt);
}

TEST_F(HostTest, GivingTheFloorChangesOnlyWhatItMust) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer binh_phuoc = on_air(kBinhPhuoc);
  const Peer can_tho = on_air(kCanTho);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer at_binh_phuoc = receive(site(kBinhPhuoc), View::site);
  media.forget();
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  EXPECT_EQ(slot(hall, kMain), binh_phuoc.video);
  EXPECT_EQ(slot(hall, kTile1), ha_noi.video) << "the main site takes the speaker's tile";
  EXPECT_EQ(media.all<engine::AssignSlot>().size(), 2U)
      << "the hall's other tile stays, and the speaker goes on seeing the main site";
  ASSERT_EQ(media.all<engine::SetMix>().size(), 1U);
  const engine::SetMix mix = media.all<engine::SetMix>().front();
  EXPECT_EQ(mix.heard, (std::vector{ha_noi.audio, binh_phuoc.audio}));
  EXPECT_EQ(mix.with_main, binh_phuoc.audio);

  media.forget();
  ASSERT_TRUE(run(conference::MuteSite{kCanTho, true}, claims(tokens.director)));
  EXPECT_TRUE(media.commands.empty()) << "who is not heard anyway changes nothing";
  ASSERT_TRUE(run(conference::MuteSite{kBinhPhuoc, true}, site(kBinhPhuoc)));
  ASSERT_EQ(media.commands.size(), 1U);
  EXPECT_EQ(media.all<engine::SetMix>().front().heard, std::vector{ha_noi.audio});
  EXPECT_EQ(media.all<engine::SetMix>().front().with_main, std::nullopt);
}

TEST_F(HostTest, AScreenFillsTheContentSlotOfTheOthers) {
  on_air(kHaNoi);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const Peer at_ha_noi = receive(site(kHaNoi), View::site);
  const Peer screen = on_air(kHaNoi, conference::MediaSource::screen);
  EXPECT_EQ(slot(hall, kContent), screen.video);
  EXPECT_EQ(slot(at_ha_noi, kContent), std::nullopt);
  ASSERT_TRUE(host->close(site(kHaNoi), screen.opened.id, now));
  EXPECT_EQ(slot(hall, kContent), std::nullopt);
}

TEST_F(HostTest, AReturningPublisherIsAssignedAnew) {
  const Peer first = on_air(kHaNoi);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  host->handle(engine::SessionGone{first.id, engine::GoneReason::consent_lost}, now);
  EXPECT_EQ(slot(hall, kMain), std::nullopt);
  const Peer second = on_air(kHaNoi);
  EXPECT_NE(first.video, second.video) << "track numbers are never reused";
  EXPECT_EQ(slot(hall, kMain), second.video);
}

// The media plane goes on with the slot by itself; a command would only be a second word on the same matter.
TEST_F(HostTest, APictureThatPausesKeepsItsSlot) {
  const Peer ha_noi = on_air(kHaNoi);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  testing::Listener listener;
  ASSERT_TRUE(host->subscribe(claims(tokens.hall), std::nullopt, listener.handlers(), now));
  host->handle(engine::SlotSwitched{hall.id, kMain, ha_noi.video}, now);
  media.forget();
  host->handle(engine::TrackStopped{ha_noi.video}, now);
  host->handle(engine::SlotSourceGone{hall.id, kMain, ha_noi.video}, now);
  EXPECT_FALSE(state().site(kHaNoi)->camera);
  host->handle(engine::TrackStarted{ha_noi.video}, now);
  host->handle(engine::SlotSwitched{hall.id, kMain, ha_noi.video}, now);
  EXPECT_TRUE(state().site(kHaNoi)->camera);
  EXPECT_TRUE(media.commands.empty());
  EXPECT_EQ(listener.count("slot_source_gone"), 1U);
  EXPECT_EQ(listener.count("slot_changed"), 2U);
}

TEST_F(HostTest, ASiteHasOneOwnerHoweverOftenItPublishes) {
  const Peer early = receive(site(kBinhPhuoc), View::site);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  const auto receivers = media.all<engine::OpenReceiver>();
  const OwnerId owner = receivers.at(0).media.owner;
  EXPECT_NE(owner, OwnerId{});
  EXPECT_EQ(receivers.at(1).media.owner, OwnerId{}) << "a hall speaks for nobody";
  on_air(kBinhPhuoc, conference::MediaSource::screen);
  Peer camera;
  for (int i = 0; i < 200; ++i) {
    camera = on_air(kBinhPhuoc);
  }
  for (const engine::OpenPublisher& open : media.all<engine::OpenPublisher>()) {
    EXPECT_EQ(open.media.owner, owner);
  }
  EXPECT_EQ(slot(hall, kTile1), camera.video);
  EXPECT_EQ(media.all<engine::CloseSession>().size(), 199U) << "the publishers before, and no receiver";
  for (const engine::CloseSession& closed : media.all<engine::CloseSession>()) {
    EXPECT_NE(closed.session, early.id);
  }
  on_air(kCanTho);
  EXPECT_NE(media.all<engine::OpenPublisher>().back().media.owner, owner);
  receive(site(kBinhPhuoc), View::site);
  EXPECT_EQ(media.all<engine::OpenReceiver>().back().media.owner, owner);
}

TEST_F(HostTest, AnOverloadedMediaPlaneIsAskedAgain) {
  on_air(kHaNoi);
  const Peer speaker = on_air(kBinhPhuoc);
  const Peer hall = receive(claims(tokens.hall), View::hall);
  media.overloaded = true;
  EXPECT_EQ(host->receive(chair(), View::hall, engine::testing::receiver("va"), now).error().code, "overloaded");
  ASSERT_TRUE(run(conference::GiveFloor{kBinhPhuoc}, chair()));
  media.overloaded = false;
  ASSERT_NE(host->deadline(), kNever);
  pass(host->deadline() - now.instant);
  EXPECT_EQ(slot(hall, kMain), speaker.video);
  EXPECT_EQ(host->deadline(), kNever);
}

TEST_F(HostTest, ARevokedPublisherIsClosedEvenWhenTheMediaPlaneIsBusy) {
  const Peer peer = on_air(kBinhPhuoc);
  media.forget();
  media.overloaded = true;
  ASSERT_TRUE(run(conference::RevokeLink{site(kBinhPhuoc).link}, chair()));
  media.overloaded = false;
  ASSERT_NE(host->deadline(), kNever);
  pass(host->deadline() - now.instant);
  ASSERT_EQ(media.all<engine::CloseSession>().size(), 1U);
  EXPECT_EQ(media.all<engine::CloseSession>().front().session, peer.id);
}

TEST_F(HostTest, BadOffersAreRefusedWithAReason) {
  const auth::Claims who = site(kBinhPhuoc);
  const auto offer = [&](std::string_view text) {
    return host->publish(who, conference::MediaSource::camera, text, now).error();
  };
  EXPECT_EQ(offer("").code, "malformed_sdp");
  EXPECT_EQ(offer("v=0\r\n").code, "malformed_sdp");
  EXPECT_EQ(offer(engine::testing::receiver("va")).code, "malformed_sdp") << "a publisher must send";
  std::string foreign = engine::testing::obs_publisher();
  for (const auto& [codec, other] : {std::pair{"opus/48000/2", "G722/8000"}, std::pair{"H264/90000", "H261/90000"}}) {
    foreign.replace(foreign.find(codec), std::string_view{codec}.size(), other);
  }
  EXPECT_EQ(offer(foreign).code, "no_common_codec");
  EXPECT_TRUE(media.commands.empty());
  const std::string all = engine::testing::chromium_publisher();
  for (std::size_t length = 0; length < all.size(); length += 97) {
    (void)host->publish(who, conference::MediaSource::camera, std::string_view{all}.substr(0, length), now);
  }
  EXPECT_TRUE(host->publish(who, conference::MediaSource::camera, all, now));
}

TEST_F(HostTest, SessionsBelongToTheirLink) {
  const Peer peer = on_air(kBinhPhuoc);
  const auth::Claims other = site(kCanTho);
  EXPECT_EQ(host->close(other, peer.opened.id, now).error().code, "no_such_session");
  EXPECT_EQ(host->patch(other, peer.opened.id, "*", "", now).error().code, "no_such_session");
  EXPECT_EQ(host->size(other, peer.opened.id, {}, now).error().code, "no_such_session");
  EXPECT_EQ(host->close(site(kBinhPhuoc), "guess", now).error().code, "no_such_session");
  EXPECT_GE(peer.opened.id.size(), 26U);
}

TEST_F(HostTest, PatchTricklesAndRestarts) {
  const Peer peer = on_air(kBinhPhuoc);
  const auth::Claims who = site(kBinhPhuoc);
  const std::string same = "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n";
  const std::string fresh =
      "a=ice-ufrag:nEwU\r\na=ice-pwd:Z8kYro0UCOQ4zxjKXaWCBui2\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n";
  const auto trickled = host->patch(who, peer.opened.id, peer.opened.etag, same, now);
  ASSERT_TRUE(trickled) << trickled.error().detail_en;
  EXPECT_TRUE(trickled->fragment_sdp.empty());
  EXPECT_EQ(trickled->etag, peer.opened.etag);
  EXPECT_EQ(host->patch(who, peer.opened.id, "\"old\"", same, now).error().code, "etag_mismatch");
  EXPECT_EQ(host->patch(who, peer.opened.id, peer.opened.etag, fresh, now).error().code, "etag_mismatch");
  EXPECT_EQ(host->patch(who, peer.opened.id, "*", "nonsense", now).error().code, "malformed_sdp");
  EXPECT_TRUE(media.all<engine::RestartIce>().empty());

  const auto restarted = host->patch(who, peer.opened.id, "*", fresh, now);
  ASSERT_TRUE(restarted) << restarted.error().detail_en;
  ASSERT_EQ(media.all<engine::RestartIce>().size(), 1U);
  const engine::RestartIce restart = media.all<engine::RestartIce>().front();
  EXPECT_EQ(restart.remote.ufrag, "nEwU");
  EXPECT_NE(restarted->fragment_sdp.find("a=ice-ufrag:" + restart.local.ufrag), std::string::npos);
  EXPECT_NE(restarted->fragment_sdp.find("127.0.0.1 5000"), std::string::npos) << restarted->fragment_sdp;
  EXPECT_NE(restarted->etag, peer.opened.etag);
  EXPECT_EQ(host->patch(who, peer.opened.id, peer.opened.etag, fresh, now).error().code, "etag_mismatch");
}

TEST_F(HostTest, SizesReachTheSlotsByName) {
  const Peer hall = receive(claims(tokens.hall), View::hall);
  media.forget();
  ASSERT_TRUE(host->size(claims(tokens.hall), hall.opened.id, {{"main", 720}, {"gallery-2", 180}, {"none", 9}}, now));
  const auto sizes = media.all<engine::SizeSlot>();
  ASSERT_EQ(sizes.size(), 2U);
  EXPECT_EQ(sizes[0].slot, kMain);
  EXPECT_EQ(sizes[0].height_px, 720);
  EXPECT_EQ(sizes[1].slot, kTile2);
}

TEST_F(HostTest, SizesThatTheMediaPlaneDidNotTakeAreRefused) {
  const Peer hall = receive(claims(tokens.hall), View::hall);
  media.overloaded = true;
  const auto sized = host->size(claims(tokens.hall), hall.opened.id, {{"main", 720}}, now);
  ASSERT_FALSE(sized);
  EXPECT_EQ(sized.error().code, "overloaded");
}

TEST_F(HostTest, ALinkHasALimitOfSessions) {
  host.reset();
  limits.sessions_per_link = 2;
  start();
  const std::string offer = engine::testing::receiver("va");
  EXPECT_TRUE(host->receive(claims(tokens.hall), View::hall, offer, now));
  EXPECT_TRUE(host->receive(claims(tokens.hall), View::hall, offer, now));
  EXPECT_EQ(host->receive(claims(tokens.hall), View::hall, offer, now).error().code, "too_many");
  EXPECT_TRUE(host->receive(chair(), View::hall, offer, now));
}

}  // namespace
}  // namespace diemcau::server
