// The nonce of one packet under each profile.
#pragma once

#include <cstdint>

#include "srtp/cipher.hpp"
#include "srtp/profile.hpp"

namespace diemcau::srtp {

using Salt = std::array<std::uint8_t, kMaxSaltSize>;

// `index` is the 48-bit packet index: rollover counter and sequence number.
[[nodiscard]] Iv rtp_iv(Profile profile, const Salt& salt, std::uint32_t ssrc, std::uint64_t index);

// `index` is the 31-bit SRTCP index, without the E bit.
[[nodiscard]] Iv rtcp_iv(Profile profile, const Salt& salt, std::uint32_t ssrc, std::uint32_t index);

}  // namespace diemcau::srtp
