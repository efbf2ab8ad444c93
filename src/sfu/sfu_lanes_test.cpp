// Forwarding units of two lanes, and what they tell each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "sfu/sfu.hpp"
#include "sfu/test_media.hpp"
#include "sfu/track.hpp"
#include "wire/rtcp_nack.hpp"

namespace diemcau::sfu {
namespace {

using namespace test;

const Instant kStart{std::chrono::hours{1}};
constexpr SessionId kPublisher{1};
constexpr SessionId kReceiver{10};
constexpr TrackId kVideo{100};
constexpr std::uint32_t kVideoSsrc = 1000;

// A publisher on lane 0, and who watches it on lane 1.
class SfuLanesTest : public testing::Test {
 protected:
  void open_publisher() {
    PublisherParameters publisher;
    publisher.session = kPublisher;
    publisher.extensions = extension_map();
    publisher.tracks.push_back(video_track(kVideo, "1", {}));
    lanes[0]->open(publisher, now);
  }
  void open_receiver() {
    ReceiverParameters receiver;
    receiver.session = kReceiver;
    receiver.slots.push_back(video_slot(0, kVideoSsrc));
    lanes[1]->open(receiver, now);
    lanes[1]->assign_slot(kReceiver, 0, kVideo, now);
    pump();
  }
  void send_frame(bool key) {
    lanes[0]->handle_rtp(kPublisher, layer.frame(key, 1, now)[0], now);
    pump();
  }
  void pump() {
    for (int round = 0; round < 4; ++round) {
      for (LaneIndex lane = 0; lane < 2; ++lane) {
        carry_from(lane);
      }
    }
  }
  void advance(Duration by) {
    const Instant end = now + by;
    for (Instant next = deadline(); next <= end; next = deadline()) {
      now = std::max(now, next);
      for (const auto& lane : lanes) {
        lane->handle_timeout(now);
      }
      pump();
    }
    now = end;
  }
  template <class Kind>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(),
                                                  [](const Event& one) { return std::holds_alternative<Kind>(one); }));
  }

  Random random{9};
  Instant now = kStart;
  rtp::NtpClock clock{kStart, NtpTime{0xe6000000'00000000ULL}};
  std::array<std::unique_ptr<Sfu>, 2> lanes{std::make_unique<Sfu>(random, clock), std::make_unique<Sfu>(random, clock)};
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  std::vector<OutgoingRtp> sent;
  std::vector<OutgoingRtcp> rtcp;
  std::vector<Event> events;

 private:
  [[nodiscard]] Instant deadline() const { return std::min(lanes[0]->deadline(), lanes[1]->deadline()); }
  void carry_from(LaneIndex lane) {
    Sfu& other = *lanes[1U - lane];
    Outputs taken;
    std::swap(taken, lanes[lane]->outputs());
    for (const ForeignPacket& foreign : taken.foreign_packets) {
      EXPECT_EQ(foreign.lanes, 1U << (1U - lane));
      other.handle_foreign(foreign.packet, now);
    }
    for (const LaneMessage& message : taken.lane_messages) {
      if (const auto* wanted = std::get_if<TrackWanted>(&message)) {
        other.handle_track_wanted(lane, wanted->track, wanted->wanted, now);
      } else if (const auto* key = std::get_if<KeyFrameWanted>(&message)) {
        other.handle_key_frame_wanted(key->track, key->layer, now);
      } else if (const auto* told = std::get_if<ForeignTrack>(&message)) {
        other.handle_foreign_track(*told, now);
      } else if (const auto* stopped = std::get_if<ForeignTrackStopped>(&message)) {
        other.handle_foreign_stopped(stopped->track, now);
      }
    }
    std::move(taken.rtp.begin(), taken.rtp.end(), std::back_inserter(sent));
    std::move(taken.rtcp.begin(), taken.rtcp.end(), std::back_inserter(rtcp));
    std::move(taken.events.begin(), taken.events.end(), std::back_inserter(events));
  }
};

TEST_F(SfuLanesTest, ATrackReachesReceiversOfAnotherLane) {
  open_receiver();  // first: its wish waits for the publisher
  open_publisher();
  send_frame(false);
  EXPECT_TRUE(sent.empty());
  EXPECT_EQ(rtcp.size(), 1U);  // the key frame request, across the lanes
  send_frame(true);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].to, kReceiver);
  // Lost on the way: resent from the history of the receiver's lane.
  std::array<std::uint8_t, 100> buffer;
  ByteWriter out{buffer};
  const std::array<std::uint16_t, 1> lost{wire::parse_rtp(flatten(sent[0]))->sequence};
  wire::write_nack(out, 1, kVideoSsrc, lost);
  lanes[1]->handle_rtcp(kReceiver, out.written(), now);
  pump();
  EXPECT_EQ(sent.size(), 2U);
  events.clear();
  lanes[0]->close(kPublisher, now);
  pump();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<TrackStopped>(events[0]));
  EXPECT_TRUE(std::holds_alternative<SlotSourceGone>(events[1]));
  send_frame(true);
  EXPECT_EQ(sent.size(), 2U);
}

TEST_F(SfuLanesTest, OneKeyFrameServesTheReceiversOfAllLanes) {
  PublisherParameters publisher;
  publisher.session = kPublisher;
  publisher.extensions = extension_map();
  publisher.tracks.push_back(video_track(kVideo, "1", {"l", "m", "h"}));
  lanes[0]->open(publisher, now);
  std::array<VideoLayer, kMaxLayers> layers{VideoLayer{kVideo, 0, "1", "l", 180, random},
                                            VideoLayer{kVideo, 1, "1", "m", 360, random},
                                            VideoLayer{kVideo, 2, "1", "h", 720, random}};
  const auto send_frames = [&](std::array<bool, kMaxLayers> key) {
    for (std::size_t i = 0; i < kMaxLayers; ++i) {
      lanes[0]->handle_rtp(kPublisher, layers[i].frame(key[i], 1, now)[0], now);
    }
    pump();
  };
  send_frames({true, true, true});  // nobody watches yet
  advance(std::chrono::seconds{1});
  send_frames({false, false, false});
  rtcp.clear();
  for (LaneIndex lane = 0; lane < 2; ++lane) {
    ReceiverParameters receiver;
    receiver.session = SessionId{kReceiver.value() + lane};
    receiver.slots.push_back(video_slot(0, kVideoSsrc));
    lanes[lane]->open(receiver, now);
    lanes[lane]->size_slot(receiver.session, 0, 360, now);
    lanes[lane]->assign_slot(receiver.session, 0, kVideo, now);
  }
  pump();
  const auto requests = [&] {
    return std::count_if(rtcp.begin(), rtcp.end(), [](const OutgoingRtcp& one) { return one.to == kPublisher; });
  };
  EXPECT_EQ(requests(), 1);  // of the middle layer, by both lanes, before another packet came
  send_frames({false, true, false});
  std::set<SessionId> served;
  for (const OutgoingRtp& packet : sent) {
    served.insert(packet.to);
  }
  EXPECT_EQ(served.size(), 2U);
  EXPECT_EQ(requests(), 1);
}

TEST_F(SfuLanesTest, ATrackThatPausedComesBackOnTheOtherLane) {
  open_publisher();
  open_receiver();
  send_frame(true);
  ASSERT_EQ(sent.size(), 1U);
  advance(kTrackSilence * 2);
  EXPECT_EQ(count<TrackStopped>(), 1U);
  EXPECT_EQ(count<SlotSourceGone>(), 1U);
  rtcp.clear();
  send_frame(false);
  EXPECT_TRUE(std::any_of(rtcp.begin(), rtcp.end(), [](const OutgoingRtcp& one) { return one.to == kPublisher; }))
      << "nobody asked for the key frame";
  send_frame(true);
  send_frame(false);
  EXPECT_EQ(sent.size(), 3U);
  EXPECT_EQ(count<SlotSwitched>(), 2U);
}

}  // namespace
}  // namespace diemcau::sfu
