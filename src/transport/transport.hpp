// One peer: ICE, DTLS and SRTP put together. Datagrams in, plain RTP and RTCP out; plain RTP and RTCP in, sealed
// datagrams out. Sans-IO, in both roles: the server answers checks, a simulated site sends them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/address.hpp"
#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "dtls/context.hpp"
#include "dtls/endpoint.hpp"
#include "ice/controlling_agent.hpp"
#include "ice/credentials.hpp"
#include "ice/lite_agent.hpp"
#include "srtp/cipher.hpp"
#include "srtp/receiver.hpp"
#include "srtp/sender.hpp"
#include "transport/datagrams.hpp"
#include "transport/drops.hpp"

namespace diemcau::transport {

// From construction to the end of the DTLS handshake. A person has reloaded the page by then.
inline constexpr Duration kConnectGiveUp = std::chrono::seconds{30};

enum class EndReason : std::uint8_t {
  closed_here,
  closed_by_peer,   // DTLS close_notify
  consent_lost,     // no connectivity check for ice::kConsentTimeout, or none answered
  never_connected,  // kConnectGiveUp passed, or no candidate answered
  dtls_failed,      // no handshake, or no keys from it; also when OpenSSL is out of memory
};
[[nodiscard]] std::string_view name(EndReason reason);

struct ConnectedEvent {};
struct EndedEvent {
  EndReason reason = EndReason::closed_here;
  std::string detail;  // for the log; may be empty
};
using TransportEvent = std::variant<ConnectedEvent, EndedEvent>;

enum class DeadlineReason : std::uint8_t { none, give_up, consent, check, handshake };
[[nodiscard]] std::string_view name(DeadlineReason reason);
struct Deadline {
  Instant at = kNever;
  DeadlineReason reason = DeadlineReason::none;
};

// What the transports of one lane share. All of it outlives them.
struct Shared {
  const dtls::Context& dtls;
  srtp::CipherMaker& ciphers;
  Random& random;
  Drops& drops;
};

struct TransportOptions {
  ice::Credentials local_ice;
  ice::Credentials remote_ice;
  dtls::Fingerprint remote_fingerprint;
  dtls::Role dtls_role = dtls::Role::server;
  // The peer's addresses, and with them the client's role: checks are sent. Nothing: the server's, checks are awaited.
  std::optional<std::vector<SocketAddress>> check;
};

class Transport {
 public:
  Transport(const Shared& shared, TransportOptions options, Instant now);

  // What one datagram brought, besides events.
  struct Incoming {
    enum class Kind : std::uint8_t { nothing, rtp, rtcp };
    Kind kind = Kind::nothing;
    Bytes plain;  // the decrypted packet, inside the datagram given
    // Server's role: this address proved, perhaps not for the first time, to be the peer's; an older one is no longer
    // looked at.
    std::optional<SocketAddress> proved;
    std::optional<SocketAddress> forgotten;
  };

  // Decrypts in place. Answers are appended to `out`.
  [[nodiscard]] Incoming handle(Instant now, const SocketAddress& from, MutableBytes datagram, SendBatch& out);

  // At deadline() or later, and once after construction; early calls do nothing.
  void handle_timeout(Instant now, SendBatch& out);
  [[nodiscard]] Deadline deadline() const;

  // The next thing that happened; call until there is nothing.
  [[nodiscard]] std::optional<TransportEvent> poll_event();

  // One RTP packet: `header` is the whole RTP header with extensions; the payload is `prefix` and `tail` together.
  // Sealed straight into `out`. False when it was dropped (and counted).
  bool send_rtp(Bytes header, Bytes prefix, Bytes tail, SendBatch& out);
  // One compound packet.
  bool send_rtcp(Bytes compound, SendBatch& out);

  // Tells the peer (close_notify). Nothing is accepted or sent any more.
  void close(Instant now, SendBatch& out);

  // RFC 8445 section 9. `check`: as in the options, and present in the same role.
  void restart_ice(Instant now, ice::Credentials local, ice::Credentials remote,
                   const std::optional<std::vector<SocketAddress>>& check);

  [[nodiscard]] bool connected() const { return media_.has_value() && !ended_; }
  [[nodiscard]] bool ended() const { return ended_; }
  // Where datagrams go; nothing before ICE has found it.
  [[nodiscard]] std::optional<SocketAddress> peer() const;
  [[nodiscard]] std::string_view srtp_profile() const;  // as IANA names it; empty before connected

 private:
  struct Media {
    srtp::Sender sender;
    srtp::Receiver receiver;
  };

  [[nodiscard]] Incoming handle_stun(Instant now, const SocketAddress& from, Bytes datagram, SendBatch& out);
  [[nodiscard]] bool is_from_peer(const SocketAddress& from) const;
  void handle_dtls(Instant now, const SocketAddress& from, Bytes datagram, SendBatch& out);
  [[nodiscard]] Incoming open_rtp(MutableBytes datagram);
  [[nodiscard]] Incoming open_rtcp(MutableBytes datagram);

  template <class SetUp>
  bool try_to(SetUp&& set_up);
  bool start_dtls(Instant now);
  void follow_dtls(SendBatch& out);
  void become_connected(const dtls::SrtpKeys& keys);
  void count_dtls_drops();
  void follow_checks(Instant now, SendBatch& out);
  void end(EndReason reason, std::string detail);

  Shared shared_;
  std::variant<ice::LiteAgent, ice::ControllingAgent> ice_;
  dtls::EndpointOptions dtls_options_;
  std::unique_ptr<dtls::Endpoint> dtls_;    // once ICE knows the peer
  dtls::Drops dtls_counted_;                // of its drops, those already in shared_.drops
  std::optional<SocketAddress> dtls_from_;  // where the peer's handshake comes from, until it nominates
  std::optional<Media> media_;              // once the handshake is done
  Instant give_up_at_;
  bool ended_ = false;
  std::vector<TransportEvent> events_;  // at most one of each kind
};

}  // namespace diemcau::transport
