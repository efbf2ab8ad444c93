#include "http/credentials.hpp"

#include <algorithm>

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

std::optional<std::string_view> session_cookie(std::string_view cookies) {
  while (!cookies.empty()) {
    const std::string_view pair = trimmed(cookies.substr(0, cookies.find(';')));
    cookies.remove_prefix(std::min(cookies.size(), cookies.find(';')));
    cookies.remove_prefix(cookies.empty() ? 0 : 1);
    if (pair.starts_with(kSessionCookie) && pair.substr(kSessionCookie.size()).starts_with('=')) {
      return pair.substr(kSessionCookie.size() + 1);
    }
  }
  return std::nullopt;
}

bool is_same_origin(std::string_view origin, std::string_view host) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme)) {
      return !host.empty() && equal_ignoring_case(origin.substr(scheme.size()), host);
    }
  }
  return false;
}

}  // namespace diemcau::http
