// MESSAGE-INTEGRITY (RFC 8489 section 14.5): HMAC-SHA1 over the message up to the attribute. The one part of wire/ that
// needs cryptography.
#pragma once

#include <string_view>

#include "wire/stun.hpp"

namespace diemcau::wire {

// Whether the message carries MESSAGE-INTEGRITY made with `key`: for ICE the password of the side that receives the
// request (RFC 8445 section 7.2.2). Compares in constant time.
[[nodiscard]] bool verify_integrity(const StunMessage& message, std::string_view key);

// Adds MESSAGE-INTEGRITY and FINGERPRINT, and hands out the finished message; empty when it did not fit.
[[nodiscard]] Bytes finish_with_integrity(StunWriter& writer, std::string_view key);

}  // namespace diemcau::wire
