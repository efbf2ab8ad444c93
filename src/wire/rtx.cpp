#include "wire/rtx.hpp"

namespace diemcau::wire {

std::optional<RtxPayload> parse_rtx(Bytes payload) {
  ByteReader in(payload);
  const std::uint16_t original = in.u16();
  return in.ok() ? std::optional{RtxPayload{original, in.rest()}} : std::nullopt;
}

std::optional<std::size_t> write_rtx(MutableBytes target, const RtpHeader& header, const ExtensionList& extensions,
                                     std::uint16_t original_sequence, Bytes original_payload) {
  ByteWriter out(target);
  write_rtp_header(out, header, extensions);
  out.u16(original_sequence);
  out.bytes(original_payload);
  return out.ok() ? std::optional{out.size()} : std::nullopt;
}

}  // namespace diemcau::wire
