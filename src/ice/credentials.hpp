// What two ICE agents know of each other from SDP.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace diemcau::ice {

// RFC 8839 section 5.4: letters, digits, '+' and '/'. They admit packets, so they come from a cryptographic source.
struct Credentials {
  std::string ufrag;  // 4 to 256 characters
  std::string pwd;    // 22 to 256 characters

  friend bool operator==(const Credentials&, const Credentials&) = default;
};

// The ice-chars; 64 of them, so that a random byte chooses among them evenly.
inline constexpr std::string_view kIceChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static_assert(256 % kIceChars.size() == 0);

// Random characters: 42 and 144 bits; RFC 8839 section 5.4 asks for 24 and 128.
inline constexpr std::size_t kUfragRandomChars = 7;
inline constexpr std::size_t kPwdChars = 24;

// Fills the span completely with bytes that nobody can guess, or does not return.
using FillRandom = std::function<void(MutableBytes)>;

// `ufrag_prefix`, ice-chars, goes before the random part of the ufrag.
[[nodiscard]] Credentials make_credentials(const FillRandom& fill, std::string_view ufrag_prefix = {});

}  // namespace diemcau::ice
