// Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03 section 2.2): read, for peers without
// transport-wide feedback.
//
//   +---------------------------------------------------------------+
//   |                  SSRC of packet sender                        |
//   |                  SSRC of media source: 0                      |
//   |  'R' 'E' 'M' 'B'                                              |
//   |  Num SSRC     | BR exp    |  BR mantissa, 18 bits             |
//   |  SSRC, Num SSRC times                                         |
//   +---------------------------------------------------------------+
#pragma once

#include <cstdint>
#include <optional>

#include "base/rate.hpp"
#include "wire/rtcp.hpp"

namespace diemcau::wire {

struct Remb {
  std::uint32_t sender_ssrc = 0;
  DataRate bitrate;  // saturates at what the type holds
  Bytes ssrcs;       // 4 bytes each
};
[[nodiscard]] std::optional<Remb> parse_remb(const RtcpPacket& packet);

}  // namespace diemcau::wire
