// The server's side of ICE: a lite agent (RFC 8445 section 2.5) answers connectivity checks and sends none. One
// component, because RTP and RTCP share it (RFC 5761). Sans-IO.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "ice/credentials.hpp"
#include "ice/verdict.hpp"

namespace diemcau::wire {
struct StunMessage;
}

namespace diemcau::ice {

// Without a valid check for so long the peer may be gone, and we may not send any more (RFC 7675 section 5.1). A lite
// agent's consent is being asked.
inline constexpr Duration kConsentTimeout = std::chrono::seconds{30};

class LiteAgent {
 public:
  LiteAgent(Credentials local, Credentials remote);

  struct Outcome {
    std::optional<StunDrop> drop = std::nullopt;  // empty: a valid check, and `from` belongs to the peer
    std::size_t reply_size = 0;                   // bytes written to `reply`, to be sent to `from`; 0: nothing to send
    bool newly_selected = false;                  // selected() changed
    std::optional<SocketAddress> forgotten = std::nullopt;  // an older address that made room for a new one
  };

  // A STUN datagram from `from`. `reply` must have kMaxStunMessage bytes.
  [[nodiscard]] Outcome handle(Instant now, const SocketAddress& from, Bytes datagram, MutableBytes reply);

  // The peer's address to send to: the newest that it nominated (RFC 8445 section 7.3.1.5). Peers that nominate
  // aggressively name several; the one named last is the one they moved to.
  [[nodiscard]] const std::optional<SocketAddress>& selected() const { return selected_; }

  // The address passed a check, so its datagrams may be looked at.
  [[nodiscard]] bool is_valid(const SocketAddress& address) const;
  [[nodiscard]] const std::vector<SocketAddress>& valid_addresses() const { return valid_; }

  // When consent ends; kNever before the first valid check.
  [[nodiscard]] Instant consent_until() const;

  // New credentials (RFC 8445 section 9). The old ones stay valid, and media flows on, until the peer nominates a pair
  // under the new ones.
  void restart(Credentials local, Credentials remote);

  // Whether a USERNAME's first part is ours, now or until the restart under way is done.
  [[nodiscard]] bool owns_ufrag(std::string_view local_ufrag) const;

 private:
  struct Generation {
    Credentials local;
    Credentials remote;
  };

  [[nodiscard]] Result<const Generation*, StunDrop> verify(const wire::StunMessage& check) const;
  [[nodiscard]] const Generation* generation_of(std::string_view username) const;
  void learn(const SocketAddress& from, Outcome& outcome);
  void nominate(const SocketAddress& from, bool under_current, Outcome& outcome);

  Generation current_;
  std::optional<Generation> previous_;
  std::vector<SocketAddress> valid_;  // at most kMaxRemoteCandidates
  std::optional<SocketAddress> selected_;
  std::optional<Instant> last_check_;
};

// The local and the remote ufrag of a check that may or may not be for us: what a socket shared by many sessions looks
// at before it spends a hash (RFC 8445 section 7.2.2: "LOCAL:REMOTE" as the receiver sees it). Views into `datagram`.
[[nodiscard]] std::optional<std::string_view> local_ufrag_of(Bytes datagram);

}  // namespace diemcau::ice
