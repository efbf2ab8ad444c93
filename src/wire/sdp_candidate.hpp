// ICE candidates as SDP and trickle fragments write them (RFC 8839 section 5.1).
//
//   candidate:FOUNDATION COMPONENT TRANSPORT PRIORITY ADDRESS PORT typ TYPE [raddr A rport P] [tcptype T] [name
//   value]...
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/address.hpp"

namespace diemcau::wire {

enum class CandidateType : std::uint8_t { host, srflx, prflx, relay };
[[nodiscard]] std::string_view candidate_type_name(CandidateType type);

struct SdpCandidate {
  std::string foundation;         // 1 to 32 characters
  std::uint16_t component = 1;    // 1 to 256
  std::string transport = "udp";  // lower case
  std::uint32_t priority = 0;
  std::string address;  // an IP address, or a name: browsers hide host addresses behind "….local" (mDNS)
  std::uint16_t port = 0;
  CandidateType type = CandidateType::host;
  std::optional<SocketAddress> related;  // raddr and rport; only with an IP address
  std::string tcp_type;                  // "active", "passive", "so"; empty for UDP
  std::string ufrag;                     // extension of trickled candidates; empty: not told

  // Where to send checks; nothing for a name.
  [[nodiscard]] std::optional<SocketAddress> socket_address() const;

  friend bool operator==(const SdpCandidate&, const SdpCandidate&) = default;
};

// `value` is what follows "a=": "candidate:1 1 udp ...". Nothing when it does not parse. Unknown extensions are
// skipped.
[[nodiscard]] std::optional<SdpCandidate> parse_candidate(std::string_view value);
[[nodiscard]] std::string write_candidate(const SdpCandidate& candidate);

}  // namespace diemcau::wire
