// Source descriptions (RFC 3550 section 6.5): of their items only CNAME matters here.
//
//   +---------------------------------------------------------------+
//   |                          SSRC/CSRC                            |  SC times
//   |    CNAME=1    |     length    | text ...          items, then |
//   |  zero bytes, at least one, up to the next 32-bit boundary     |
//   +---------------------------------------------------------------+
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/rtcp.hpp"

namespace diemcau::wire {

struct SdesChunk {
  std::uint32_t ssrc = 0;
  std::string_view cname;  // empty when the chunk has none; points into the packet
};

// Walks the chunks of one packet; ends early at a malformed one, which malformed() then tells. No chunks in a packet of
// another type.
class SdesReader {
 public:
  explicit SdesReader(const RtcpPacket& packet);
  [[nodiscard]] std::optional<SdesChunk> next();
  [[nodiscard]] bool malformed() const { return malformed_; }

 private:
  ByteReader in_;
  std::size_t size_;
  std::uint8_t chunks_left_;
  bool malformed_ = false;
};

// Appends a packet with one chunk. `cname` is cut to 255 bytes.
void write_sdes(ByteWriter& out, std::uint32_t ssrc, std::string_view cname);

}  // namespace diemcau::wire
