// The media plane's source of bytes that nobody can guess.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"

namespace diemcau::net {

// Fills the span from OpenSSL. Throws std::runtime_error when the system has no randomness: what is asked for is
// set-up, and no secret may be made without it.
void fill_secure_random(MutableBytes target);

// For a Random; throws likewise.
[[nodiscard]] std::uint64_t random_seed();

}  // namespace diemcau::net
