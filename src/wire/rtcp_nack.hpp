// Generic NACK (RFC 4585 section 6.2.1).
//
//   +---------------------------------------------------------------+
//   |                  SSRC of packet sender                        |
//   |                  SSRC of media source                         |
//   |   packet id (PID)             |  bitmask of the 16 after (BLP)|  1 to n times
//   +---------------------------------------------------------------+
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "wire/rtcp.hpp"

namespace diemcau::wire {

struct NackView {
  std::uint32_t sender_ssrc = 0;
  std::uint32_t media_ssrc = 0;
  Bytes items;  // PID and BLP, 4 bytes each

  // Calls `visit(std::uint16_t sequence)` for each lost packet. At most 17 for each 4 bytes of the packet.
  template <class Visit>
  void for_each(Visit&& visit) const {
    ByteReader in(items);
    while (in.remaining() >= 4) {
      const std::uint16_t first = in.u16();
      const std::uint16_t mask = in.u16();
      visit(first);
      for (unsigned bit = 0; bit < 16; ++bit) {
        if ((mask >> bit & 1U) != 0) {
          visit(static_cast<std::uint16_t>(first + bit + 1U));
        }
      }
    }
  }
};

// Nothing for another packet type, one too short, or one that names no packet.
[[nodiscard]] std::optional<NackView> parse_nack(const RtcpPacket& packet);

// Appends one packet that names `sequences`, which are in the order they were sent. Nothing for none.
void write_nack(ByteWriter& out, std::uint32_t sender_ssrc, std::uint32_t media_ssrc,
                std::span<const std::uint16_t> sequences);

}  // namespace diemcau::wire
