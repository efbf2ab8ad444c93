#include "http/credentials.hpp"

#include "http/message.hpp"

namespace diemcau::http {

std::optional<std::string_view> bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = trimmed(authorization);
  if (value.size() <= kScheme.size() || !equal_ignoring_case(value.substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  const std::string_view token = trimmed(value.substr(kScheme.size()));
  return token.empty() ? std::nullopt : std::optional{token};
}

}  // namespace diemcau::http
