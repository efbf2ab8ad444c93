// A look at a datagram before OpenSSL sees it: is it a run of DTLS records, and what does the first one claim to be?
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace diemcau::dtls {

// RFC 6347 section 4.3.1.
enum class ContentType : std::uint8_t {
  change_cipher_spec = 20,
  alert = 21,
  handshake = 22,
  application_data = 23,
};

struct FirstRecord {
  ContentType type;
  std::uint16_t epoch;  // 0: in the clear
};

// Nothing unless `datagram` is one or more whole records of a known type and DTLS version 1.0 or 1.2. A protected one
// too short for its cipher is refused here: OpenSSL would end the session for it, before it knows who sent it.
[[nodiscard]] std::optional<FirstRecord> parse_records(Bytes datagram);

}  // namespace diemcau::dtls
