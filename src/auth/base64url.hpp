// Base64url without padding (RFC 4648 section 5), as tokens use it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace diemcau::auth {

[[nodiscard]] std::string to_base64url(Bytes bytes);
// Strict: no padding, no white space, unused bits zero, so that every byte string has exactly one spelling.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text);

}  // namespace diemcau::auth
