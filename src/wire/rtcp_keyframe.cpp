#include "wire/rtcp_keyframe.hpp"

namespace diemcau::wire {

std::optional<Pli> parse_pli(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  Pli pli;
  pli.sender_ssrc = in.u32();
  pli.media_ssrc = in.u32();
  return packet.is(kRtcpPayloadFeedback, kFormatPli) && in.ok() ? std::optional{pli} : std::nullopt;
}

void write_pli(ByteWriter& out, const Pli& pli) {
  RtcpFrame frame(out, kRtcpPayloadFeedback, kFormatPli);
  out.u32(pli.sender_ssrc);
  out.u32(pli.media_ssrc);
  frame.finish();
}

FirEntry FirView::operator[](std::size_t index) const {
  ByteReader in(entries_.subspan(index * 8, 8));
  FirEntry entry;
  entry.media_ssrc = in.u32();
  entry.command_number = in.u8();
  return entry;
}

std::optional<FirView> parse_fir(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  const std::uint32_t sender = in.u32();
  in.skip(4);
  const Bytes entries = in.rest();
  const bool valid = packet.is(kRtcpPayloadFeedback, kFormatFir) && in.ok() && !entries.empty();
  return valid && entries.size() % 8 == 0 ? std::optional{FirView(sender, entries)} : std::nullopt;
}

void write_fir(ByteWriter& out, std::uint32_t sender_ssrc, const FirEntry& entry) {
  RtcpFrame frame(out, kRtcpPayloadFeedback, kFormatFir);
  out.u32(sender_ssrc);
  out.u32(0);
  out.u32(entry.media_ssrc);
  out.u8(entry.command_number);
  out.u24(0);
  frame.finish();
}

}  // namespace diemcau::wire
