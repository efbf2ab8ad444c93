// Sessions of those who have signed in: their secrets, and how long they last.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/secure_random.hpp"
#include "base/time.hpp"

namespace diemcau::auth {

// A working day between two requests; a week in all.
inline constexpr std::chrono::hours kSessionIdle{12};
inline constexpr std::chrono::hours kSessionAge{7 * 24};

// What its owner's cookie holds: 256 random bits as base64url, 43 characters. Kept nowhere else.
[[nodiscard]] std::string make_session_token(const FillRandom& fill);

// What the store knows a session by: SHA-256 of its token, in base64url. Nothing for what cannot be a token.
[[nodiscard]] std::optional<std::string> session_key(std::string_view token);

// What a page must say beside the cookie to change something: whoever can read neither the cookie nor an answer cannot
// know it. Follows from the token (HMAC-SHA256), so that it need not be kept.
[[nodiscard]] std::string csrf_of(std::string_view token);
// In constant time.
[[nodiscard]] bool is_csrf_of(std::string_view given, std::string_view token);

[[nodiscard]] bool is_expired(WallTime created_at, WallTime used_at, WallTime now);

}  // namespace diemcau::auth
