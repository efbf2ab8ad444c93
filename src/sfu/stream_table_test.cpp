#include "sfu/stream_table.hpp"

#include <gtest/gtest.h>

#include "sfu/test_media.hpp"

namespace diemcau::sfu {
namespace {

using namespace test;

wire::RtpView view(std::uint32_t ssrc, std::uint8_t payload_type) {
  wire::RtpView view;
  view.ssrc = ssrc;
  view.payload_type = payload_type;
  return view;
}

wire::RtpExtensions names(const char* mid, const char* rid, const char* repaired = nullptr) {
  wire::RtpExtensions extensions;
  if (mid != nullptr) {
    extensions.mid = mid;
  }
  if (rid != nullptr) {
    extensions.rid = rid;
  }
  if (repaired != nullptr) {
    extensions.repaired_rid = repaired;
  }
  return extensions;
}

TEST(StreamTable, LearnsSimulcastLayersAndTheirRetransmissions) {
  const std::vector<PublishedTrack> tracks{audio_track(TrackId{1}, "0"), video_track(TrackId{2}, "1", {"q", "h", "f"})};
  StreamTable table{tracks};
  const auto half = table.find_or_learn(view(10, kVp8Payload), names("1", "h"));
  ASSERT_TRUE(half);
  EXPECT_EQ((*half)->track_index, 1U);
  EXPECT_EQ((*half)->layer, 1);
  EXPECT_FALSE((*half)->rtx);
  const auto again = table.find_or_learn(view(10, kVp8Payload), {});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *half);
  const auto repair = table.find_or_learn(view(11, kVp8Rtx), names("1", nullptr, "h"));
  ASSERT_TRUE(repair);
  EXPECT_TRUE((*repair)->rtx);
  EXPECT_EQ((*repair)->layer, 1);
  EXPECT_EQ(table.media_stream(1, 1), *half);
  EXPECT_EQ(table.media_stream(1, 0), nullptr);
}

struct Refusal {
  const char* what;
  std::uint8_t payload_type;
  wire::RtpExtensions extensions;
  Drop reason;
};

TEST(StreamTable, RefusesWhatItCannotTell) {
  std::vector<PublishedTrack> tracks{audio_track(TrackId{1}, "0"), video_track(TrackId{2}, "1", {"q", "h", "f", "x"})};
  StreamTable table{tracks};
  const Refusal cases[] = {
      {"nothing", kVp8Payload, {}, Drop::unknown_stream},
      {"no rid", kVp8Payload, names("1", nullptr), Drop::unknown_stream},
      {"unknown mid", kVp8Payload, names("7", "q"), Drop::unknown_stream},
      {"fourth layer", kVp8Payload, names("1", "x"), Drop::too_many_layers},
      {"unknown rid", kVp8Payload, names("1", "z"), Drop::too_many_layers},
      {"unknown payload type", 50, names("1", "q"), Drop::unknown_payload_type},
      {"unknown payload type, no names", 50, {}, Drop::unknown_stream},
  };
  for (const Refusal& test : cases) {
    SCOPED_TRACE(test.what);
    const auto found = table.find_or_learn(view(99, test.payload_type), test.extensions);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error(), test.reason);
  }
  EXPECT_TRUE(table.streams().empty());
}

TEST(StreamTable, FallsBackToThePayloadTypeWhenItIsUnambiguous) {
  const std::vector<PublishedTrack> one{audio_track(TrackId{1}, ""), video_track(TrackId{2}, "", {})};
  StreamTable table{one};
  ASSERT_TRUE(table.find_or_learn(view(10, kVp8Payload), {}));
  EXPECT_EQ((*table.find_or_learn(view(10, kVp8Payload), {}))->track_index, 1U);
  EXPECT_TRUE((*table.find_or_learn(view(11, kVp8Rtx), {}))->rtx);
  const std::vector<PublishedTrack> two{video_track(TrackId{1}, "", {}), video_track(TrackId{2}, "", {})};
  StreamTable ambiguous{two};
  EXPECT_FALSE(ambiguous.find_or_learn(view(10, kVp8Payload), {}));
}

TEST(StreamTable, ANewSsrcReplacesTheOldAndNumbersRise) {
  const std::vector<PublishedTrack> tracks{video_track(TrackId{2}, "1", {})};
  StreamTable table{tracks};
  Stream* first = *table.find_or_learn(view(10, kVp8Payload), names("1", nullptr));
  const auto before = first->reception.handle_packet(60'000, 0, false, Instant{}).sequence + first->sequence_offset;
  for (std::uint32_t ssrc = 11; ssrc < 200; ++ssrc) {
    ASSERT_TRUE(table.find_or_learn(view(ssrc, kVp8Payload), names("1", nullptr)));
  }
  EXPECT_EQ(table.streams().size(), 1U);
  EXPECT_EQ(table.find(10), nullptr);
  Stream* last = table.find(199);
  EXPECT_GT(last->reception.handle_packet(5, 0, false, Instant{}).sequence + last->sequence_offset, before);
}

TEST(StreamTable, KnowsAnnouncedSsrcs) {
  PublishedTrack track = video_track(TrackId{2}, "1", {});
  track.ssrcs = {77};
  track.rtx_ssrcs = {78};
  const std::vector<PublishedTrack> tracks{track};
  StreamTable table{tracks};
  ASSERT_NE(table.find(77), nullptr);
  EXPECT_TRUE(table.find(78)->rtx);
}

}  // namespace
}  // namespace diemcau::sfu
