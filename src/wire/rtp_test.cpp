#include "wire/rtp.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/hex_for_tests.hpp"
#include "wire/rtx.hpp"

namespace diemcau::wire {
namespace {

// Marker, padding of 8, two CSRCs, a one-byte extension, "payload".
constexpr std::string_view kFull = R"(
    b2 e4 00 58 65 43 12 78 12 34 56 78
    34 56 78 90 32 43 54 65
    be de 00 02 12 00 56 ce 00 30 aa 00
    70 61 79 6c 6f 61 64
    00 00 00 00 00 00 00 08)";

TEST(Rtp, ReadsEveryField) {
  const auto bytes = from_hex(kFull);
  const auto view = parse_rtp(bytes);
  ASSERT_TRUE(view);
  EXPECT_TRUE(view->marker);
  EXPECT_EQ(view->payload_type, 100);
  EXPECT_EQ(view->sequence, 0x58);
  EXPECT_EQ(view->timestamp, 0x65431278U);
  EXPECT_EQ(view->ssrc, 0x12345678U);
  EXPECT_EQ(view->csrcs.size(), 8U);
  EXPECT_EQ(as_text(view->payload), "payload");
  EXPECT_EQ(view->padding, 8);
  EXPECT_EQ(view->header_size(), 32U);
  ExtensionReader reader(*view);
  auto element = reader.next();
  ASSERT_TRUE(element);
  EXPECT_EQ(element->id, 1);
  EXPECT_EQ(element->value.size(), 3U);
  element = reader.next();
  ASSERT_TRUE(element);
  EXPECT_EQ(element->id, 3);
  EXPECT_EQ(element->value[0], 0xaa);
  EXPECT_FALSE(reader.next());
}

TEST(Rtp, LengthSweep) {
  const auto bytes = from_hex(kFull);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto view = parse_rtp(Bytes{bytes}.first(size));
    if (size < 20) {
      ASSERT_FALSE(view);
      EXPECT_EQ(view.error(), RtpError::too_short) << size;
    } else if (size < 32) {
      ASSERT_FALSE(view);
      EXPECT_EQ(view.error(), RtpError::bad_extension) << size;
    } else if (!view) {
      EXPECT_EQ(view.error(), RtpError::bad_padding) << size;
    }
  }
}

TEST(Rtp, RefusesOtherVersionsAndPadding) {
  auto bytes = from_hex("80 60 0001 00000002 00000003");
  EXPECT_TRUE(parse_rtp(bytes));
  bytes[0] = 0x40;
  EXPECT_EQ(parse_rtp(bytes).error(), RtpError::bad_version);
  EXPECT_EQ(parse_rtp(from_hex("a0 60 0001 00000002 00000003")).error(), RtpError::bad_padding);
  EXPECT_EQ(parse_rtp(from_hex("a0 60 0001 00000002 00000003 00")).error(), RtpError::bad_padding);
  EXPECT_EQ(parse_rtp(from_hex("a0 60 0001 00000002 00000003 02")).error(), RtpError::bad_padding);
  const auto probe = from_hex("a0 60 0001 00000002 00000003 00 02");
  ASSERT_TRUE(parse_rtp(probe));
  EXPECT_TRUE(parse_rtp(probe)->payload.empty());
}

TEST(Rtp, TellsRtpFromRtcp) {
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 60 0001 00000002 00000003")), RtpOrRtcp::rtp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 e0 0001 00000002 00000003")), RtpOrRtcp::rtp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 bf 0001 00000002 00000003")), RtpOrRtcp::rtp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 c8 0000")), RtpOrRtcp::rtcp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 c0 0000")), RtpOrRtcp::rtcp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 df 0000")), RtpOrRtcp::rtcp);
  EXPECT_EQ(rtp_or_rtcp(from_hex("80 60 0001 00000002")), RtpOrRtcp::neither);
  EXPECT_EQ(rtp_or_rtcp(from_hex("00 01 0000 2112a442")), RtpOrRtcp::neither);
  EXPECT_EQ(rtp_or_rtcp({}), RtpOrRtcp::neither);
}

TEST(Rtp, WritesWhatItReads) {
  const std::vector<std::uint8_t> value(20, 7);
  for (const std::size_t longest : {3U, 16U, 17U}) {
    for (const std::uint8_t padding : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{255}}) {
      ExtensionList extensions;
      EXPECT_FALSE(extensions.add(0, value));
      EXPECT_TRUE(extensions.add(1, Bytes{value}.first(1)));
      EXPECT_TRUE(extensions.add(14, Bytes{value}.first(longest)));
      EXPECT_EQ(extensions.fits_one_byte(), longest <= 16);
      std::array<std::uint8_t, 600> target{};
      const RtpHeader header{true, 96, 65535, 4'000'000'000, 17};
      const auto size = write_rtp(target, header, extensions, as_bytes("payload"), padding);
      ASSERT_TRUE(size);
      EXPECT_EQ(*size, rtp_header_size(extensions) + 7 + padding);
      const auto view = parse_rtp(Bytes{target}.first(*size));
      ASSERT_TRUE(view);
      EXPECT_TRUE(view->marker);
      EXPECT_EQ(view->payload_type, 96);
      EXPECT_EQ(view->sequence, 65535);
      EXPECT_EQ(view->timestamp, 4'000'000'000U);
      EXPECT_EQ(view->ssrc, 17U);
      EXPECT_EQ(as_text(view->payload), "payload");
      EXPECT_EQ(view->padding, padding);
      ExtensionReader reader(*view);
      EXPECT_EQ(reader.next()->id, 1);
      EXPECT_TRUE(std::ranges::equal(reader.next()->value, Bytes{value}.first(longest)));
      EXPECT_FALSE(reader.next());
      EXPECT_FALSE(write_rtp(MutableBytes{target}.first(*size - 1), header, extensions, as_bytes("payload"), padding));
    }
  }
}

TEST(Rtp, ExtensionWalkEndsAtFifteenAndAtTheEnd) {
  const auto count = [](std::string_view hex) {
    const auto bytes = from_hex(hex);
    const auto view = parse_rtp(bytes);
    std::size_t elements = 0;
    for (ExtensionReader reader(*view); reader.next();) {
      ++elements;
    }
    return elements;
  };
  const std::string header = "90 60 0001 00000002 00000003 ";
  EXPECT_EQ(count(header + "bede 0001 10aa 20bb"), 2U);
  EXPECT_EQ(count(header + "bede 0001 10aa f0bb"), 1U);  // 15: stop
  EXPECT_EQ(count(header + "bede 0001 10aa 21bb"), 1U);  // runs past the end
  EXPECT_EQ(count(header + "1000 0001 0101 aa02"), 1U);  // length missing
  EXPECT_EQ(count(header + "1005 0001 0100 0200"), 2U);  // appbits, empty values
  EXPECT_EQ(count(header + "abcd 0001 10aa 20bb"), 0U);  // another profile
  EXPECT_EQ(count(header + "bede 0000"), 0U);
}

TEST(Rtp, ExtensionListIsBounded) {
  const std::vector<std::uint8_t> value(100, 1);
  ExtensionList by_bytes;
  EXPECT_TRUE(by_bytes.add(1, value));
  EXPECT_TRUE(by_bytes.add(2, value));
  EXPECT_FALSE(by_bytes.add(3, value));
  EXPECT_EQ(by_bytes.count(), 2U);
  ExtensionList by_count;
  for (std::size_t i = 0; i < ExtensionList::kMaxElements; ++i) {
    EXPECT_TRUE(by_count.add(1, {}));
  }
  EXPECT_FALSE(by_count.add(1, {}));
}

TEST(Rtx, WrapsAndUnwraps) {
  std::array<std::uint8_t, 100> target{};
  const auto size = write_rtx(target, {false, 97, 1, 2, 3}, {}, 0xabcd, as_bytes("video"));
  ASSERT_TRUE(size);
  const auto view = parse_rtp(Bytes{target}.first(*size));
  ASSERT_TRUE(view);
  const auto rtx = parse_rtx(view->payload);
  ASSERT_TRUE(rtx);
  EXPECT_EQ(rtx->original_sequence, 0xabcd);
  EXPECT_EQ(as_text(rtx->payload), "video");
  EXPECT_FALSE(parse_rtx(view->payload.first(1)));
  EXPECT_FALSE(write_rtx(MutableBytes{target}.first(*size - 1), {}, {}, 0, as_bytes("video")));
}

}  // namespace
}  // namespace diemcau::wire
