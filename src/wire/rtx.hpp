// Retransmission payloads (RFC 4588 section 4): the original sequence number, then the original payload.
#pragma once

#include <cstdint>
#include <optional>

#include "wire/rtp.hpp"

namespace diemcau::wire {

struct RtxPayload {
  std::uint16_t original_sequence = 0;
  Bytes payload;  // empty: a probe
};

// Nothing when shorter than the sequence number.
[[nodiscard]] std::optional<RtxPayload> parse_rtx(Bytes payload);

// A packet wrapped for retransmission: `header` is that of the RTX stream. Its size; nothing when it does not fit.
[[nodiscard]] std::optional<std::size_t> write_rtx(MutableBytes target, const RtpHeader& header,
                                                   const ExtensionList& extensions, std::uint16_t original_sequence,
                                                   Bytes original_payload);

}  // namespace diemcau::wire
