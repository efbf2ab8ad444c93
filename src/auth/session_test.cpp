#include "auth/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"

namespace diemcau::auth {
namespace {

FillRandom fill_from(std::uint64_t seed) {
  return [random = Random{seed}](MutableBytes bytes) mutable {
    std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(random.u32()); });
  };
}

TEST(SessionTokens, HaveTwoHundredAndFiftySixBitsAndAKeyThatIsNotTheToken) {
  const FillRandom fill = fill_from(1);
  const std::string token = make_session_token(fill);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_NE(token, make_session_token(fill));
  const auto key = session_key(token);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->size(), 43U);
  EXPECT_NE(*key, token);
  EXPECT_EQ(key, session_key(token));
}

// FIPS 180-4: SHA-256, of 43 times "A"; computed apart with `printf … | sha256sum`.
TEST(SessionTokens, TheKeyIsSha256) {
  EXPECT_EQ(session_key(std::string(43, 'A')), "DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo");
}

TEST(SessionTokens, WhatIsNoTokenHasNoKey) {
  const std::string token = make_session_token(fill_from(2));
  for (std::size_t length = 0; length < token.size(); ++length) {
    EXPECT_FALSE(session_key(token.substr(0, length))) << length;
  }
  EXPECT_FALSE(session_key(token + "A"));
  EXPECT_FALSE(session_key(std::string(43, '=')));
  EXPECT_FALSE(session_key(std::string(43, '\0')));
}

TEST(Csrf, BelongsToOneToken) {
  const FillRandom fill = fill_from(3);
  const std::string token = make_session_token(fill);
  const std::string csrf = csrf_of(token);
  EXPECT_TRUE(is_csrf_of(csrf, token));
  EXPECT_FALSE(is_csrf_of(csrf, make_session_token(fill)));
  EXPECT_FALSE(is_csrf_of("", token));
  EXPECT_FALSE(is_csrf_of(token, token));
  EXPECT_FALSE(is_csrf_of(csrf.substr(1), token));
}

TEST(Sessions, LastTwelveHoursIdleAndSevenDaysInAll) {
  using std::chrono::hours;
  using std::chrono::milliseconds;
  const WallTime start{milliseconds{1'635'382'800'000}};
  EXPECT_FALSE(is_expired(start, start, start));
  EXPECT_FALSE(is_expired(start, start, start + hours{12} - milliseconds{1}));
  EXPECT_TRUE(is_expired(start, start, start + hours{12}));
  const WallTime last = start + hours{24 * 7};
  EXPECT_FALSE(is_expired(start, last - milliseconds{1}, last - milliseconds{1}));
  EXPECT_TRUE(is_expired(start, last - milliseconds{1}, last));
  EXPECT_FALSE(is_expired(start, start, start - hours{1})) << "the clock was set back";
}

}  // namespace
}  // namespace diemcau::auth
