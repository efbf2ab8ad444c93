// Link tokens: `dc1.CLAIMS.MAC` (docs/protocol.md, "Links and tokens").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/result.hpp"

namespace diemcau::auth {

// The server's secret for tokens. Comes from fill_secure_random, lives in the store, is never logged.
using ServerKey = std::array<std::uint8_t, 32>;

// What a token says, or an account in its place. Whether the link was revoked since is the conference's to know.
struct Claims {
  ConferenceId conference;
  LinkId link;  // empty for an organiser
  Role role = Role::observer;
  std::optional<SiteId> site = {};          // exactly when role is site
  std::optional<AccountName> account = {};  // exactly when role is organiser: no token says that

  friend bool operator==(const Claims&, const Claims&) = default;
};

enum class TokenError : std::uint8_t {
  too_long,     // more than kMaxTokenLength
  not_a_token,  // not three parts, another version, or not base64url
  wrong_mac,    // signed by another key, or altered
  bad_claims,   // signed, but not claims that this version understands
};

// Characters. Claims with the longest ids and escapes stay below; anything longer is refused before any work is done.
inline constexpr std::size_t kMaxTokenLength = 512;

[[nodiscard]] std::string sign(const Claims& claims, const ServerKey& key);
// The MAC is checked, in constant time, before the claims are read.
[[nodiscard]] Result<Claims, TokenError> verify(std::string_view token, const ServerKey& key);

// The claims inside a token, as JSON; nothing when they are not whole. A part of `verify`, apart for the fuzzer.
[[nodiscard]] std::optional<Claims> read_claims(std::string_view text);

}  // namespace diemcau::auth
