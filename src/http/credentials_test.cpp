#include "http/credentials.hpp"

#include <gtest/gtest.h>

#include <string>

namespace diemcau::http {
namespace {

TEST(BearerToken, IsReadAndNothingElseIs) {
  const struct {
    std::string_view field;
    std::optional<std::string_view> token;
  } cases[] = {
      {"Bearer dc1.a.b", "dc1.a.b"},
      {"bearer dc1.a.b", "dc1.a.b"},
      {"  Bearer   dc1.a.b  ", "dc1.a.b"},
      {"", std::nullopt},
      {"Bearer", std::nullopt},
      {"Bearer ", std::nullopt},
      {"Bearer\tdc1", std::nullopt},
      {"Basic YTpi", std::nullopt},
      {"Bearerdc1.a.b", std::nullopt},
      {"dc1.a.b", std::nullopt},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(bearer_token(one.field), one.token) << '"' << one.field << '"';
  }
}

TEST(BearerToken, EveryPrefixIsReadOrRefused) {
  const std::string whole = "Bearer dc1.abc.def";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const auto token = bearer_token(std::string_view{whole}.substr(0, length));
    EXPECT_EQ(token.has_value(), length > 7) << length;
  }
}

}  // namespace
}  // namespace diemcau::http
