// Short secrets that are kept where others read: sealed under a key, they look like random bytes of one length.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/secure_random.hpp"
#include "base/bytes.hpp"

namespace diemcau::auth {

using SealKey = std::array<std::uint8_t, 32>;

// AES-256-GCM (NIST SP 800-38D) with a random nonce, as base64url of nonce, ciphertext and tag: the length says only
// how long `plain` is. `context` must be the same to open it: a sealed text cannot be passed off as another's. One key
// seals fewer than 2^32 texts.
[[nodiscard]] std::string seal(const SealKey& key, Bytes plain, std::string_view context, const FillRandom& fill);

// Empty when it was not sealed under this key and context.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> open_sealed(const SealKey& key, std::string_view text,
                                                                   std::string_view context);

}  // namespace diemcau::auth
