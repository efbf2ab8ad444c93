// Test bytes from hexadecimal text; spaces and line ends are ignored.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace diemcau::wire {

inline std::vector<std::uint8_t> from_hex(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  int high = -1;
  for (const char c : text) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit >= 0 && high < 0) {
      high = digit;
    } else if (digit >= 0) {
      bytes.push_back(static_cast<std::uint8_t>(high * 16 + digit));
      high = -1;
    }
  }
  return bytes;
}

}  // namespace diemcau::wire
