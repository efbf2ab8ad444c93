#include "sfu/sfu.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "sfu/test_media.hpp"
#include "sfu/track.hpp"
#include "wire/rtcp_bye.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/vp9.hpp"

namespace diemcau::sfu {
namespace {

using namespace test;
using std::chrono::seconds;

const Instant kStart{std::chrono::hours{1}};
constexpr SessionId kPublisher{1};
constexpr SessionId kOther{2};
constexpr SessionId kReceiver{10};
constexpr TrackId kVideo{100};
constexpr TrackId kVideo2{101};
constexpr MixId kMix{5};
constexpr std::uint32_t kVideoSsrc = 1000;
constexpr std::uint32_t kAudioSsrc = 2000;

template <class T>
std::vector<T> events_of(const Outputs& outputs) {
  std::vector<T> found;
  for (const Event& event : outputs.events) {
    if (const T* is = std::get_if<T>(&event)) {
      found.push_back(*is);
    }
  }
  return found;
}

// What was asked of a session by RTCP.
struct Asked {
  std::size_t plis = 0;
  std::size_t firs = 0;
  std::vector<std::uint16_t> nacks;
  std::vector<wire::ReportBlock> reports;
  std::vector<wire::SenderReport> sender_reports;
  std::size_t transport_feedbacks = 0;
};
Asked asked(const Outputs& outputs, SessionId of) {
  Asked found;
  for (const OutgoingRtcp& out : outputs.rtcp) {
    if (out.to != of) {
      continue;
    }
    wire::RtcpReader reader{out.bytes};
    while (const auto packet = reader.next()) {
      found.plis += wire::parse_pli(*packet) ? 1U : 0U;
      found.firs += wire::parse_fir(*packet) ? 1U : 0U;
      found.transport_feedbacks +=
          packet->is(wire::kRtcpTransportLayerFeedback, wire::kFormatTransportFeedback) ? 1U : 0U;
      if (const auto nack = wire::parse_nack(*packet)) {
        nack->for_each([&](std::uint16_t sequence) { found.nacks.push_back(sequence); });
      }
      if (const auto report = wire::parse_receiver_report(*packet)) {
        for (std::size_t i = 0; i < report->blocks.size(); ++i) {
          found.reports.push_back(report->blocks[i]);
        }
      }
      if (const auto report = wire::parse_sender_report(*packet)) {
        found.sender_reports.push_back(*report);
      }
    }
    EXPECT_FALSE(reader.malformed());
  }
  return found;
}

class SfuTest : public testing::Test {
 protected:
  void publish_video(SessionId session, TrackId track, std::vector<std::string> rids = {}) {
    PublisherParameters parameters;
    parameters.session = session;
    parameters.extensions = extension_map();
    parameters.tracks.push_back(video_track(track, "1", std::move(rids)));
    sfu.open(parameters, now);
  }
  void publish_audio(SessionId session, TrackId track, OwnerId owner = {}) {
    PublisherParameters parameters;
    parameters.session = session;
    parameters.owner = owner;
    parameters.extensions = extension_map();
    parameters.tracks.push_back(audio_track(track, "0"));
    sfu.open(parameters, now);
  }
  ReceiverParameters receiver(std::vector<SlotParameters> slots, OwnerId owner = {}) {
    ReceiverParameters parameters;
    parameters.session = kReceiver;
    parameters.mix = kMix;
    parameters.owner = owner;
    parameters.cname = "test";
    parameters.slots = std::move(slots);
    parameters.extensions = extension_map();
    return parameters;
  }
  void feed(SessionId session, const std::vector<Packet>& packets) {
    for (const Packet& packet : packets) {
      sfu.handle_rtp(session, packet, now);
    }
  }
  // Advances, handling timeouts as an engine would.
  void advance(Duration by) {
    const Instant end = now + by;
    while (sfu.deadline() <= end) {
      now = std::max(now, sfu.deadline());
      sfu.handle_timeout(now);
    }
    now = end;
  }
  template <class Write>
  void rtcp_from(SessionId session, Write&& write) {
    std::array<std::uint8_t, 500> buffer;
    ByteWriter out{buffer};
    write(out);
    sfu.handle_rtcp(session, out.written(), now);
  }
  Outputs& out() { return sfu.outputs(); }
  // The forwarded packets, parsed; the bytes are kept until the next call.
  std::vector<wire::RtpView> sent() {
    flat.clear();
    std::vector<wire::RtpView> views;
    for (const OutgoingRtp& packet : out().rtp) {
      flat.push_back(flatten(packet));
    }
    for (const Packet& bytes : flat) {
      views.push_back(*wire::parse_rtp(bytes));
    }
    return views;
  }

  Random random{42};
  Instant now = kStart;
  Sfu sfu{random, rtp::NtpClock{kStart, NtpTime{0xe6000000'00000000ULL}}};
  std::vector<Packet> flat;
};

TEST_F(SfuTest, CountsWhatItDropsByReason) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  const Packet good = layer.frame(true, 1, now)[0];

  sfu.handle_rtp(SessionId{77}, good, now);
  EXPECT_EQ(sfu.drops().of(Drop::unknown_session), 1U);
  sfu.handle_rtp(kReceiver, good, now);
  EXPECT_EQ(sfu.drops().of(Drop::not_a_publisher), 1U);
  sfu.handle_rtp(kPublisher, Bytes{good}.first(11), now);
  EXPECT_EQ(sfu.drops().of(Drop::malformed_rtp), 1U);
  sfu.handle_rtp(kPublisher, good, now);
  sfu.handle_rtp(kPublisher, good, now);
  EXPECT_EQ(sfu.drops().of(Drop::duplicate), 1U);
  Packet truncated = layer.frame(false, 1, now)[0];
  truncated.resize(truncated.size() - kStampSize - 5);  // ends within the descriptor
  sfu.handle_rtp(kPublisher, truncated, now);
  EXPECT_EQ(sfu.drops().of(Drop::malformed_payload), 1U);
  sfu.handle_rtcp(kPublisher, Bytes{good}.first(9), now);
  EXPECT_EQ(sfu.drops().of(Drop::malformed_rtcp), 1U);
  for (std::size_t i = 0; i < kDropCount; ++i) {
    EXPECT_FALSE(name_of(static_cast<Drop>(i)).empty());
    EXPECT_NE(name_of(static_cast<Drop>(i)), "unnamed");
  }
}

TEST_F(SfuTest, EveryPrefixOfAPacketIsHarmless) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  for (std::size_t size = 0; size < 60; ++size) {
    const Packet packet = layer.frame(true, 1, now)[0];
    sfu.handle_rtp(kPublisher, Bytes{packet}.first(std::min(size, packet.size())), now);
  }
  for (const OutgoingRtp& packet : out().rtp) {
    EXPECT_TRUE(wire::parse_rtp(flatten(packet)));
  }
}

TEST_F(SfuTest, WaitsForAKeyFrameAndSaysSo) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(false, 1, now));
  ASSERT_EQ(events_of<TrackStarted>(out()).size(), 1U);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  EXPECT_EQ(asked(out(), kPublisher).plis, 1U);
  feed(kPublisher, layer.frame(false, 2, now));
  EXPECT_TRUE(out().rtp.empty());
  EXPECT_EQ(sfu.drops().of(Drop::not_yet_key_frame), 2U);
  feed(kPublisher, layer.frame(true, 3, now));
  const auto packets = sent();
  ASSERT_EQ(packets.size(), 3U);
  EXPECT_EQ(packets[0].ssrc, kVideoSsrc);
  EXPECT_EQ(packets[0].payload_type, kReceiverVp8);
  EXPECT_FALSE(packets[0].marker);
  EXPECT_TRUE(packets[2].marker);
  const auto switched = events_of<SlotSwitched>(out());
  ASSERT_EQ(switched.size(), 1U);
  EXPECT_EQ(switched[0].track, kVideo);
  // The sender report follows at once.
  advance(Duration{0});
  EXPECT_EQ(asked(out(), kReceiver).sender_reports.size(), 1U);
}

TEST_F(SfuTest, WritesTheReceiversExtensions) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(3, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 3, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 1, now));
  const auto packets = sent();
  ASSERT_EQ(packets.size(), 1U);
  const wire::RtpExtensions extensions = wire::parse_extensions(packets[0], extension_map());
  EXPECT_EQ(extensions.mid, "3");
  EXPECT_FALSE(extensions.rid);
  EXPECT_TRUE(extensions.abs_send_time);
}

TEST_F(SfuTest, KeepsTheOldSourceUntilTheNewOnesKeyFrame) {
  publish_video(kPublisher, kVideo);
  publish_video(kOther, kVideo2);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer first{kVideo, 0, "1", "", 360, random};
  VideoLayer second{kVideo2, 0, "1", "", 360, random};
  feed(kPublisher, first.frame(true, 1, now));
  feed(kOther, second.frame(false, 1, now));
  sfu.assign_slot(kReceiver, 0, kVideo2, now);
  out().clear();
  feed(kPublisher, first.frame(false, 1, now));
  feed(kOther, second.frame(false, 1, now));
  ASSERT_EQ(sent().size(), 1U);
  EXPECT_EQ(read_stamp(sent()[0].payload).track, kVideo.value());
  feed(kOther, second.frame(true, 1, now));
  feed(kPublisher, first.frame(false, 1, now));
  ASSERT_EQ(sent().size(), 2U);
  EXPECT_EQ(read_stamp(sent()[1].payload).track, kVideo2.value());
}

TEST_F(SfuTest, SendsWhatOvertookTheKeyFramesFirstPacket) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(false, 1, now));
  const std::vector<Packet> key = layer.frame(true, 3, now);
  feed(kPublisher, {key[1], key[2], key[0]});
  const auto packets = sent();
  ASSERT_EQ(packets.size(), 3U);
  EXPECT_EQ(packets[1].sequence, static_cast<std::uint16_t>(packets[0].sequence + 1));
  EXPECT_EQ(packets[2].sequence, static_cast<std::uint16_t>(packets[0].sequence + 2));
}

TEST_F(SfuTest, MergesKeyFrameRequests) {
  publish_video(kPublisher, kVideo);
  ReceiverParameters many = receiver({});
  for (SlotIndex i = 0; i < 8; ++i) {
    many.slots.push_back(video_slot(i, kVideoSsrc + i * 2U));
  }
  sfu.open(many, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(false, 1, now));
  for (SlotIndex i = 0; i < 8; ++i) {
    sfu.assign_slot(kReceiver, i, kVideo, now);
  }
  EXPECT_EQ(asked(out(), kPublisher).plis, 1U);
  advance(milliseconds{299});
  EXPECT_EQ(asked(out(), kPublisher).plis, 1U);
  advance(milliseconds{1});
  EXPECT_EQ(asked(out(), kPublisher).plis, 2U);
  feed(kPublisher, layer.frame(true, 1, now));
  out().clear();
  for (int i = 0; i < 50; ++i) {
    rtcp_from(kReceiver, [&](ByteWriter& writer) { wire::write_pli(writer, wire::Pli{1, kVideoSsrc}); });
    rtcp_from(kReceiver, [&](ByteWriter& writer) { wire::write_fir(writer, 1, {kVideoSsrc + 2, 1}); });
  }
  advance(milliseconds{300});
  EXPECT_EQ(asked(out(), kPublisher).plis, 1U);
}

TEST_F(SfuTest, AsksByFirWhereOnlyThatIsNegotiated) {
  PublisherParameters parameters;
  parameters.session = kPublisher;
  parameters.extensions = extension_map();
  parameters.tracks.push_back(video_track(kVideo, "1", {}));
  parameters.tracks[0].key_frame_feedback = KeyFrameFeedback::fir;
  sfu.open(parameters, now);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(false, 1, now));
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  EXPECT_EQ(asked(out(), kPublisher).firs, 1U);
  EXPECT_EQ(asked(out(), kPublisher).plis, 0U);
}

TEST_F(SfuTest, AnswersNacksByRtxAndNotTooOften) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 3, now));
  const Packet original = flatten(out().rtp[1]);
  const std::uint16_t sequence = wire::parse_rtp(original)->sequence;
  out().clear();
  const auto nack = [&](std::uint16_t lost) {
    const std::array<std::uint16_t, 1> sequences{lost};
    rtcp_from(kReceiver, [&](ByteWriter& writer) { wire::write_nack(writer, 1, kVideoSsrc, sequences); });
  };
  nack(sequence);
  nack(sequence);
  ASSERT_EQ(out().rtp.size(), 1U);
  EXPECT_EQ(sfu.drops().of(Drop::nack_throttled), 1U);
  const auto packets = sent();
  EXPECT_EQ(packets[0].ssrc, kVideoSsrc + 1);
  EXPECT_EQ(packets[0].payload_type, kReceiverVp8Rtx);
  EXPECT_FALSE(out().rtp[0].repeated);
  ByteReader in(packets[0].payload);
  EXPECT_EQ(in.u16(), sequence);
  const auto before = wire::parse_rtp(original);
  EXPECT_TRUE(std::equal(in.rest().begin(), in.rest().end(), before->payload.begin(), before->payload.end()));
  nack(static_cast<std::uint16_t>(sequence + 100));
  EXPECT_EQ(sfu.drops().of(Drop::nack_unknown), 1U);
  advance(seconds{2});
  nack(sequence);
  EXPECT_EQ(sfu.drops().of(Drop::nack_expired), 1U);
}

TEST_F(SfuTest, ResendsTheVerySameBytesWithoutRtx) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc, false)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 2, now));
  const Packet original = flatten(out().rtp[0]);
  out().clear();
  advance(milliseconds{40});
  const std::array<std::uint16_t, 1> sequences{wire::parse_rtp(original)->sequence};
  rtcp_from(kReceiver, [&](ByteWriter& writer) { wire::write_nack(writer, 1, kVideoSsrc, sequences); });
  ASSERT_EQ(out().rtp.size(), 1U);
  EXPECT_TRUE(out().rtp[0].repeated);
  EXPECT_EQ(flatten(out().rtp[0]), original);
}

TEST_F(SfuTest, ChoosesLayersBySizeAndFallsWhenOneGoesQuiet) {
  publish_video(kPublisher, kVideo, {"q", "h", "f"});
  sfu.open(receiver({video_slot(0, kVideoSsrc), video_slot(1, kVideoSsrc + 2)}), now);
  std::vector<std::unique_ptr<VideoLayer>> layers;
  const char* const rids[] = {"q", "h", "f"};
  for (std::uint8_t i = 0; i < 3; ++i) {
    layers.push_back(
        std::make_unique<VideoLayer>(kVideo, i, "1", rids[i], static_cast<std::uint16_t>(180U << i), random));
  }
  const auto frames = [&](std::size_t count, int times) {
    for (int time = 0; time < times; ++time) {
      for (std::size_t i = 0; i < count; ++i) {
        feed(kPublisher, layers[i]->frame(true, 1, now));
      }
      advance(milliseconds{100});
    }
  };
  const auto layer_of = [&](std::uint32_t ssrc) -> int {
    int layer = -1;
    for (const wire::RtpView& packet : sent()) {
      layer = packet.ssrc == ssrc ? read_stamp(packet.payload).layer : layer;
    }
    return layer;
  };
  frames(3, 2);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  sfu.assign_slot(kReceiver, 1, kVideo, now);
  frames(3, 2);
  EXPECT_EQ(layer_of(kVideoSsrc), 2);      // main: the largest
  EXPECT_EQ(layer_of(kVideoSsrc + 2), 0);  // others: the smallest
  sfu.size_slot(kReceiver, 0, 300, now);
  frames(3, 2);
  EXPECT_EQ(layer_of(kVideoSsrc), 1);
  out().clear();
  frames(1, 20);
  EXPECT_EQ(layer_of(kVideoSsrc), 0);
  out().clear();
  frames(3, 5);
  EXPECT_EQ(layer_of(kVideoSsrc), 1);
  EXPECT_TRUE(events_of<SlotSourceGone>(out()).empty());
  // Layers that stay away for long stop nothing, and wake nobody again and again.
  frames(1, 100);
  EXPECT_GT(sfu.deadline(), now);
  EXPECT_TRUE(events_of<TrackStopped>(out()).empty());
}

TEST_F(SfuTest, SendsNothingForASlotThatIsNotShown) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc), video_slot(1, kVideoSsrc + 2)}), now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  const auto sent_for = [&](std::uint32_t ssrc) {
    feed(kPublisher, layer.frame(true, 1, now));
    const auto packets = sent();
    return std::ranges::count(packets, ssrc, &wire::RtpView::ssrc);
  };
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  sfu.assign_slot(kReceiver, 1, kVideo, now);
  EXPECT_EQ(sent_for(kVideoSsrc + 2), 1);
  sfu.size_slot(kReceiver, 1, 0, now);
  out().clear();
  EXPECT_EQ(sent_for(kVideoSsrc + 2), 0);
  EXPECT_EQ(sent_for(kVideoSsrc), 2) << "the other slot goes on";
  sfu.assign_slot(kReceiver, 1, std::nullopt, now);
  sfu.assign_slot(kReceiver, 1, kVideo, now);
  out().clear();
  EXPECT_EQ(sent_for(kVideoSsrc + 2), 0) << "an assignment does not show it";
  sfu.size_slot(kReceiver, 1, 180, now);
  out().clear();
  EXPECT_EQ(sent_for(kVideoSsrc + 2), 1);
  EXPECT_EQ(events_of<SlotSwitched>(out()).size(), 1U);
}

TEST_F(SfuTest, LeavesASlotWhoseReceiverLacksTheCodec) {
  publish_video(kPublisher, kVideo);
  SlotParameters slot = video_slot(0, kVideoSsrc);
  slot.codecs[0].codec = wire::Codec::h264;
  sfu.open(receiver({slot}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 1, now));
  EXPECT_TRUE(out().rtp.empty());
  EXPECT_TRUE(events_of<SlotSwitched>(out()).empty());
  EXPECT_EQ(sfu.drops().of(Drop::codec_not_negotiated), 1U);
}

TEST_F(SfuTest, TellsWhenASourceIsGone) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  const auto gone = [&] {
    return std::pair{events_of<TrackStopped>(out()).size(), events_of<SlotSourceGone>(out()).size()};
  };
  feed(kPublisher, layer.frame(true, 1, now));
  advance(milliseconds{4900});
  EXPECT_EQ(gone(), (std::pair<std::size_t, std::size_t>{0, 0}));
  advance(milliseconds{100});
  EXPECT_EQ(gone(), (std::pair<std::size_t, std::size_t>{1, 1}));
  // It comes back and says goodbye.
  out().clear();
  feed(kPublisher, layer.frame(true, 1, now));
  EXPECT_EQ(events_of<TrackStarted>(out()).size(), 1U);
  EXPECT_EQ(events_of<SlotSwitched>(out()).size(), 1U);
  const std::array<std::uint32_t, 1> ssrcs{layer.stream().ssrc()};
  rtcp_from(kPublisher, [&](ByteWriter& writer) { wire::write_bye(writer, ssrcs); });
  EXPECT_EQ(gone(), (std::pair<std::size_t, std::size_t>{1, 1}));
  // And its session is closed while it is shown.
  feed(kPublisher, layer.frame(true, 1, now));
  sfu.close(kPublisher, now);
  EXPECT_EQ(gone(), (std::pair<std::size_t, std::size_t>{2, 2}));
}

TEST_F(SfuTest, APictureThatPausedComesBackByItself) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 1, now));
  advance(kTrackSilence * 2);
  out().clear();
  feed(kPublisher, layer.frame(false, 1, now));
  EXPECT_EQ(asked(out(), kPublisher).plis, 1U);
  EXPECT_TRUE(out().rtp.empty());
  feed(kPublisher, layer.frame(true, 1, now));
  feed(kPublisher, layer.frame(false, 1, now));
  EXPECT_EQ(out().rtp.size(), 2U);
  EXPECT_EQ(events_of<SlotSwitched>(out()).size(), 1U);
}

TEST_F(SfuTest, ReportsAndNacksToPublishers) {
  PublisherParameters parameters;
  parameters.session = kPublisher;
  parameters.extensions = extension_map();
  parameters.tracks.push_back(video_track(kVideo, "1", {}));
  parameters.tracks[0].transport_feedback = true;
  sfu.open(parameters, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  const std::vector<Packet> packets = layer.frame(true, 5, now);
  const std::uint16_t first = wire::parse_rtp(packets[0])->sequence;
  feed(kPublisher, {packets[0], packets[3]});
  advance(milliseconds{10});
  EXPECT_THAT(asked(out(), kPublisher).nacks,
              testing::ElementsAre(static_cast<std::uint16_t>(first + 1), static_cast<std::uint16_t>(first + 2)));
  advance(milliseconds{1600});
  const Asked told = asked(out(), kPublisher);
  ASSERT_GE(told.reports.size(), 1U);
  EXPECT_EQ(told.reports[0].cumulative_lost, 2);
  EXPECT_EQ(told.reports[0].ssrc, layer.stream().ssrc());
}

TEST_F(SfuTest, ForwardsPaddingAsEmptyPackets) {
  publish_video(kPublisher, kVideo);
  sfu.open(receiver({video_slot(0, kVideoSsrc)}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  VideoLayer layer{kVideo, 0, "1", "", 360, random};
  feed(kPublisher, layer.frame(true, 1, now));
  const auto last = wire::parse_rtp(layer.frame(false, 1, now)[0]);
  std::array<std::uint8_t, 300> buffer;
  const auto size = wire::write_rtp(
      buffer, {false, kVp8Payload, last->sequence, last->timestamp, layer.stream().ssrc()}, {}, {}, 200);
  sfu.handle_rtp(kPublisher, Bytes{buffer}.first(*size), now);
  feed(kPublisher, layer.frame(false, 1, now));
  const auto packets = sent();
  ASSERT_EQ(packets.size(), 3U);
  EXPECT_TRUE(packets[1].payload.empty());
  EXPECT_EQ(packets[2].sequence, static_cast<std::uint16_t>(packets[0].sequence + 2));
}

struct ShortIdCase {
  const char* name;
  wire::Codec codec;
  std::vector<std::uint8_t> before;  // of the payload, up to the picture id
  std::vector<std::uint8_t> after;   // from TL0PICIDX on
};

class SfuShortIds : public SfuTest, public testing::WithParamInterface<ShortIdCase> {};

// Seven bits become fifteen, unwrapped; what follows the counters is untouched.
TEST_P(SfuShortIds, AreWidened) {
  const ShortIdCase& test = GetParam();
  PublisherParameters parameters;
  parameters.session = kPublisher;
  parameters.extensions = extension_map();
  parameters.tracks.push_back(video_track(kVideo, "1", {}));
  parameters.tracks[0].codecs[0].codec = test.codec;
  parameters.tracks[0].transport_feedback = true;
  sfu.open(parameters, now);
  SlotParameters slot = video_slot(0, kVideoSsrc);
  slot.codecs[0].codec = test.codec;
  sfu.open(receiver({slot}), now);
  sfu.assign_slot(kReceiver, 0, kVideo, now);
  constexpr std::uint16_t kFrames = 300;
  for (std::uint16_t i = 0; i < kFrames; ++i) {
    std::vector<std::uint8_t> payload = test.before;
    payload.push_back(static_cast<std::uint8_t>(i & 0x7fU));
    payload.insert(payload.end(), test.after.begin(), test.after.end());
    wire::RtpExtensions extensions;
    extensions.mid = "1";
    extensions.transport_sequence = i;
    std::array<std::uint8_t, 200> buffer;
    const auto size = wire::write_rtp(buffer, {true, kVp8Payload, i, i * 3000U, 55},
                                      wire::encode_extensions(extensions, extension_map()), payload);
    ASSERT_TRUE(size);
    sfu.handle_rtp(kPublisher, Bytes{buffer}.first(*size), now);
    advance(milliseconds{10});
  }
  EXPECT_GE(asked(out(), kPublisher).transport_feedbacks, 25U);
  const auto packets = sent();
  ASSERT_EQ(packets.size(), kFrames);
  std::optional<std::uint16_t> last;
  for (const wire::RtpView& packet : packets) {
    const auto info = wire::describe_payload(test.codec, packet.payload);
    ASSERT_TRUE(info && info->picture_id);
    EXPECT_TRUE(info->picture_id_15_bits);
    if (last) {
      ASSERT_EQ(*info->picture_id, (*last + 1) & 0x7fff);
    }
    last = info->picture_id;
    ASSERT_EQ(packet.payload.size(), test.before.size() + 2 + test.after.size());
    EXPECT_EQ(packet.payload.back(), test.after.back());
    EXPECT_TRUE(info->tl0_picture_index);
  }
}

INSTANTIATE_TEST_SUITE_P(Codecs, SfuShortIds,
                         testing::Values(ShortIdCase{"vp8",
                                                     wire::Codec::vp8,
                                                     {0x90, 0xf0},
                                                     {5, 0x21, 0x10, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1, 99}},
                                         ShortIdCase{"vp9", wire::Codec::vp9, {0xac}, {0x00, 5, 0x82, 0x49, 99}}),
                         [](const auto& tested) { return tested.param.name; });

// ---- Sound ----------------------------------------------------------------------------------------------------------

class SfuAudioTest : public SfuTest {
 protected:
  static constexpr std::size_t kVoices = 5;
  void SetUp() override {
    for (std::size_t i = 0; i < kVoices; ++i) {
      publish_audio(SessionId{1 + i}, track(i), owner(i));
      voices.push_back(std::make_unique<Voices>(track(i), "0", random, i != 4));
      heard.push_back(track(i));
    }
  }
  static TrackId track(std::size_t index) { return TrackId{200 + index}; }
  static OwnerId owner(std::size_t index) { return OwnerId{index}; }  // the first is nobody's
  // Everybody sends for a while at these levels (−dBov); 255: nothing.
  void speak(std::array<std::uint8_t, kVoices> levels, Duration span) {
    for (const Instant end = now + span; now < end; advance(milliseconds{20})) {
      for (std::size_t i = 0; i < kVoices; ++i) {
        if (levels[i] != 255) {
          sfu.handle_rtp(SessionId{1 + i}, voices[i]->packet(levels[i], now), now);
        }
      }
    }
  }
  // The last track that went out in each slot since the last call.
  std::vector<std::uint64_t> carried(std::size_t slots) {
    std::vector<std::uint64_t> last(slots);
    for (const wire::RtpView& packet : sent()) {
      last[(packet.ssrc - kAudioSsrc) / 2] = read_stamp(packet.payload).track;
    }
    out().clear();
    return last;
  }
  std::vector<std::unique_ptr<Voices>> voices;
  std::vector<TrackId> heard;
};

TEST_F(SfuAudioTest, PinsTheMainSoundAndCarriesTheLoudest) {
  sfu.open(receiver({audio_slot(0, kAudioSsrc), audio_slot(1, kAudioSsrc + 2), audio_slot(2, kAudioSsrc + 4)}), now);
  sfu.set_mix(kMix, heard, track(0), now);
  speak({90, 20, 90, 25, 255}, seconds{1});
  (void)carried(3);
  speak({90, 20, 90, 25, 255}, milliseconds{100});
  EXPECT_THAT(carried(3), testing::ElementsAre(200, 201, 203));
  // Track 2 speaks up, 3 falls silent.
  speak({90, 20, 20, 100, 255}, seconds{2});
  (void)carried(3);
  speak({90, 20, 20, 100, 255}, milliseconds{100});
  EXPECT_THAT(carried(3), testing::UnorderedElementsAre(200, 201, 202));
  // Main moves to track 1: its sound moves with it, and is in no other slot.
  sfu.set_mix(kMix, heard, track(1), now);
  out().clear();
  speak({90, 20, 20, 100, 255}, milliseconds{200});
  const auto now_carried = carried(3);
  EXPECT_EQ(now_carried[0], 201U);
  EXPECT_NE(now_carried[1], 201U);
  EXPECT_NE(now_carried[2], 201U);
  // A track that may no longer be heard is gone at once.
  const std::vector<TrackId> few{track(1)};
  sfu.set_mix(kMix, few, track(1), now);
  out().clear();
  speak({20, 20, 20, 20, 20}, milliseconds{200});
  EXPECT_THAT(carried(3), testing::ElementsAre(201, 0, 0));
}

TEST_F(SfuAudioTest, NeverSendsOneItsOwnVoice) {
  sfu.open(receiver({audio_slot(0, kAudioSsrc), audio_slot(1, kAudioSsrc + 2)}, owner(1)), now);
  sfu.set_mix(kMix, heard, track(1), now);
  speak({40, 10, 50, 255, 255}, seconds{1});
  for (const wire::RtpView& packet : sent()) {
    EXPECT_NE(read_stamp(packet.payload).track, track(1).value());
  }
  EXPECT_THAT(carried(2), testing::UnorderedElementsAre(200, 202));
}

TEST_F(SfuAudioTest, NobodysReceiversHearNobodysTracks) {
  sfu.open(receiver({audio_slot(0, kAudioSsrc), audio_slot(1, kAudioSsrc + 2)}), now);
  sfu.set_mix(kMix, heard, track(0), now);
  speak({90, 10, 50, 255, 255}, seconds{1});
  EXPECT_THAT(carried(2), testing::ElementsAre(200, 201));
}

TEST_F(SfuAudioTest, AReceiverOpenedFirstNeverHearsWhatItsSitePublishesLater) {
  constexpr OwnerId kSite{77};
  sfu.open(receiver({audio_slot(0, kAudioSsrc), audio_slot(1, kAudioSsrc + 2)}, kSite), now);
  for (std::uint64_t i = 0; i < 100; ++i) {
    const TrackId own{1000 + i};
    const SessionId session{1000 + i};
    std::vector<TrackId> all = heard;
    all.push_back(own);
    sfu.set_mix(kMix, all, own, now);  // before it is published
    publish_audio(session, own, kSite);
    Voices voice{own, "0", random};
    for (int packet = 0; packet < 20; ++packet) {
      sfu.handle_rtp(session, voice.packet(5, now), now);
      speak({40, 50, 255, 255, 255}, milliseconds{20});
    }
    EXPECT_THAT(carried(2), testing::UnorderedElementsAre(200, 201));
    sfu.close(session, now);
  }
}

TEST_F(SfuAudioTest, AnAssignedSlotCarriesWhatItIsToldWhateverTheMixDoes) {
  SlotParameters assigned = audio_slot(2, kAudioSsrc + 4);
  assigned.mixed = false;
  sfu.open(receiver({audio_slot(0, kAudioSsrc), audio_slot(1, kAudioSsrc + 2), assigned}, owner(1)), now);
  sfu.set_mix(kMix, std::vector{track(2), track(3)}, std::nullopt, now);
  const auto now_carried = [&] {
    out().clear();
    speak({10, 10, 30, 40, 255}, milliseconds{200});
    return carried(3);
  };
  EXPECT_THAT(now_carried(), testing::ElementsAre(202, 203, 0)) << "the mix has no third voice";
  sfu.assign_slot(kReceiver, 2, track(0), now);
  EXPECT_THAT(now_carried(), testing::ElementsAre(202, 203, 200)) << "and nobody else's slots hear it";
  sfu.assign_slot(kReceiver, 0, track(0), now);
  EXPECT_THAT(now_carried(), testing::ElementsAre(202, 203, 200)) << "a slot of the mix takes no assignment";
  sfu.assign_slot(kReceiver, 2, track(1), now);
  EXPECT_THAT(now_carried(), testing::ElementsAre(202, 203, 0)) << "one's own sound is in no slot";
  sfu.assign_slot(kReceiver, 2, std::nullopt, now);
  EXPECT_THAT(now_carried(), testing::ElementsAre(202, 203, 0));
}

TEST_F(SfuAudioTest, PacketsWithoutALevelCountAsSpeech) {
  sfu.open(receiver({audio_slot(0, kAudioSsrc)}), now);
  sfu.set_mix(kMix, heard, std::nullopt, now);
  speak({60, 60, 60, 60, 60}, seconds{1});
  EXPECT_THAT(carried(1), testing::ElementsAre(204));
}

TEST_F(SfuAudioTest, TellsLevelsWhileSomebodySpeaksAndOnceMore) {
  sfu.set_mix(kMix, heard, std::nullopt, now);
  speak({20, 127, 127, 127, 255}, seconds{2});
  const auto told = events_of<Levels>(out());
  EXPECT_GE(told.size(), 8U);
  EXPECT_LE(told.size(), 11U);
  ASSERT_FALSE(told.back().levels.empty());
  EXPECT_NEAR(told.back().levels[0].minus_dbov, 20, 2);
  speak({255, 255, 255, 255, 255}, seconds{3});
  out().clear();
  advance(seconds{5});
  EXPECT_TRUE(events_of<Levels>(out()).empty());
}

TEST_F(SfuAudioTest, TakesThePrimaryOutOfRedundantAudio) {
  SlotParameters plain = audio_slot(0, kAudioSsrc);
  SlotParameters redundant = audio_slot(1, kAudioSsrc + 2);
  sfu.set_mix(kMix, heard, track(0), now);
  ReceiverParameters first = receiver({plain});
  ReceiverParameters second = receiver({redundant});
  second.session = SessionId{11};
  second.slots[0].codecs[0].payload_type = kOpusPayload;  // as the publisher numbers it
  second.slots[0].codecs.push_back(CodecParameters{wire::Codec::red, 70, std::nullopt, 48'000});
  sfu.open(first, now);
  sfu.open(second, now);
  const std::array<std::uint8_t, 10> payload{0x80 | kOpusPayload, 0x0f, 0x00, 3, kOpusPayload, 1, 2, 3, 0x78, 9};
  std::array<std::uint8_t, 100> buffer;
  const auto size = wire::write_rtp(buffer, {false, kRedPayload, 7, 960, voices[0]->stream().ssrc()}, {}, payload);
  sfu.handle_rtp(SessionId{1}, voices[0]->packet(20, now), now);  // teaches the SSRC
  out().clear();
  // Another sequence number than the stream's would leap: take the next.
  const std::uint16_t next = static_cast<std::uint16_t>(wire::parse_rtp(voices[0]->packet(20, now))->sequence);
  ASSERT_TRUE(size);
  buffer[2] = static_cast<std::uint8_t>(next >> 8U);
  buffer[3] = static_cast<std::uint8_t>(next);
  sfu.handle_rtp(SessionId{1}, Bytes{buffer}.first(*size), now);
  ASSERT_EQ(out().rtp.size(), 2U);
  for (const wire::RtpView& packet : sent()) {
    if (packet.ssrc == kAudioSsrc) {
      EXPECT_EQ(packet.payload_type, kReceiverOpus);
      EXPECT_THAT(packet.payload, testing::ElementsAre(0x78, 9));
    } else {
      EXPECT_EQ(packet.payload_type, 70);
      EXPECT_THAT(packet.payload, testing::ElementsAreArray(payload));
    }
  }
}

}  // namespace
}  // namespace diemcau::sfu
