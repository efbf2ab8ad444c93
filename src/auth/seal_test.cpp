#include "auth/seal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "auth/base64url.hpp"

namespace diemcau::auth {
namespace {

const std::vector<std::uint8_t> kYes{0};
const std::vector<std::uint8_t> kNo{1};

SealKey key_of(std::uint8_t byte) {
  SealKey key;
  key.fill(byte);
  return key;
}
std::string sealed(const std::vector<std::uint8_t>& plain, std::string_view context = "a") {
  return seal(key_of(1), plain, context, fill_secure_random);
}

TEST(Seal, OpensUnderItsKeyAndContextOnly) {
  const std::string text = sealed(kNo);
  EXPECT_EQ(open_sealed(key_of(1), text, "a"), kNo);
  EXPECT_EQ(open_sealed(key_of(2), text, "a"), std::nullopt);
  EXPECT_EQ(open_sealed(key_of(1), text, "b"), std::nullopt);
}

// Test case 14 of the GCM specification (McGrew and Viega): key, nonce and plaintext all zero.
TEST(Seal, IsAes256Gcm) {
  const std::string text =
      seal(key_of(0), std::vector<std::uint8_t>(16), "", [](MutableBytes nonce) { std::ranges::fill(nonce, 0); });
  const auto bytes = from_base64url(text);
  ASSERT_TRUE(bytes);
  const std::vector<std::uint8_t> expected{0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5,
                                           0xd3, 0xba, 0xf3, 0x9d, 0x18, 0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99,
                                           0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9, 0x19};
  EXPECT_EQ(std::vector<std::uint8_t>(bytes->begin() + 12, bytes->end()), expected);
}

TEST(Seal, SaysNothingByLengthAndIsNeverTheSameTwice) {
  std::set<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    texts.insert(sealed(kYes));
    texts.insert(sealed(kNo));
  }
  EXPECT_EQ(texts.size(), 200U);
  for (const std::string& text : texts) {
    EXPECT_EQ(text.size(), texts.begin()->size());
  }
}

TEST(Seal, NoChangedTextOpens) {
  const std::string text = sealed(kYes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(open_sealed(key_of(1), changed, "a"), std::nullopt) << i;
    EXPECT_EQ(open_sealed(key_of(1), text.substr(0, i), "a"), std::nullopt) << i;
  }
}

}  // namespace
}  // namespace diemcau::auth
