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

TEST(SessionCookie, IsFoundAmongOthers) {
  const struct {
    std::string_view field;
    std::optional<std::string_view> value;
  } cases[] = {
      {"diemcau_session=abc", "abc"},
      {"a=b; diemcau_session=abc; c=d", "abc"},
      {"a=b;diemcau_session=abc", "abc"},
      {"a=\"x=y\"; diemcau_session=abc", "abc"},
      {"diemcau_session=abc; diemcau_session=def", "abc"},
      {"diemcau_session=", ""},
      {"", std::nullopt},
      {";;;", std::nullopt},
      {"diemcau_session", std::nullopt},
      {"diemcau_session2=abc", std::nullopt},
      {"xdiemcau_session=abc", std::nullopt},
      {"a=diemcau_session=abc", std::nullopt},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(session_cookie(one.field), one.value) << one.field;
  }
}

TEST(SessionCookie, EveryPrefixIsReadOrRefused) {
  const std::string whole = "a=b; diemcau_session=abc; c=d";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    EXPECT_EQ(session_cookie(std::string_view{whole}.substr(0, length)).has_value(), length >= 21) << length;
  }
}

TEST(Origin, IsOursWhenItNamesOurHost) {
  const struct {
    std::string_view origin;
    std::string_view host;
    bool same;
  } cases[] = {
      {"https://hop.example.vn", "hop.example.vn", true},
      {"http://127.0.0.1:8080", "127.0.0.1:8080", true},
      {"https://Hop.example.vn", "hop.example.VN", true},
      {"https://hop.example.vn:444", "hop.example.vn", false},
      {"https://evil.example", "hop.example.vn", false},
      {"https://hop.example.vn.evil", "hop.example.vn", false},
      {"https://evil/hop.example.vn", "hop.example.vn", false},
      {"null", "hop.example.vn", false},
      {"", "hop.example.vn", false},
      {"https://", "", false},
      {"hop.example.vn", "hop.example.vn", false},
      {"ftp://hop.example.vn", "hop.example.vn", false},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(is_same_origin(one.origin, one.host), one.same) << one.origin;
  }
}

}  // namespace
}  // namespace diemcau::http
