#include "wire/rtcp_nack.hpp"

namespace diemcau::wire {

std::optional<NackView> parse_nack(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  NackView nack;
  nack.sender_ssrc = in.u32();
  nack.media_ssrc = in.u32();
  nack.items = in.rest();
  const bool valid = packet.is(kRtcpTransportLayerFeedback, kFormatNack) && in.ok() && !nack.items.empty();
  return valid && nack.items.size() % 4 == 0 ? std::optional{nack} : std::nullopt;
}

void write_nack(ByteWriter& out, std::uint32_t sender_ssrc, std::uint32_t media_ssrc,
                std::span<const std::uint16_t> sequences) {
  if (sequences.empty()) {
    return;
  }
  RtcpFrame frame(out, kRtcpTransportLayerFeedback, kFormatNack);
  out.u32(sender_ssrc);
  out.u32(media_ssrc);
  for (std::size_t i = 0; i < sequences.size();) {
    const std::uint16_t first = sequences[i++];
    unsigned mask = 0;
    for (; i < sequences.size(); ++i) {
      const auto ahead = static_cast<std::uint16_t>(sequences[i] - first - 1U);
      if (ahead >= 16) {
        break;
      }
      mask |= 1U << ahead;
    }
    out.u16(first);
    out.u16(static_cast<std::uint16_t>(mask));
  }
  frame.finish();
}

}  // namespace diemcau::wire
