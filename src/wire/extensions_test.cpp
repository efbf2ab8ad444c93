#include "wire/extensions.hpp"

#include <gtest/gtest.h>

namespace diemcau::wire {
namespace {

ExtensionMap full_map() {
  ExtensionMap map;
  for (std::uint8_t i = 0; i < kExtensionKinds; ++i) {
    EXPECT_TRUE(map.set(static_cast<std::uint8_t>(14 - i), static_cast<ExtensionKind>(i)));
  }
  return map;
}

TEST(Extensions, UrisGoThereAndBack) {
  for (std::uint8_t i = 0; i < kExtensionKinds; ++i) {
    const auto kind = static_cast<ExtensionKind>(i);
    EXPECT_EQ(extension_from_uri(extension_uri(kind)), kind);
  }
  EXPECT_FALSE(extension_from_uri("urn:ietf:params:rtp-hdrext:toffset"));
}

TEST(ExtensionMap, HoldsOneKindPerId) {
  ExtensionMap map;
  EXPECT_FALSE(map.set(0, ExtensionKind::mid));
  EXPECT_FALSE(map.set(15, ExtensionKind::mid));
  EXPECT_TRUE(map.set(4, ExtensionKind::mid));
  EXPECT_TRUE(map.set(4, ExtensionKind::mid));
  EXPECT_FALSE(map.set(4, ExtensionKind::rid));
  EXPECT_FALSE(map.set(5, ExtensionKind::mid));
  EXPECT_EQ(map.id(ExtensionKind::mid), 4);
  EXPECT_EQ(map.kind(4), ExtensionKind::mid);
  EXPECT_FALSE(map.id(ExtensionKind::rid));
  EXPECT_FALSE(map.kind(5));
  EXPECT_FALSE(map.kind(255));
}

TEST(Extensions, AllGoThereAndBack) {
  RtpExtensions sent;
  sent.mid = "0";
  sent.rid = "h";
  sent.repaired_rid = "0123456789abcdef";
  sent.audio_level = AudioLevel{true, 42};
  sent.transport_sequence = 0xfedc;
  sent.abs_send_time = 0xabcdef;
  sent.video_orientation = VideoOrientation{true, false, 270};
  sent.playout_delay = PlayoutDelay{1, 4095};
  const ExtensionList list = encode_extensions(sent, full_map());
  EXPECT_EQ(list.count(), kExtensionKinds);
  EXPECT_TRUE(list.fits_one_byte());
  std::array<std::uint8_t, 200> target{};
  const auto size = write_rtp(target, {}, list, {});
  ASSERT_TRUE(size);
  const auto view = parse_rtp(Bytes{target}.first(*size));
  ASSERT_TRUE(view);
  EXPECT_EQ(parse_extensions(*view, full_map()), sent);
  EXPECT_EQ(parse_extensions(*view, ExtensionMap{}), RtpExtensions{});
}

TEST(Extensions, NotNegotiatedIsNotSent) {
  RtpExtensions sent;
  sent.mid = "0";
  sent.transport_sequence = 1;
  ExtensionMap map;
  map.set(3, ExtensionKind::transport_sequence);
  const ExtensionList list = encode_extensions(sent, map);
  ASSERT_EQ(list.count(), 1U);
  EXPECT_EQ(list[0].id, 3);
}

TEST(Extensions, WrongSizesCountAsAbsent) {
  const std::vector<std::uint8_t> value(20, 1);
  for (std::size_t size = 0; size <= value.size(); ++size) {
    ExtensionList list;
    for (std::uint8_t id = 7; id <= 14; ++id) {
      (void)list.add(id, Bytes{value}.first(size));
    }
    std::array<std::uint8_t, 400> target{};
    const auto written = write_rtp(target, {}, list, {});
    const auto view = parse_rtp(Bytes{target}.first(*written));
    const RtpExtensions extensions = parse_extensions(*view, full_map());
    EXPECT_EQ(extensions.mid.has_value(), size >= 1 && size <= kMaxExtensionText);
    EXPECT_EQ(extensions.audio_level.has_value(), size >= 1);
    EXPECT_EQ(extensions.transport_sequence.has_value(), size == 2);
    EXPECT_EQ(extensions.abs_send_time.has_value(), size == 3);
    EXPECT_EQ(extensions.video_orientation.has_value(), size == 1);
    EXPECT_EQ(extensions.playout_delay.has_value(), size == 3);
  }
}

}  // namespace
}  // namespace diemcau::wire
