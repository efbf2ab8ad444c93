#include "wire/vp9.hpp"

#include <gtest/gtest.h>

#include "wire/codec.hpp"
#include "wire/hex_for_tests.hpp"

namespace diemcau::wire {
namespace {

// I, L, B, V: 15-bit picture id, layers, TL0PICIDX, a scalability structure of two sizes and one picture group.
constexpr std::string_view kKeyFrame = "aa 81 02 10 33  38 0140 00b4 0280 0168 02 04 01 28 0102  aa bb";

TEST(Vp9, ReadsEveryField) {
  const auto bytes = from_hex(kKeyFrame);
  const auto descriptor = parse_vp9(bytes);
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->frame_start);
  EXPECT_FALSE(descriptor->frame_end);
  EXPECT_TRUE(descriptor->key_frame_start());
  EXPECT_EQ(descriptor->picture_id, 0x102);
  EXPECT_EQ(descriptor->tl0_picture_index, 0x33);
  EXPECT_EQ(descriptor->temporal_layer, 0);
  EXPECT_TRUE(descriptor->switching_up_point);
  EXPECT_EQ(descriptor->width_px, 640);
  EXPECT_EQ(descriptor->height_px, 360);
  EXPECT_EQ(descriptor->size, bytes.size() - 2);
  const auto info = describe_payload(Codec::vp9, bytes);
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->key_frame);
  EXPECT_EQ(info->width_px, 640);
}

TEST(Vp9, LengthSweep) {
  const auto bytes = from_hex(kKeyFrame);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(parse_vp9(Bytes{bytes}.first(size)).has_value(), size == bytes.size() - 1) << size;
  }
}

TEST(Vp9, FlexibleModeHasReferencesInPlaceOfTl0) {
  const auto bytes = from_hex("fc 05 40 03 04 aa");  // I P L F B E, two references
  const auto descriptor = parse_vp9(bytes);
  ASSERT_TRUE(descriptor);
  EXPECT_EQ(descriptor->size, 5);
  EXPECT_EQ(descriptor->picture_id, 5);
  EXPECT_EQ(descriptor->temporal_layer, 2);
  EXPECT_FALSE(descriptor->tl0_picture_index);
  EXPECT_FALSE(descriptor->key_frame_start());
  EXPECT_FALSE(parse_vp9(from_hex("58 03 03 03 04 aa")));  // a fourth reference
}

TEST(Vp9, OnlyTheLowestSpatialLayerStartsAKeyFrame) {
  EXPECT_TRUE(parse_vp9(from_hex("28 00 01 aa"))->key_frame_start());
  EXPECT_FALSE(parse_vp9(from_hex("28 03 01 aa"))->key_frame_start());
  EXPECT_FALSE(parse_vp9(from_hex("20 00 01 aa"))->key_frame_start());
  EXPECT_FALSE(parse_vp9(from_hex("68 00 01 aa"))->key_frame_start());
}

TEST(Vp9, RewritesInPlace) {
  auto bytes = from_hex(kKeyFrame);
  rewrite_vp9(bytes, *parse_vp9(bytes), 0x7abc, 0x44);
  EXPECT_EQ(parse_vp9(bytes)->picture_id, 0x7abc);
  EXPECT_EQ(parse_vp9(bytes)->tl0_picture_index, 0x44);
}

}  // namespace
}  // namespace diemcau::wire
