// Where a request carries who it comes from. A link's token: `Authorization: Bearer TOKEN` (RFC 6750 section 2.1), or
// `access_token` in the query for WebSockets of browsers, which cannot set fields (section 2.3). A session of an
// account: a cookie (RFC 6265).
#pragma once

#include <optional>
#include <string_view>

namespace diemcau::http {

inline constexpr std::string_view kSessionCookie = "diemcau_session";

// The token of an Authorization field; nothing for another scheme or an empty token. The token is not checked.
[[nodiscard]] std::optional<std::string_view> bearer_token(std::string_view authorization);

// The value of the session's cookie in a Cookie field, the first one of that name; nothing when there is none. Not
// checked.
[[nodiscard]] std::optional<std::string_view> session_cookie(std::string_view cookies);

// Whether an Origin field (RFC 6454 section 7) names the server that the Host field names.
[[nodiscard]] bool is_same_origin(std::string_view origin, std::string_view host);

}  // namespace diemcau::http
