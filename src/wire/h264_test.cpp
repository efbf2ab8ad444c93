#include "wire/h264.hpp"

#include <gtest/gtest.h>

#include "wire/codec.hpp"
#include "wire/hex_for_tests.hpp"

namespace diemcau::wire {
namespace {

// Packs syntax elements as ITU-T H.264 section 7.3.2.1.1 writes them, emulation prevention included.
class SpsWriter {
 public:
  SpsWriter& bits(std::uint32_t value, unsigned count) {
    for (unsigned i = count; i > 0; --i) {
      bits_.push_back((value >> (i - 1) & 1U) != 0);
    }
    return *this;
  }
  SpsWriter& ue(std::uint32_t value) {
    unsigned length = 0;
    while ((value + 1) >> (length + 1) != 0) {
      ++length;
    }
    return bits(0, length).bits(value + 1, length + 1);
  }
  [[nodiscard]] std::vector<std::uint8_t> finish(std::uint8_t profile) {
    bits(1, 1);
    while (bits_.size() % 8 != 0) {
      bits_.push_back(false);
    }
    std::vector<std::uint8_t> bytes{0x67, profile, 0, 31};
    unsigned zeros = 0;
    for (std::size_t i = 0; i < bits_.size(); i += 8) {
      unsigned byte = 0;
      for (std::size_t bit = 0; bit < 8; ++bit) {
        byte = byte << 1U | (bits_[i + bit] ? 1U : 0U);
      }
      if (zeros >= 2 && byte <= 3) {
        bytes.push_back(3);
        zeros = 0;
      }
      zeros = byte == 0 ? zeros + 1 : 0;
      bytes.push_back(static_cast<std::uint8_t>(byte));
    }
    return bytes;
  }

 private:
  std::vector<bool> bits_;
};

// Baseline, picture order type 2, the given size in macroblocks and crop in units.
std::vector<std::uint8_t> baseline_sps(std::uint32_t width_mbs, std::uint32_t height_mbs, std::uint32_t crop_bottom) {
  SpsWriter sps;
  sps.ue(0).ue(0).ue(2).ue(1).bits(0, 1).ue(width_mbs - 1).ue(height_mbs - 1).bits(1, 1).bits(1, 1);
  sps.bits(crop_bottom != 0 ? 1 : 0, 1);
  if (crop_bottom != 0) {
    sps.ue(0).ue(0).ue(0).ue(crop_bottom);
  }
  return sps.bits(0, 1).finish(66);
}

TEST(H264Sps, Sizes) {
  const auto vga = parse_h264_sps(baseline_sps(40, 30, 0));
  ASSERT_TRUE(vga);
  EXPECT_EQ(vga->width_px, 640);
  EXPECT_EQ(vga->height_px, 480);
  const auto full_hd = parse_h264_sps(baseline_sps(120, 68, 4));
  ASSERT_TRUE(full_hd);
  EXPECT_EQ(full_hd->width_px, 1920);
  EXPECT_EQ(full_hd->height_px, 1080);
}

TEST(H264Sps, HighProfileWithScalingListsAndFields) {
  SpsWriter sps;
  sps.ue(0).ue(1).ue(0).ue(0).bits(0, 1).bits(1, 1);
  sps.bits(1, 1);
  for (int i = 0; i < 16; ++i) {
    sps.ue(0);  // one list of flat deltas
  }
  sps.bits(0, 7);
  sps.ue(0).ue(1).bits(0, 1).ue(0).ue(0).ue(2).ue(0).ue(0);  // picture order type 1, two offsets
  sps.ue(4).bits(0, 1).ue(119).ue(33).bits(0, 1).bits(0, 1).bits(1, 1);
  sps.bits(1, 1).ue(0).ue(0).ue(0).ue(2).bits(0, 1);
  const auto size = parse_h264_sps(sps.finish(100));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width_px, 1920);
  EXPECT_EQ(size->height_px, 1080);
}

TEST(H264Sps, RealOneFromAnEncoder) {
  // x264, High, 1280x720, with emulation prevention bytes in its VUI.
  const auto size =
      parse_h264_sps(from_hex("67 64 00 1f ac d9 40 50 05 bb 01 10 00 00 03 00 10 00 00 03 03 c0 f1 83 19 60"));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width_px, 1280);
  EXPECT_EQ(size->height_px, 720);
}

TEST(H264Sps, LengthSweep) {
  const auto sps = baseline_sps(120, 68, 4);
  for (std::size_t size = 0; size + 1 < sps.size(); ++size) {
    EXPECT_FALSE(parse_h264_sps(Bytes{sps}.first(size))) << size;
  }
  EXPECT_FALSE(parse_h264_sps(std::vector<std::uint8_t>(100, 0)));
  auto zeros = std::vector<std::uint8_t>(100, 0);
  zeros[0] = 0x67;
  EXPECT_FALSE(parse_h264_sps(zeros));
  EXPECT_FALSE(parse_h264_sps(baseline_sps(2, 1, 100)));  // more cropped than there is
  EXPECT_FALSE(parse_h264_sps(baseline_sps(0x10000, 1, 0)));
}

TEST(H264, PacketTypes) {
  struct Case {
    const char* hex;
    bool parses;
    bool key;
    bool start;
  };
  for (const auto& [hex, parses, key, start] : {
           Case{"41 9a", true, false, true},                     // slice, first macroblock
           Case{"41 1a", true, false, false},                    // a later slice
           Case{"65 88", true, true, true},                      // IDR
           Case{"68 ce", true, false, false},                    // PPS
           Case{"09 10", true, false, true},                     // delimiter
           Case{"78 0002 68ce 0002 6588", true, true, true},     // STAP-A
           Case{"78 0002 68ce 0003 6588", false, false, false},  // runs past the end
           Case{"78 0000", false, false, false},
           Case{"78", false, false, false},
           Case{"78 0002 78aa", false, false, false},  // aggregate in an aggregate
           Case{"7c 85 88", true, true, true},         // FU-A, first fragment of an IDR
           Case{"7c 05 88", true, false, false},       // a middle one
           Case{"7c 45 88", true, false, false},       // the last
           Case{"7c 85", false, false, false},
           Case{"7c 9c 88", false, false, false},  // FU-A in an FU-A
           Case{"79 00", false, false, false},     // STAP-B
           Case{"7d 85 00", false, false, false},  // FU-B
           Case{"60 00", false, false, false},
           Case{"", false, false, false},
       }) {
    const auto bytes = from_hex(hex);
    const auto info = describe_payload(Codec::h264, bytes);
    ASSERT_EQ(info.has_value(), parses) << hex;
    if (info) {
      EXPECT_EQ(info->key_frame, key) << hex;
      EXPECT_EQ(info->frame_start, start) << hex;
    }
  }
  EXPECT_TRUE(describe_payload(Codec::h264, from_hex("01 9a"))->discardable);
  EXPECT_FALSE(describe_payload(Codec::h264, from_hex("41 9a"))->discardable);
}

TEST(H264, SizeComesWithTheKeyFrame) {
  const auto sps = baseline_sps(40, 30, 0);
  std::vector<std::uint8_t> packet{0x78, 0, static_cast<std::uint8_t>(sps.size())};
  packet.insert(packet.end(), sps.begin(), sps.end());
  const auto info = describe_payload(Codec::h264, packet);
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->key_frame);
  EXPECT_EQ(info->width_px, 640);
  EXPECT_EQ(info->height_px, 480);
}

}  // namespace
}  // namespace diemcau::wire
