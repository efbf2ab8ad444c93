// What the SRTP tests share.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "srtp/cipher.hpp"
#include "srtp/profile.hpp"

namespace diemcau::srtp::testing {

using Buffer = std::vector<std::uint8_t>;

// Hexadecimal digits, spaces ignored.
inline Buffer unhex(std::string_view text) {
  const auto value = [](char digit) { return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10; };
  Buffer bytes;
  int high = -1;
  for (const char digit : text) {
    if (digit == ' ') {
      continue;
    }
    if (high < 0) {
      high = value(digit);
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high * 16 + value(digit)));
      high = -1;
    }
  }
  return bytes;
}

inline std::string hex(Bytes bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 15U]);
  }
  return text;
}

inline Buffer random_bytes(Random& random, std::size_t size) {
  Buffer bytes(size);
  for (std::uint8_t& byte : bytes) {
    byte = static_cast<std::uint8_t>(random.u32());
  }
  return bytes;
}

inline MasterKey random_master(Random& random, Profile profile) {
  return *make_master_key(profile, random_bytes(random, key_size(profile)), random_bytes(random, salt_size(profile)));
}

// Every maker this processor has.
inline std::vector<std::unique_ptr<CipherMaker>> all_makers() {
  std::vector<std::unique_ptr<CipherMaker>> makers;
  makers.push_back(make_openssl_maker());
  if (auto maker = make_ipsec_mb_maker()) {
    makers.push_back(std::move(maker));
  }
  makers.push_back(make_best_maker());
  return makers;
}

}  // namespace diemcau::srtp::testing
