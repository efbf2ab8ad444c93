// One DTLS 1.2 session (RFC 6347) that exists to agree on SRTP keys (RFC 5764) with the peer named by a fingerprint.
// Sans-IO: datagrams and time go in, datagrams, a deadline and a state come out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "dtls/certificate.hpp"
#include "dtls/context.hpp"
#include "dtls/role.hpp"
#include "dtls/srtp_profile.hpp"

namespace diemcau::dtls {

// UDP payload bytes of the largest datagram sent. Fits any path that carries our media.
inline constexpr std::size_t kMtu = 1200;

// First retransmission, and the longest pause between two. RFC 6347 section 4.2.4.1 starts at a second and doubles up
// to sixty for peers it knows nothing of; ICE has just measured this path as alive, and people wait for the picture.
inline constexpr Duration kFirstRetransmit = std::chrono::milliseconds{200};
inline constexpr Duration kMaxRetransmit = std::chrono::milliseconds{3200};

// A handshake that takes longer has failed. OpenSSL itself gives up after twelve timeouts, which come later.
inline constexpr Duration kHandshakeGiveUp = std::chrono::seconds{30};

// Datagrams waiting to be polled: three flights with certificate chains of several kilobytes. The oldest go first.
inline constexpr std::size_t kMaxQueuedDatagrams = 32;

enum class FailureReason : std::uint8_t {
  handshake_timeout,     // not connected within kHandshakeGiveUp
  fingerprint_mismatch,  // the peer's certificate is not the one its SDP promised
  no_srtp_profile,       // no common SRTP profile
  peer_alert,            // the peer refused
  protocol_error,        // the peer's messages make no sense
};

[[nodiscard]] std::string_view name(FailureReason reason);

struct Connecting {};
struct Connected {
  SrtpKeys keys;
};
struct Failed {
  FailureReason reason;
  std::string detail;  // OpenSSL's words, for the log; may be empty
};
struct Closed {
  bool by_peer;
};
using State = std::variant<Connecting, Connected, Failed, Closed>;

// Datagrams handle_datagram did not hand to OpenSSL, or OpenSSL's answers that found no room.
struct Drops {
  std::uint64_t malformed = 0;   // not a run of DTLS records
  std::uint64_t unexpected = 0;  // a record that has no business in this state
  std::uint64_t after_end = 0;   // in state Failed or Closed
  std::uint64_t queue_full = 0;  // own datagrams pushed out of the queue
};

struct EndpointOptions {
  Role role = Role::server;
  Fingerprint expected_peer;
  // In order of preference; the server's order decides. Copied at construction.
  std::span<const SrtpProfile> profiles = kDefaultSrtpProfiles;
};

class Endpoint {
 public:
  // A client sends its first flight at once: poll after construction. `context` must outlive the endpoint. Throws
  // std::runtime_error when OpenSSL fails.
  Endpoint(const Context& context, const EndpointOptions& options, Instant now);
  ~Endpoint();

  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;

  // One UDP payload from the peer. Never fails for what the peer sent: look at state() and drops().
  void handle_datagram(Instant now, Bytes datagram);

  // Call at deadline() or later; early calls do nothing.
  void handle_timeout(Instant now);

  // kNever when there is nothing to wait for.
  [[nodiscard]] Instant deadline() const;

  // The next datagram to send, at most kMtu bytes; call until there is none.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> poll_datagram();

  // Sends close_notify when connected. Failed stays Failed.
  void close(Instant now);

  [[nodiscard]] const State& state() const;
  [[nodiscard]] const Drops& drops() const;

 private:
  class Session;
  std::unique_ptr<Session> session_;  // never moves: OpenSSL keeps its address
};

}  // namespace diemcau::dtls
