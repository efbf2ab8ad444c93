// Where a request carries its token: `Authorization: Bearer TOKEN` (RFC 6750 section 2.1), or `access_token` in the
// query for WebSockets of browsers, which cannot set fields (section 2.3).
#pragma once

#include <optional>
#include <string_view>

namespace diemcau::http {

// The token of an Authorization field; nothing for another scheme or an empty token. The token is not checked.
[[nodiscard]] std::optional<std::string_view> bearer_token(std::string_view authorization);

}  // namespace diemcau::http
