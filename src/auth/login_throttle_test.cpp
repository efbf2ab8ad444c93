#include "auth/login_throttle.hpp"

#include <gtest/gtest.h>

namespace diemcau::auth {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kStart = Instant{} + hours{1};
const IpAddress kHere = *IpAddress::parse("192.0.2.1");

std::optional<long> wait_s(std::optional<Duration> wait) {
  return wait ? std::optional{std::chrono::duration_cast<seconds>(*wait).count()} : std::nullopt;
}

TEST(Attempts, WaitTwiceAsLongEachTimeUpToALimit) {
  Attempts attempts{{.free = 3, .longest_wait = seconds{10}}};
  Instant now = kStart;
  for (const int expected : {0, 0, 0, 1, 2, 4, 8, 10, 10}) {
    EXPECT_EQ(attempts.wait("an", now), seconds{expected});
    now += seconds{expected};
    EXPECT_EQ(attempts.wait("an", now), Duration::zero());
    attempts.count("an", now);
  }
  EXPECT_EQ(attempts.wait("binh", now), Duration::zero()) << "others do not wait";
}

TEST(Attempts, AreForgottenAfterAnHourAndWhenTheyShall) {
  Attempts attempts{{.free = 1, .longest_wait = minutes{1}}};
  attempts.count("an", kStart);
  attempts.count("an", kStart);
  EXPECT_EQ(attempts.wait("an", kStart), seconds{2});
  attempts.take_back("an");
  EXPECT_EQ(attempts.wait("an", kStart), seconds{1});
  attempts.forget("an");
  EXPECT_EQ(attempts.wait("an", kStart), Duration::zero());
  attempts.take_back("an");

  for (int i = 0; i < 10; ++i) {
    attempts.count("an", kStart);
  }
  attempts.count("an", kStart + kAttemptsForgotten + seconds{1});
  EXPECT_EQ(attempts.wait("an", kStart + kAttemptsForgotten + seconds{1}), seconds{1});
}

TEST(Attempts, NeedBoundedMemoryAndKeepTheLatest) {
  Attempts attempts{{.free = 1, .longest_wait = minutes{1}}};
  for (std::size_t i = 0; i < kMaxAttempters; ++i) {
    attempts.count(std::to_string(i), kStart);
  }
  attempts.count("0", kStart);
  attempts.count("another", kStart);
  EXPECT_EQ(attempts.size(), kMaxAttempters);
  EXPECT_GT(attempts.wait("0", kStart), Duration::zero());
  EXPECT_EQ(attempts.wait("1", kStart), Duration::zero()) << "the one longest quiet is forgotten";
}

TEST(LoginThrottle, CountsWhatIsUnderWayAndForgivesWhatSucceeded) {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(throttle.attempt("an", kHere, kStart), std::nullopt);
  }
  EXPECT_EQ(wait_s(throttle.attempt("an", kHere, kStart)), 1);
  throttle.succeeded("an", kHere);
  EXPECT_EQ(throttle.attempt("an", kHere, kStart), std::nullopt);
}

TEST(LoginThrottle, OneAddressCannotGuessManyNames) {
  LoginThrottle throttle;
  int admitted = 0;
  for (int i = 0; i < 100; ++i) {
    admitted += throttle.attempt("name-" + std::to_string(i), kHere, kStart) ? 0 : 1;
  }
  EXPECT_EQ(admitted, 30);
  EXPECT_EQ(throttle.attempt("another", *IpAddress::parse("192.0.2.2"), kStart), std::nullopt);
}

TEST(LoginThrottle, SigningInToAnAccountOfOnesOwnDoesNotFreeTheAddress) {
  LoginThrottle throttle;
  for (int i = 0; i < 29; ++i) {
    (void)throttle.attempt("name-" + std::to_string(i), kHere, kStart);
  }
  EXPECT_EQ(throttle.attempt("own", kHere, kStart), std::nullopt);
  throttle.succeeded("own", kHere);
  EXPECT_EQ(throttle.attempt("name-30", kHere, kStart), std::nullopt);
  EXPECT_NE(throttle.attempt("name-31", kHere, kStart), std::nullopt);
}

TEST(ClientKey, IsTheAddressOrThePrefixOfSixtyFourBits) {
  const auto key = [](const char* text) { return client_key(*IpAddress::parse(text)); };
  EXPECT_NE(key("192.0.2.1"), key("192.0.2.2"));
  EXPECT_EQ(key("192.0.2.1"), key("::ffff:192.0.2.1"));
  EXPECT_EQ(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
  EXPECT_NE(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace diemcau::auth
