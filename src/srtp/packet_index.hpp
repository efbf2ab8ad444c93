// From the 16-bit sequence number on the wire to the 48-bit packet index (RFC 3711 section 3.3.1, appendix A).
#pragma once

#include <cstdint>

namespace diemcau::srtp {

inline constexpr std::uint64_t kMaxRtpIndex = (std::uint64_t{1} << 48) - 1;   // one key, RFC 3711 section 9.2
inline constexpr std::uint32_t kMaxRtcpIndex = (std::uint32_t{1} << 31) - 1;  // bits of the SRTCP index

// The index nearest to `newest` whose low 16 bits are `sequence`. Where the nearest would come before the first packet
// of the stream (rollover counter -1), it is a jump forward instead. May exceed kMaxRtpIndex by less than 2^16.
[[nodiscard]] constexpr std::uint64_t estimate_index(std::uint64_t newest, std::uint16_t sequence) {
  constexpr std::uint64_t kCircle = 0x10000;
  constexpr std::uint64_t kHalf = 0x8000;
  const std::uint64_t same = (newest & ~(kCircle - 1)) | sequence;
  if (same + kHalf < newest) {
    return same + kCircle;
  }
  if (same > newest + kHalf && same >= kCircle) {
    return same - kCircle;
  }
  return same;
}

}  // namespace diemcau::srtp
