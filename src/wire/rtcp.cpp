#include "wire/rtcp.hpp"

namespace diemcau::wire {

std::optional<RtcpPacket> RtcpReader::next() {
  if (malformed_ || in_.remaining() == 0) {
    return std::nullopt;
  }
  const std::uint8_t first = in_.u8();
  RtcpPacket packet;
  packet.type = in_.u8();
  packet.count = first & 0x1fU;
  packet.body = in_.bytes(4U * in_.u16());
  malformed_ = !in_.ok() || first >> 6U != 2;
  if (malformed_) {
    return std::nullopt;
  }
  if ((first & 0x20U) != 0) {
    // Only the last packet may be padded (RFC 3550 section 6.4.1). In whole words, says the RFC; but transport-wide
    // feedback is padded by one to three bytes in the field.
    const std::size_t padding = packet.body.empty() ? 0U : packet.body.back();
    malformed_ = padding == 0 || padding > packet.body.size() || in_.remaining() != 0;
    if (malformed_) {
      return std::nullopt;
    }
    packet.body = packet.body.first(packet.body.size() - padding);
  }
  return packet;
}

RtcpFrame::RtcpFrame(ByteWriter& out, std::uint8_t type, std::uint8_t count) : out_(out), start_(out.size()) {
  out_.u8(static_cast<std::uint8_t>(0x80U | (count & 0x1fU)));
  out_.u8(type);
  out_.u16(0);
}

void RtcpFrame::finish() {
  if (out_.ok()) {
    out_.patch_u16(start_ + 2, static_cast<std::uint16_t>((out_.size() - start_) / 4 - 1));
  }
}

}  // namespace diemcau::wire
