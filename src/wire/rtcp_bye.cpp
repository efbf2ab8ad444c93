#include "wire/rtcp_bye.hpp"

#include <algorithm>

namespace diemcau::wire {

std::uint32_t ByeView::operator[](std::size_t index) const {
  ByteReader in(sources_.subspan(index * 4, 4));
  return in.u32();
}

std::optional<ByeView> parse_bye(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  const Bytes sources = in.bytes(4U * packet.count);
  return packet.type == kRtcpBye && in.ok() ? std::optional{ByeView(sources)} : std::nullopt;
}

void write_bye(ByteWriter& out, std::span<const std::uint32_t> ssrcs) {
  constexpr std::size_t kMaxSources = 31;
  ssrcs = ssrcs.first(std::min(ssrcs.size(), kMaxSources));
  RtcpFrame frame(out, kRtcpBye, static_cast<std::uint8_t>(ssrcs.size()));
  for (const std::uint32_t ssrc : ssrcs) {
    out.u32(ssrc);
  }
  frame.finish();
}

}  // namespace diemcau::wire
