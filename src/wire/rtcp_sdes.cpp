#include "wire/rtcp_sdes.hpp"

namespace diemcau::wire {
namespace {

constexpr std::uint8_t kEnd = 0;
constexpr std::uint8_t kCname = 1;
constexpr std::size_t kMaxText = 255;

}  // namespace

SdesReader::SdesReader(const RtcpPacket& packet)
    : in_(packet.body),
      size_(packet.body.size()),
      chunks_left_(packet.type == kRtcpSourceDescription ? packet.count : std::uint8_t{0}) {}

std::optional<SdesChunk> SdesReader::next() {
  if (chunks_left_ == 0 || malformed_) {
    return std::nullopt;
  }
  --chunks_left_;
  SdesChunk chunk;
  chunk.ssrc = in_.u32();
  for (std::uint8_t item = in_.u8(); item != kEnd; item = in_.u8()) {
    const Bytes text = in_.bytes(in_.u8());
    if (item == kCname) {
      chunk.cname = as_text(text);
    }
  }
  in_.skip((4 - (size_ - in_.remaining()) % 4) % 4);  // the next chunk begins at a word boundary
  malformed_ = !in_.ok();
  return malformed_ ? std::nullopt : std::optional{chunk};
}

void write_sdes(ByteWriter& out, std::uint32_t ssrc, std::string_view cname) {
  cname = cname.substr(0, kMaxText);
  RtcpFrame frame(out, kRtcpSourceDescription, 1);
  out.u32(ssrc);
  out.u8(kCname);
  out.u8(static_cast<std::uint8_t>(cname.size()));
  out.bytes(as_bytes(cname));
  out.zeros(4 - (2 + cname.size()) % 4);
  frame.finish();
}

}  // namespace diemcau::wire
