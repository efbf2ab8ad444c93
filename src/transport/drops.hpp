// Every datagram, in or out, that goes no further has a reason, and every reason is counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ice/verdict.hpp"
#include "srtp/error.hpp"

namespace diemcau::transport {

enum class Drop : std::uint8_t {
  unknown_kind,       // neither STUN, DTLS, RTP nor RTCP by its first bytes (RFC 7983), or empty
  not_from_peer,      // the address has passed no connectivity check
  media_before_keys,  // SRTP before the handshake was done
  after_end,          // the transport is closed
  dtls_malformed,     // not a run of DTLS records
  dtls_unexpected,    // a record that has no business in this state
  dtls_queue_full,    // own handshake datagrams that were not fetched
  not_connected,      // to send: no keys yet, or no more
  too_long,           // to send: longer than kMaxDatagram
};
inline constexpr std::size_t kDropCount = static_cast<std::size_t>(Drop::too_long) + 1;

[[nodiscard]] constexpr std::string_view name(Drop drop) {
  constexpr std::array<std::string_view, kDropCount> kNames{"unknown_kind",    "not_from_peer",  "media_before_keys",
                                                            "after_end",       "dtls_malformed", "dtls_unexpected",
                                                            "dtls_queue_full", "not_connected",  "too_long"};
  return kNames.at(static_cast<std::size_t>(drop));
}

// Sums since start, of all transports of one lane together: sessions come and go, their counts stay.
struct Drops {
  std::array<std::uint64_t, kDropCount> own{};
  std::array<std::uint64_t, ice::kStunDropCount> stun{};
  std::array<std::uint64_t, srtp::kSrtpErrorCount> open{};  // received media that did not decrypt
  std::array<std::uint64_t, srtp::kSrtpErrorCount> seal{};  // media to send that could not be encrypted

  void count(Drop drop, std::uint64_t times = 1) { own[static_cast<std::size_t>(drop)] += times; }
  void count(ice::StunDrop drop) { ++stun[static_cast<std::size_t>(drop)]; }
  void count_open(srtp::SrtpError error) { ++open[static_cast<std::size_t>(error)]; }
  void count_seal(srtp::SrtpError error) { ++seal[static_cast<std::size_t>(error)]; }

  [[nodiscard]] std::uint64_t of(Drop drop) const { return own[static_cast<std::size_t>(drop)]; }
  [[nodiscard]] std::uint64_t of(ice::StunDrop drop) const { return stun[static_cast<std::size_t>(drop)]; }
};

}  // namespace diemcau::transport
