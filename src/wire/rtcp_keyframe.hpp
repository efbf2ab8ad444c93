// Requests for a key frame: picture loss indication (RFC 4585 section 6.3.1) and full intra request (RFC 5104
// section 4.3.1).
//
//   PLI: SSRC of sender, SSRC of media source.
//   FIR: SSRC of sender, unused SSRC, then n entries of
//   +---------------------------------------------------------------+
//   |                  SSRC asked for a key frame                   |
//   | command nr.   |   reserved                                    |
//   +---------------------------------------------------------------+
#pragma once

#include <cstdint>
#include <optional>

#include "wire/rtcp.hpp"

namespace diemcau::wire {

struct Pli {
  std::uint32_t sender_ssrc = 0;
  std::uint32_t media_ssrc = 0;
};
[[nodiscard]] std::optional<Pli> parse_pli(const RtcpPacket& packet);
void write_pli(ByteWriter& out, const Pli& pli);

struct FirEntry {
  std::uint32_t media_ssrc = 0;
  std::uint8_t command_number = 0;  // a repeated one asks for the same key frame again
};
class FirView {
 public:
  FirView(std::uint32_t sender, Bytes entries) : sender_ssrc(sender), entries_(entries) {}

  [[nodiscard]] std::size_t size() const { return entries_.size() / 8; }
  [[nodiscard]] FirEntry operator[](std::size_t index) const;

  std::uint32_t sender_ssrc;

 private:
  Bytes entries_;
};
// Nothing for another packet type, one too short, or one without entries.
[[nodiscard]] std::optional<FirView> parse_fir(const RtcpPacket& packet);
void write_fir(ByteWriter& out, std::uint32_t sender_ssrc, const FirEntry& entry);

}  // namespace diemcau::wire
