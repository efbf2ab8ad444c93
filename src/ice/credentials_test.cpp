#include "ice/credentials.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace diemcau::ice {
namespace {

TEST(MakeCredentials, TakesEveryCharacterFromTheSource) {
  std::uint8_t next = 250;
  const auto counting = [&next](MutableBytes target) { std::ranges::generate(target, [&next] { return next++; }); };
  const Credentials made = make_credentials(counting, "K");
  EXPECT_EQ(made.ufrag, "K6789+/A");  // 250 to 255, 0
  EXPECT_EQ(made.pwd, "BCDEFGHIJKLMNOPQRSTUVWXY");
  EXPECT_EQ(make_credentials(counting).ufrag.size(), kUfragRandomChars);
}

TEST(MakeCredentials, AreLongEnoughAndOfIceChars) {
  for (int byte = 0; byte < 256; ++byte) {
    const Credentials made =
        make_credentials([byte](MutableBytes target) { std::ranges::fill(target, static_cast<std::uint8_t>(byte)); });
    for (const std::string& text : {made.ufrag, made.pwd}) {
      EXPECT_EQ(text.find_first_not_of(kIceChars), std::string::npos) << text;
    }
    EXPECT_GE(made.ufrag.size(), 4U);
    EXPECT_GE(made.pwd.size(), 22U);
  }
}

}  // namespace
}  // namespace diemcau::ice
