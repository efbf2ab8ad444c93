// Why a packet was not sealed or not opened. Every value is a drop that its owner counts by this name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diemcau::srtp {

enum class SrtpError : std::uint8_t {
  too_short,         // shorter than its fixed header, its own header's lengths and its tag
  bad_version,       // not RTP version 2
  too_old,           // before the replay window
  replayed,          // opened (or, when sealing, sealed) before under this index
  auth_failed,       // wrong key, or changed on the way
  unencrypted,       // SRTCP with the E bit clear: WebRTC always encrypts (RFC 8827 section 6.5)
  too_many_streams,  // more SSRCs than kMaxStreams
  no_room,           // the destination is too small
  key_exhausted,     // all indices of this key are used (RFC 3711 section 9.2)
  cipher_failed,     // the crypto library refused; a bug or an exhausted machine
};

inline constexpr std::size_t kSrtpErrorCount = static_cast<std::size_t>(SrtpError::cipher_failed) + 1;

[[nodiscard]] constexpr std::string_view name(SrtpError error) {
  constexpr std::array<std::string_view, kSrtpErrorCount> kNames{
      "too_short",   "bad_version",      "too_old", "replayed",      "auth_failed",
      "unencrypted", "too_many_streams", "no_room", "key_exhausted", "cipher_failed"};
  return kNames.at(static_cast<std::size_t>(error));
}

}  // namespace diemcau::srtp
