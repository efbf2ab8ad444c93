#include "auth/password.hpp"

#include <argon2.h>

#include "base/text.hpp"

namespace diemcau::auth {
namespace {

constexpr std::uint32_t kThreads = 1;
constexpr std::size_t kHashBytes = 32;

// 16 and 32 bytes of zero in the base64 without padding of encoded hashes.
constexpr std::size_t kSaltLetters = 22;
constexpr std::size_t kHashLetters = 43;

bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

// Nothing when it is not UTF-8, or holds what no keyboard brings back.
std::optional<std::size_t> characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto character = take_character(text);
    if (!character || is_control(*character)) {
      return std::nullopt;
    }
  }
  return count;
}

}  // namespace

std::optional<PasswordFault> fault_of_password(std::string_view password) {
  if (password.size() > kMaxPasswordBytes) {
    return PasswordFault::too_long;
  }
  const auto count = characters(password);
  if (!count) {
    return PasswordFault::not_text;
  }
  return *count < kMinPasswordCharacters ? std::optional{PasswordFault::too_short} : std::nullopt;
}

PasswordSalt make_salt(const FillRandom& fill) {
  PasswordSalt salt{};
  fill(salt);
  return salt;
}

std::optional<std::string> hash_password(std::string_view password, const PasswordSalt& salt,
                                         const PasswordCost& cost) {
  std::string text(argon2_encodedlen(cost.passes, cost.memory_kib, kThreads, static_cast<std::uint32_t>(salt.size()),
                                     static_cast<std::uint32_t>(kHashBytes), Argon2_id),
                   '\0');
  if (argon2id_hash_encoded(cost.passes, cost.memory_kib, kThreads, password.data(), password.size(), salt.data(),
                            salt.size(), kHashBytes, text.data(), text.size()) != ARGON2_OK) {
    return std::nullopt;
  }
  text.resize(text.find('\0'));
  return text;
}

bool verify_password(std::string_view password, const std::string& hash) {
  return password.size() <= kMaxPasswordBytes &&
         argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

std::string decoy_hash(const PasswordCost& cost) {
  return "$argon2id$v=" + std::to_string(ARGON2_VERSION_NUMBER) + "$m=" + std::to_string(cost.memory_kib) +
         ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(kThreads) + "$" + std::string(kSaltLetters, 'A') +
         "$" + std::string(kHashLetters, 'A');
}

}  // namespace diemcau::auth
