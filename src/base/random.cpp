#include "base/random.hpp"

#include <string_view>

namespace diemcau {

std::string Random::alphanumeric(std::size_t length) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::string text(length, '\0');
  for (char& letter : text) {
    letter = kAlphabet[below(kAlphabet.size())];
  }
  return text;
}

}  // namespace diemcau
