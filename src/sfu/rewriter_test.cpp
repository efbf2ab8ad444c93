#include "sfu/rewriter.hpp"

#include <gtest/gtest.h>

namespace diemcau::sfu {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};
constexpr NtpTime kNtp{0xe6000000'00000000ULL};

struct Made {
  Made(std::uint64_t track, LayerIndex layer, std::int64_t sequence, std::uint32_t timestamp, Duration captured) {
    packet.track = TrackId{track};
    packet.layer = layer;
    packet.kind = MediaKind::video;
    packet.sequence = sequence;
    packet.timestamp = timestamp;
    packet.captured = ntp_add(kNtp, captured);
    packet.arrival = kStart + captured;
    packet.payload_size = 0;
  }
  void by_publisher(Duration captured) { packet.publisher_ntp = ntp_add(NtpTime{77}, captured); }
  void picture(std::uint16_t id, std::uint8_t tl0, std::uint8_t key) {
    packet.descriptor.picture_id = id;
    packet.descriptor.tl0_picture_index = tl0;
    packet.descriptor.key_index = key;
  }
  MediaPacket packet;
};

TEST(Rewriter, GoesOnWhereItWas) {
  Random random{3};
  Rewriter rewriter{MediaKind::video, random};
  Made first{1, 0, 70'000, 1000, {}};
  first.picture(0x7ffe, 255, 31);
  rewriter.switch_to(first.packet);
  const Rewritten a = *rewriter.rewrite(first.packet);
  Made second{1, 0, 70'001, 4000, milliseconds{33}};
  second.picture(0x7fff, 0, 31);
  const Rewritten b = *rewriter.rewrite(second.packet);
  EXPECT_EQ(b.sequence, a.sequence + 1);
  EXPECT_EQ(b.timestamp, a.timestamp + 3000);
  EXPECT_EQ(b.picture_id, (a.picture_id + 1) & 0x7fff);
  EXPECT_EQ(b.tl0_picture_index, static_cast<std::uint8_t>(a.tl0_picture_index + 1));
  EXPECT_EQ(b.key_index, a.key_index);

  Made other{2, 0, 5, 0xffff'fff0, milliseconds{133}};
  other.picture(7, 7, 7);
  rewriter.switch_to(other.packet);
  const Rewritten c = *rewriter.rewrite(other.packet);
  EXPECT_EQ(c.sequence, b.sequence + 1);
  EXPECT_EQ(c.timestamp, b.timestamp + 9000);
  EXPECT_EQ(c.picture_id, (b.picture_id + 1) & 0x7fff);
  EXPECT_EQ(c.tl0_picture_index, static_cast<std::uint8_t>(b.tl0_picture_index + 1));
  EXPECT_EQ(c.key_index, (b.key_index + 1) & 0x1f);
}

TEST(Rewriter, BetweenLayersThePublishersClockCounts) {
  Random random{3};
  Rewriter rewriter{MediaKind::video, random};
  // Delay varied by 40 ms between the two, the publisher's own clock says 33 1/3 ms.
  Made low{1, 0, 100, 0, {}};
  low.by_publisher({});
  Made high{1, 1, 900, 50, milliseconds{73}};
  high.by_publisher(Duration{33'333'333});
  rewriter.switch_to(low.packet);
  const Rewritten a = *rewriter.rewrite(low.packet);
  rewriter.switch_to(high.packet);
  EXPECT_EQ(rewriter.rewrite(high.packet)->timestamp, a.timestamp + 3000);
}

TEST(Rewriter, TimeNeverRunsBack) {
  Random random{3};
  Rewriter rewriter{MediaKind::video, random};
  const Made ahead{1, 0, 100, 0, milliseconds{500}};
  const Made behind{2, 0, 100, 0, milliseconds{100}};
  rewriter.switch_to(ahead.packet);
  const Rewritten a = *rewriter.rewrite(ahead.packet);
  rewriter.switch_to(behind.packet);
  EXPECT_EQ(rewriter.rewrite(behind.packet)->timestamp, a.timestamp + 1);
}

// Key frames that always come a little late, sampled 40 ms before the newest picture of the source that goes: a player
// must not fall further behind with every switch, of source or of layer. A picture is two packets.
TEST(Rewriter, StepsBackDoNotAddUp) {
  constexpr int kTicksPerMs = 90;
  for (const std::uint64_t sources : {2U, 1U}) {
    Random random{3};
    Rewriter rewriter{MediaKind::video, random};
    std::uint32_t start = 0;
    for (int second = 0; second < 200; ++second) {
      const std::uint64_t track = static_cast<std::uint64_t>(second) % sources;
      const auto layer = static_cast<LayerIndex>(second % 2);
      std::uint32_t shown = 0;
      for (int picture = 0; picture <= 26; ++picture) {
        const milliseconds sampled{second * 1000 - 40 + picture * 40};
        for (const bool marker : {false, true}) {
          Made made{track, layer, 1 + second * 54 + picture * 2 + (marker ? 1 : 0),
                    7U + static_cast<std::uint32_t>(picture) * 40 * kTicksPerMs, sampled};
          made.by_publisher(sampled);
          made.packet.marker = marker;
          if (picture == 0 && !marker) {
            rewriter.switch_to(made.packet);
          }
          const std::uint32_t out = rewriter.rewrite(made.packet)->timestamp;
          EXPECT_TRUE(!marker || out == shown) << "one picture, two timestamps";
          EXPECT_TRUE(marker || shown == 0 || out != shown);
          shown = out;
        }
      }
      start = second == 0 ? shown : start;
      EXPECT_EQ(static_cast<std::int32_t>(shown - start), second * 1000 * kTicksPerMs) << second;
    }
  }
}

TEST(Rewriter, RefusesWhatIsFromBeforeAndWhatLeaps) {
  Random random{3};
  Rewriter rewriter{MediaKind::video, random};
  const Made first{1, 0, 100, 0, {}};
  EXPECT_EQ(rewriter.rewrite(first.packet).error(), Rewriter::Refusal::before_switch);
  rewriter.switch_to(first.packet);
  (void)rewriter.rewrite(first.packet);
  const Made late{1, 0, 99, 0, {}};
  EXPECT_EQ(rewriter.rewrite(late.packet).error(), Rewriter::Refusal::before_switch);
  const Made far{1, 0, 65'636, 0, {}};
  EXPECT_EQ(rewriter.rewrite(far.packet).error(), Rewriter::Refusal::leap);
}

TEST(Rewriter, RemembersWhatWentOut) {
  Random random{3};
  Rewriter rewriter{MediaKind::video, random};
  Made a{1, 0, 100, 500, {}};
  a.picture(9, 9, 9);
  const Made b{1, 0, 103, 700, milliseconds{20}};
  const Made c{2, 1, 7, 900, milliseconds{40}};
  rewriter.switch_to(a.packet);
  const Rewritten first = *rewriter.rewrite(a.packet);
  const Rewritten second = *rewriter.rewrite(b.packet);
  rewriter.switch_to(c.packet);
  const Rewritten third = *rewriter.rewrite(c.packet);
  EXPECT_EQ(second.sequence, first.sequence + 3);

  const auto lost = rewriter.origin(static_cast<std::uint16_t>(first.sequence + 1));
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->track, TrackId{1});
  EXPECT_EQ(lost->sequence, 101);
  const auto newest = rewriter.origin(static_cast<std::uint16_t>(third.sequence));
  EXPECT_EQ(newest->track, TrackId{2});
  EXPECT_EQ(newest->layer, 1);
  EXPECT_FALSE(rewriter.origin(static_cast<std::uint16_t>(third.sequence + 1)));
  EXPECT_FALSE(rewriter.origin(static_cast<std::uint16_t>(first.sequence - 1)));

  const Rewritten again = *rewriter.repeat(first.sequence, a.packet);
  EXPECT_EQ(again.timestamp, first.timestamp);
  EXPECT_EQ(again.picture_id, first.picture_id);
  EXPECT_EQ(again.tl0_picture_index, first.tl0_picture_index);
  EXPECT_EQ(again.key_index, first.key_index);
}

TEST(Rewriter, ANewVoiceBeginsATalkspurt) {
  Random random{3};
  Rewriter rewriter{MediaKind::audio, random};
  Made first{1, 0, 100, 0, {}};
  Made next{1, 0, 101, 960, milliseconds{20}};
  Made other{2, 0, 100, 0, milliseconds{20}};
  for (Made* made : {&first, &next, &other}) {
    made->packet.kind = MediaKind::audio;
    made->packet.clock_rate_hz = 48'000;
  }
  rewriter.switch_to(first.packet);
  const Rewritten a = *rewriter.rewrite(first.packet);
  EXPECT_TRUE(a.marker);
  EXPECT_TRUE(rewriter.repeat(a.sequence, first.packet)->marker);
  EXPECT_FALSE(rewriter.rewrite(next.packet)->marker);
  // Another voice, at the same time: not over the last packet of the old one.
  rewriter.switch_to(other.packet);
  EXPECT_EQ(rewriter.rewrite(other.packet)->timestamp, a.timestamp + 960 + 960);
}

}  // namespace
}  // namespace diemcau::sfu
