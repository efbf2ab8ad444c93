#include "base/token_bucket.hpp"

#include <gtest/gtest.h>

namespace diemcau {
namespace {

using std::chrono::milliseconds;

TEST(TokenBucket, LetsABurstThroughAndThenSoManyASecond) {
  TokenBucket bucket{3, 2};
  Instant now{};
  int passed = 0;
  for (int i = 0; i < 10; ++i) {
    passed += bucket.take(now) ? 1 : 0;
  }
  EXPECT_EQ(passed, 3);
  for (int i = 0; i < 40; ++i) {
    now += milliseconds{100};
    passed += bucket.take(now) ? 1 : 0;
  }
  EXPECT_EQ(passed, 3 + 8);
}

TEST(TokenBucket, RestsFillItNoHigherThanTheBurst) {
  TokenBucket bucket{3, 2};
  EXPECT_TRUE(bucket.take(Instant{}));
  const Instant later = Instant{} + std::chrono::hours{1};
  for (const bool expected : {true, true, true, false}) {
    EXPECT_EQ(bucket.take(later), expected);
  }
}

}  // namespace
}  // namespace diemcau
