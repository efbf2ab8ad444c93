#include "auth/secure_random.hpp"

#include <openssl/rand.h>

#include <cstdlib>
#include <string_view>
#include <vector>

namespace diemcau::auth {

void fill_secure_random(MutableBytes target) {
  if (RAND_bytes(target.data(), static_cast<int>(target.size())) != 1) {
    std::abort();
  }
}

std::string random_text(const FillRandom& fill, std::size_t length) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";  // 32 of them: no letter is likelier
  std::vector<std::uint8_t> bytes(length);
  fill(bytes);
  std::string text;
  text.reserve(length);
  for (const std::uint8_t byte : bytes) {
    text += kAlphabet[byte % kAlphabet.size()];
  }
  return text;
}

}  // namespace diemcau::auth
