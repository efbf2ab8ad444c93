#include "wire/vp8.hpp"

#include <gtest/gtest.h>

#include "wire/codec.hpp"
#include "wire/hex_for_tests.hpp"

namespace diemcau::wire {
namespace {

// 15-bit picture id, TL0PICIDX, TID and KEYIDX; then a key frame of 640x480.
constexpr std::string_view kKeyFrame = "90 f0 91 23 45 a7  50 42 00 9d 01 2a 80 02 e0 01 00";

TEST(Vp8, ReadsEveryField) {
  const auto bytes = from_hex(kKeyFrame);
  const auto descriptor = parse_vp8(bytes);
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->frame_start());
  EXPECT_EQ(descriptor->picture_id, 0x1123);
  EXPECT_TRUE(descriptor->picture_id_15_bits);
  EXPECT_EQ(descriptor->tl0_picture_index, 0x45);
  EXPECT_EQ(descriptor->temporal_layer, 2);
  EXPECT_TRUE(descriptor->layer_sync);
  EXPECT_EQ(descriptor->key_index, 7);
  EXPECT_EQ(descriptor->size, 6);
  const auto info = describe_payload(Codec::vp8, bytes);
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->key_frame);
  EXPECT_EQ(info->width_px, 640);
  EXPECT_EQ(info->height_px, 480);
}

TEST(Vp8, DescriptorForms) {
  struct Case {
    const char* hex;
    std::size_t size;
    int picture_id;
    int temporal_layer;
  };
  for (const auto& [hex, size, picture_id, temporal_layer] : {
           Case{"10 01 00 00", 1, -1, -1},
           Case{"90 80 12 01 00 00", 3, 0x12, -1},
           Case{"90 80 81 12 01 00 00", 4, 0x112, -1},
           Case{"90 20 40 01 00 00", 3, -1, 1},
           Case{"90 10 ff 01 00 00", 3, -1, -1},
           Case{"90 e0 01 02 c0 01 00 00", 5, 1, 3},
       }) {
    const auto bytes = from_hex(hex);
    const auto descriptor = parse_vp8(bytes);
    ASSERT_TRUE(descriptor) << hex;
    EXPECT_EQ(descriptor->size, size) << hex;
    EXPECT_EQ(descriptor->picture_id ? *descriptor->picture_id : -1, picture_id) << hex;
    EXPECT_EQ(descriptor->temporal_layer ? *descriptor->temporal_layer : -1, temporal_layer) << hex;
    EXPECT_FALSE(describe_payload(Codec::vp8, bytes)->key_frame) << hex;
  }
}

TEST(Vp8, LaterPacketsOfAKeyFrameAreNoKeyFrameStart) {
  auto bytes = from_hex(kKeyFrame);
  bytes[0] = 0x80;
  EXPECT_FALSE(describe_payload(Codec::vp8, bytes)->key_frame);
  bytes[0] = 0x91;  // the start of partition 1
  EXPECT_FALSE(describe_payload(Codec::vp8, bytes)->key_frame);
}

TEST(Vp8, LengthSweep) {
  const auto bytes = from_hex(kKeyFrame);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(parse_vp8(Bytes{bytes}.first(size)).has_value(), size > 6) << size;
    const auto info = describe_payload(Codec::vp8, Bytes{bytes}.first(size));
    EXPECT_EQ(info && info->key_frame, size >= 16) << size;
  }
}

TEST(Vp8, RewritesInPlace) {
  auto bytes = from_hex(kKeyFrame);
  const auto before = parse_vp8(bytes);
  rewrite_vp8(bytes, *before, 0x7ffe, 0x99);
  const auto after = parse_vp8(bytes);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->picture_id, 0x7ffe);
  EXPECT_EQ(after->tl0_picture_index, 0x99);
  EXPECT_EQ(after->temporal_layer, before->temporal_layer);

  auto narrow = from_hex("90 80 12 01 00 00");
  rewrite_vp8(narrow, *parse_vp8(narrow), 0x1ff, 0x99);
  EXPECT_EQ(narrow, from_hex("90 80 7f 01 00 00"));
  auto none = from_hex("10 01 00 00");
  rewrite_vp8(none, *parse_vp8(none), 0x1ff, 0x99);
  EXPECT_EQ(none, from_hex("10 01 00 00"));
}

TEST(Vp8, KeyFrameNeedsItsStartCode) {
  EXPECT_FALSE(parse_vp8_frame_header(from_hex("50 42 00 9d 01 2b 80 02 e0 01")));
  EXPECT_TRUE(parse_vp8_frame_header(from_hex("51 42 00")));
  EXPECT_FALSE(parse_vp8_frame_header(from_hex("51 42")));
  // The scale takes the upper two bits.
  EXPECT_EQ(parse_vp8_frame_header(from_hex("50 42 00 9d 01 2a 80 c2 e0 41"))->width_px, 640);
}

}  // namespace
}  // namespace diemcau::wire
