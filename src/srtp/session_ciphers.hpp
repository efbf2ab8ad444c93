// The session keys of one direction at work: for each kind of packet a cipher and the salt of its nonces.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "srtp/cipher.hpp"
#include "srtp/profile.hpp"

namespace diemcau::srtp {

struct SessionCiphers {
  std::unique_ptr<Cipher> rtp;
  std::unique_ptr<Cipher> rtcp;
  std::array<std::uint8_t, kMaxSaltSize> rtp_salt{};
  std::array<std::uint8_t, kMaxSaltSize> rtcp_salt{};
};

// Throws as CipherMaker::make does, and std::runtime_error when OpenSSL cannot derive the keys (set-up, not the packet
// path).
[[nodiscard]] SessionCiphers make_session_ciphers(CipherMaker& maker, const MasterKey& master);

}  // namespace diemcau::srtp
