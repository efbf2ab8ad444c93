// Passwords: which are taken, and how they are kept. Argon2id (RFC 9106), whose cost is meant to be felt: nothing here
// belongs on a thread that others wait for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/secure_random.hpp"

namespace diemcau::auth {

inline constexpr std::size_t kMinPasswordCharacters = 12;  // Unicode code points: a Vietnamese letter is one
inline constexpr std::size_t kMaxPasswordBytes = 512;      // a long sentence; hashing stays as dear as it is

enum class PasswordFault : std::uint8_t { too_short, too_long, not_text };

// What is wrong with a new password; nothing when it is taken. `not_text`: not UTF-8, or with control characters, which
// no keyboard brings back.
[[nodiscard]] std::optional<PasswordFault> fault_of_password(std::string_view password);

// Above what OWASP's Password Storage Cheat Sheet asks for at least (19 MiB and two passes, one thread): some 0.08 s of
// one core of 2024. RFC 9106's 64 MiB and three passes took 0.3 s, too long where the cores carry media.
struct PasswordCost {
  std::uint32_t memory_kib = 32 * 1024;
  std::uint32_t passes = 2;
};

using PasswordSalt = std::array<std::uint8_t, 16>;  // RFC 9106 section 3.1: 16 bytes are recommended
[[nodiscard]] PasswordSalt make_salt(const FillRandom& fill);

// "$argon2id$v=19$m=32768,t=2,p=1$SALT$HASH". Nothing when the memory for it is not to be had.
[[nodiscard]] std::optional<std::string> hash_password(std::string_view password, const PasswordSalt& salt,
                                                       const PasswordCost& cost);

// Whether the password is the one that was hashed; compared in constant time.
[[nodiscard]] bool verify_password(std::string_view password, const std::string& hash);

// A hash that no password has and that is as dear to verify as any: so that a name without an account takes the same
// time to be refused.
[[nodiscard]] std::string decoy_hash(const PasswordCost& cost);

}  // namespace diemcau::auth
