// The client's side of ICE towards a lite server: the controlling agent (RFC 8445). Sends checks to the server's
// candidates, nominates the first that answers (and no other: the server sends to what was nominated last), and keeps
// it fresh. Sans-IO.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "ice/credentials.hpp"
#include "ice/verdict.hpp"
#include "wire/stun.hpp"

namespace diemcau::ice {

// First retransmission of a check; doubles each time (RFC 8489 section 6.2.1, with the shorter start that RFC 8445
// section 14.3 allows for few candidates).
inline constexpr Duration kFirstCheckRetransmit = std::chrono::milliseconds{50};
// Transmissions of one check: the last goes out 3.2 s after the first, and is waited for as long again.
inline constexpr int kCheckTransmissions = 7;
// Between consent checks on the selected pair, times a random 0.8 to 1.2 (RFC 7675 section 5.1).
inline constexpr Duration kConsentInterval = std::chrono::seconds{5};

enum class ControllingFailure : std::uint8_t {
  no_candidates,  // the server named none
  no_answer,      // no candidate answered any transmission
  refused,        // an answer said so: wrong credentials or role
  consent_lost,   // the selected pair fell silent for kConsentTimeout
};
[[nodiscard]] std::string_view name(ControllingFailure failure);

class ControllingAgent {
 public:
  // `random` names transactions and spreads timers; it must outlive the agent.
  ControllingAgent(Credentials local, Credentials remote, const std::vector<SocketAddress>& candidates, Random& random,
                   Instant now);

  // A STUN datagram. Nothing when it was a valid answer; otherwise why it was dropped.
  [[nodiscard]] std::optional<StunDrop> handle(Instant now, const SocketAddress& from, Bytes datagram);

  struct Check {
    SocketAddress to;
    std::size_t size = 0;  // bytes written
  };
  // The next check that is due, written to `target` (kMaxStunMessage bytes); call until there is none.
  [[nodiscard]] std::optional<Check> poll_check(Instant now, MutableBytes target);

  // When to call poll_check next; kNever after failure.
  [[nodiscard]] Instant deadline() const;

  [[nodiscard]] const std::optional<SocketAddress>& selected() const { return selected_; }
  [[nodiscard]] std::optional<ControllingFailure> failed() const { return failed_; }
  [[nodiscard]] bool is_valid(const SocketAddress& address) const { return selected_ == address; }

  // New credentials and candidates; the selected pair stays in use until a new one is found.
  void restart(Credentials local, Credentials remote, const std::vector<SocketAddress>& candidates, Instant now);

 private:
  struct Pair {
    SocketAddress to;
    wire::TransactionId transaction{};
    int transmissions = 0;
    Instant next{};  // transmission, or the end of waiting after the last
    bool refused = false;
  };

  void start_checks(const std::vector<SocketAddress>& candidates, Instant now);
  [[nodiscard]] wire::TransactionId new_transaction();
  void schedule(Pair& pair, Instant now);
  void succeed(Instant now, const SocketAddress& to);
  void expire(Instant now);
  [[nodiscard]] std::size_t write_check(const Pair& pair, MutableBytes target) const;

  Credentials local_;
  Credentials remote_;
  Random& random_;
  std::uint64_t tie_breaker_;
  std::vector<Pair> pairs_;  // while checking: one per candidate; then the selected one
  // Since the start or the last restart: no pair selected; selected, but the server has not answered the nomination;
  // answered.
  enum class Phase : std::uint8_t { checking, nominating, holding };
  Phase phase_ = Phase::checking;
  std::optional<SocketAddress> selected_;
  Instant consent_until_ = kNever;
  std::optional<ControllingFailure> failed_;
};

}  // namespace diemcau::ice
