#include "srtp/nonce.hpp"

#include <algorithm>

namespace diemcau::srtp {
namespace {

// Adds (exclusive or) the low `size` bytes of `value`, big endian, at `offset`.
void mix(Iv& iv, std::size_t offset, std::size_t size, std::uint64_t value) {
  for (std::size_t i = 0; i < size; ++i) {
    iv[offset + i] ^= static_cast<std::uint8_t>(value >> (8 * (size - 1 - i)));
  }
}

Iv salted(Profile profile, const Salt& salt) {
  Iv iv{};
  std::copy_n(salt.begin(), salt_size(profile), iv.begin());
  return iv;
}

// RFC 3711 section 4.1.1, for RTP and RTCP:
//    0       4       8              14   16
//   +-------+-------+--------------+----+
//   |   0   | SSRC  | packet index |  0 |   xor salt (14 bytes)
//   +-------+-------+--------------+----+
Iv counter_iv(const Salt& salt, std::uint32_t ssrc, std::uint64_t index) {
  Iv iv = salted(Profile::aes_cm_128_hmac_sha1_80, salt);
  mix(iv, 4, 4, ssrc);
  mix(iv, 8, 6, index);
  return iv;
}

}  // namespace

// RFC 7714 section 8.1:
//    0    2       6       10   12
//   +----+-------+-------+----+
//   | 00 | SSRC  |  ROC  | SEQ|   xor salt (12 bytes)
//   +----+-------+-------+----+
Iv rtp_iv(Profile profile, const Salt& salt, std::uint32_t ssrc, std::uint64_t index) {
  if (!is_aead(profile)) {
    return counter_iv(salt, ssrc, index);
  }
  Iv iv = salted(profile, salt);
  mix(iv, 2, 4, ssrc);
  mix(iv, 6, 6, index);
  return iv;
}

// RFC 7714 section 9.1:
//    0    2       6    8       12
//   +----+-------+----+-------+
//   | 00 | SSRC  | 00 | index |   xor salt (12 bytes)
//   +----+-------+----+-------+
Iv rtcp_iv(Profile profile, const Salt& salt, std::uint32_t ssrc, std::uint32_t index) {
  if (!is_aead(profile)) {
    return counter_iv(salt, ssrc, index);
  }
  Iv iv = salted(profile, salt);
  mix(iv, 2, 4, ssrc);
  mix(iv, 8, 4, index);
  return iv;
}

}  // namespace diemcau::srtp
