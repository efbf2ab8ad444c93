// What a datagram on the one port is (RFC 7983 section 7, RFC 5761 section 4).
#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "wire/rtp.hpp"
#include "wire/stun.hpp"

namespace diemcau::transport {

enum class Kind : std::uint8_t { unknown, stun, dtls, rtp, rtcp };

//              +----------------+
//              |        [0..3] -+--> STUN
//              |      [20..63] -+--> DTLS
//              |    [128..191] -+--> RTP, RTCP
//              +----------------+   by the first byte; ZRTP, TURN channels and QUIC are none of ours
[[nodiscard]] inline Kind kind_of(Bytes datagram) {
  if (datagram.empty()) {
    return Kind::unknown;
  }
  const std::uint8_t first = datagram[0];
  if (first <= 3) {
    return wire::looks_like_stun(datagram) ? Kind::stun : Kind::unknown;
  }
  if (first >= 20 && first <= 63) {
    return Kind::dtls;
  }
  switch (wire::rtp_or_rtcp(datagram)) {
    case wire::RtpOrRtcp::rtp:
      return Kind::rtp;
    case wire::RtpOrRtcp::rtcp:
      return Kind::rtcp;
    case wire::RtpOrRtcp::neither:
      break;
  }
  return Kind::unknown;
}

}  // namespace diemcau::transport
