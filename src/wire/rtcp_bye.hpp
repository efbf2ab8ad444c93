// Goodbye (RFC 3550 section 6.6): SC sources, then optionally a length byte and a reason.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "wire/rtcp.hpp"

namespace diemcau::wire {

class ByeView {
 public:
  explicit ByeView(Bytes sources) : sources_(sources) {}

  [[nodiscard]] std::size_t size() const { return sources_.size() / 4; }
  [[nodiscard]] std::uint32_t operator[](std::size_t index) const;

 private:
  Bytes sources_;
};

// Nothing for another packet type or one too short for its count. The reason is ignored.
[[nodiscard]] std::optional<ByeView> parse_bye(const RtcpPacket& packet);

// Appends one packet; sources beyond 31 are left out.
void write_bye(ByteWriter& out, std::span<const std::uint32_t> ssrcs);

}  // namespace diemcau::wire
