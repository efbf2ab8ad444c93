#include "auth/token.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "auth/base64url.hpp"
#include "auth/secure_random.hpp"
#include "base/random.hpp"

namespace diemcau::auth {
namespace {

ServerKey key_of(std::uint8_t seed) {
  ServerKey key{};
  key.fill(seed);
  return key;
}

// A token with any claims text, correctly signed.
std::string signed_text(std::string_view claims, const ServerKey& key) {
  const std::string part = "dc1." + to_base64url(as_bytes(claims));
  std::array<std::uint8_t, 32> mac{};
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), as_bytes(part).data(), part.size(), mac.data(), nullptr);
  return part + "." + to_base64url(mac);
}

const Claims kSite{ConferenceId{"hoi-thao"}, LinkId{"l1"}, Role::site, SiteId{"binh-phuoc"}};
const Claims kChair{ConferenceId{"hoi-thao"}, LinkId{"l2"}, Role::chair};

TEST(Token, ReadsBackWhatWasSigned) {
  for (const Claims& claims : {kSite, kChair}) {
    const auto read = verify(sign(claims, key_of(1)), key_of(1));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, claims);
  }
}

TEST(Token, HasTheDocumentedForm) {
  const std::string token = sign(kSite, key_of(1));
  EXPECT_TRUE(token.starts_with("dc1."));
  EXPECT_EQ(std::count(token.begin(), token.end(), '.'), 2);
  EXPECT_EQ(token,
            signed_text(R"({"conference":"hoi-thao","link":"l1","role":"site","site":"binh-phuoc"})", key_of(1)));
}

TEST(Token, TheLongestClaimsFit) {
  const std::string longest(kMaxSlugLength, 'z');
  const Claims claims{ConferenceId{longest}, LinkId{longest}, Role::site, SiteId{longest}};
  const auto read = verify(sign(claims, key_of(1)), key_of(1));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, claims);
}

TEST(Token, EveryPrefixAndEveryChangedCharacterIsRefused) {
  const std::string token = sign(kSite, key_of(1));
  for (std::size_t length = 0; length < token.size(); ++length) {
    EXPECT_FALSE(verify(token.substr(0, length), key_of(1))) << length;
  }
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify(changed, key_of(1))) << i;
  }
}

TEST(Token, RefusalsSayWhy) {
  const struct {
    std::string token;
    TokenError error;
  } cases[] = {
      {std::string(kMaxTokenLength + 1, 'a'), TokenError::too_long},
      {"", TokenError::not_a_token},
      {"dc1.", TokenError::not_a_token},
      {"dc1", TokenError::not_a_token},
      {"dc2.e30.AAAA", TokenError::not_a_token},
      {"dc1.e30=.AAAA", TokenError::not_a_token},
      {"dc1.e30.AAAA", TokenError::wrong_mac},
      {"dc1..", TokenError::wrong_mac},
      {sign(kSite, key_of(2)), TokenError::wrong_mac},
      {signed_text("", key_of(1)), TokenError::bad_claims},
      {signed_text("[]", key_of(1)), TokenError::bad_claims},
      {signed_text("{}", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"a","link":"b","role":"system"})", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"a","link":"b","role":"king"})", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"a","link":"b","role":"site"})", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"a","link":"b","role":"chair","site":"c"})", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"a","link":"b","role":"site","site":7})", key_of(1)), TokenError::bad_claims},
      {signed_text(R"({"conference":"A b","link":"b","role":"chair"})", key_of(1)), TokenError::bad_claims},
  };
  for (const auto& c : cases) {
    const auto read = verify(c.token, key_of(1));
    ASSERT_FALSE(read) << c.token;
    EXPECT_EQ(read.error(), c.error) << c.token;
  }
}

TEST(Base64Url, Rfc4648Vectors) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, coded] : cases) {
    EXPECT_EQ(to_base64url(as_bytes(plain)), coded);
    const auto read = from_base64url(coded);
    ASSERT_TRUE(read);
    EXPECT_EQ(as_text(*read), plain);
  }
}

TEST(Base64Url, OneSpellingOnly) {
  for (const std::string_view bad : {"Zg==", "Zh", "Z", "Zm9v\n", "Zm+v", "Zm9vY"}) {
    EXPECT_FALSE(from_base64url(bad)) << bad;
  }
}

TEST(SecureRandom, TextIsASlugOfTheLengthAskedFor) {
  const std::string a = random_text(fill_secure_random, 26);
  const std::string b = random_text(fill_secure_random, 26);
  EXPECT_EQ(a.size(), 26U);
  EXPECT_TRUE(is_slug(a));
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace diemcau::auth
