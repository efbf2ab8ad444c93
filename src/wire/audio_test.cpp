#include <gtest/gtest.h>

#include "wire/codec.hpp"
#include "wire/hex_for_tests.hpp"
#include "wire/opus.hpp"
#include "wire/red.hpp"

namespace diemcau::wire {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST(Opus, Durations) {
  struct Case {
    const char* hex;
    OpusMode mode;
    Duration duration;
    bool stereo;
  };
  for (const auto& [hex, mode, duration, stereo] : {
           Case{"00 aa bb", OpusMode::silk, milliseconds{10}, false},
           Case{"18 aa bb", OpusMode::silk, milliseconds{60}, false},
           Case{"60 aa bb", OpusMode::hybrid, milliseconds{10}, false},
           Case{"78 aa bb", OpusMode::hybrid, milliseconds{20}, false},
           Case{"80 aa bb", OpusMode::celt, microseconds{2500}, false},
           Case{"fc aa bb", OpusMode::celt, milliseconds{20}, true},
           Case{"fd aa bb", OpusMode::celt, milliseconds{40}, true},
           Case{"fe aa bb", OpusMode::celt, milliseconds{40}, true},
           Case{"ff 06 bb", OpusMode::celt, milliseconds{120}, true},
           Case{"83 30 bb", OpusMode::celt, milliseconds{120}, false},
       }) {
    const auto packet = parse_opus(from_hex(hex));
    ASSERT_TRUE(packet) << hex;
    EXPECT_EQ(packet->mode, mode) << hex;
    EXPECT_EQ(packet->duration, duration) << hex;
    EXPECT_EQ(packet->stereo, stereo) << hex;
    EXPECT_FALSE(packet->dtx);
  }
  EXPECT_TRUE(parse_opus(from_hex("78"))->dtx);
  for (const char* hex : {"", "ff", "ff 00", "ff 07", "83 31"}) {
    EXPECT_FALSE(parse_opus(from_hex(hex))) << hex;
  }
}

TEST(Red, ReadsBlocksInOrder) {
  // Two redundant Opus blocks of 3 and 2 bytes, 1920 and 960 back, and a primary.
  const auto bytes = from_hex("ef 1e0003 ef 0f0002 6f  010203 0405 060708");
  const auto red = parse_red(bytes);
  ASSERT_TRUE(red);
  ASSERT_EQ(red->redundant().size(), 2U);
  EXPECT_EQ(red->redundant()[0].timestamp_offset, 1920);
  EXPECT_EQ(red->redundant()[0].data.size(), 3U);
  EXPECT_EQ(red->redundant()[1].timestamp_offset, 960);
  EXPECT_EQ(red->redundant()[1].data[0], 4);
  EXPECT_EQ(red->primary().payload_type, 111);
  EXPECT_EQ(red->primary().timestamp_offset, 0);
  EXPECT_EQ(red->primary().data.size(), 3U);
  for (std::size_t size = 0; size < 14; ++size) {
    EXPECT_FALSE(parse_red(Bytes{bytes}.first(size))) << size;
  }
}

TEST(Red, BlocksAreBounded) {
  for (const std::size_t redundant : {RedPayload::kMaxBlocks - 1, RedPayload::kMaxBlocks}) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < redundant; ++i) {
      bytes.insert(bytes.end(), {0xef, 0, 0, 0});
    }
    bytes.push_back(0x6f);
    EXPECT_EQ(parse_red(bytes).has_value(), redundant < RedPayload::kMaxBlocks);
  }
}

TEST(Codec, NamesGoThereAndBack) {
  for (const auto codec : {Codec::opus, Codec::red, Codec::vp8, Codec::h264, Codec::vp9, Codec::rtx}) {
    EXPECT_EQ(codec_from_name(codec_name(codec)), codec);
    EXPECT_FALSE(describe_payload(codec, {}));
  }
  EXPECT_EQ(codec_from_name("OPUS"), Codec::opus);
  EXPECT_FALSE(codec_from_name("AV1"));
  EXPECT_FALSE(codec_from_name(""));
}

}  // namespace
}  // namespace diemcau::wire
