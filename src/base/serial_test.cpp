#include "base/serial.hpp"

#include <gtest/gtest.h>

namespace diemcau {
namespace {

TEST(Serial, NewerFollowsTheShorterWay) {
  EXPECT_TRUE(is_newer<std::uint16_t>(1, 0));
  EXPECT_TRUE(is_newer<std::uint16_t>(0, 65535));
  EXPECT_FALSE(is_newer<std::uint16_t>(65535, 0));
  EXPECT_FALSE(is_newer<std::uint16_t>(7, 7));
}

TEST(Serial, ExactlyOneOfTwoDifferingNumbersIsNewer) {
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; ++b) {
      const auto x = static_cast<std::uint8_t>(a);
      const auto y = static_cast<std::uint8_t>(b);
      EXPECT_EQ(is_newer(x, y) + is_newer(y, x), a == b ? 0 : 1) << a << " " << b;
    }
  }
}

TEST(Unwrapper, FollowsTheCircleForward) {
  Unwrapper<std::uint16_t> unwrapper;
  const std::int64_t first = unwrapper.unwrap(65534);
  for (int step = 1; step < 200'000; ++step) {
    ASSERT_EQ(unwrapper.unwrap(static_cast<std::uint16_t>(65534 + step)), first + step);
  }
}

TEST(Unwrapper, ReorderedNumbersDoNotMoveTheNewest) {
  Unwrapper<std::uint16_t> unwrapper;
  const std::int64_t zero = unwrapper.unwrap(0);
  EXPECT_EQ(unwrapper.unwrap(65535), zero - 1);
  EXPECT_EQ(unwrapper.newest(), zero);
  EXPECT_EQ(unwrapper.unwrap(1), zero + 1);
}

TEST(Unwrapper, PeekRemembersNothing) {
  Unwrapper<std::uint32_t> unwrapper;
  const std::int64_t first = unwrapper.unwrap(10);
  EXPECT_EQ(unwrapper.peek(20), first + 10);
  EXPECT_EQ(unwrapper.newest(), first);
}

}  // namespace
}  // namespace diemcau
