#include "ice/controlling_agent.hpp"

#include <algorithm>
#include <utility>

#include "ice/lite_agent.hpp"
#include "wire/stun_integrity.hpp"

namespace diemcau::ice {

namespace {

// Of a host candidate with the highest local preference, as its peer would see it: a peer-reflexive one (RFC 8445
// sections 5.1.2.1 and 7.1.1).
constexpr std::uint32_t kPriority = (110U << 24U) | (65535U << 8U) | 255U;

}  // namespace

std::string_view name(ControllingFailure failure) {
  switch (failure) {
    case ControllingFailure::no_candidates:
      return "no_candidates";
    case ControllingFailure::no_answer:
      return "no_answer";
    case ControllingFailure::refused:
      return "refused";
    case ControllingFailure::consent_lost:
      return "consent_lost";
  }
  return {};
}

ControllingAgent::ControllingAgent(Credentials local, Credentials remote, const std::vector<SocketAddress>& candidates,
                                   Random& random, Instant now)
    : local_(std::move(local)), remote_(std::move(remote)), random_(random), tie_breaker_(random.u64()) {
  start_checks(candidates, now);
}

void ControllingAgent::restart(Credentials local, Credentials remote, const std::vector<SocketAddress>& candidates,
                               Instant now) {
  local_ = std::move(local);
  remote_ = std::move(remote);
  start_checks(candidates, now);
}

void ControllingAgent::start_checks(const std::vector<SocketAddress>& candidates, Instant now) {
  pairs_.clear();
  phase_ = Phase::checking;
  for (const SocketAddress& candidate : candidates) {
    if (pairs_.size() < kMaxRemoteCandidates) {
      pairs_.push_back({.to = candidate, .transaction = new_transaction(), .next = now});
    }
  }
  if (pairs_.empty()) {
    failed_ = ControllingFailure::no_candidates;
  }
}

wire::TransactionId ControllingAgent::new_transaction() {
  wire::TransactionId id;
  std::ranges::generate(id.bytes, [this] { return static_cast<std::uint8_t>(random_.u16()); });
  return id;
}

std::optional<StunDrop> ControllingAgent::handle(Instant now, const SocketAddress& from, Bytes datagram) {
  const auto answer = wire::parse_stun(datagram);
  if (!answer) {
    return answer.error() == wire::StunError::bad_fingerprint ? StunDrop::bad_fingerprint : StunDrop::malformed;
  }
  if (answer->method != wire::kStunBinding || answer->is_request()) {
    return StunDrop::not_binding;  // a lite peer sends no requests
  }
  if (answer->message_class == wire::StunClass::indication) {
    return StunDrop::indication;
  }
  const auto pair = std::ranges::find(pairs_, answer->transaction, &Pair::transaction);
  if (pair == pairs_.end() || pair->transmissions == 0) {
    return StunDrop::unknown_transaction;
  }
  if (pair->to != from) {
    return StunDrop::wrong_address;
  }
  if (!wire::verify_integrity(*answer, remote_.pwd)) {
    return StunDrop::bad_integrity;
  }
  if (answer->message_class == wire::StunClass::error) {
    pair->refused = phase_ == Phase::checking;
    return StunDrop::error_response;
  }
  succeed(now, from);
  return std::nullopt;
}

void ControllingAgent::succeed(Instant now, const SocketAddress& to) {
  consent_until_ = now + kConsentTimeout;
  switch (phase_) {
    case Phase::checking:
      phase_ = Phase::nominating;
      selected_ = to;
      pairs_ = {Pair{.to = to, .transaction = new_transaction(), .next = now}};
      break;
    case Phase::nominating:
      phase_ = Phase::holding;
      schedule(pairs_.front(), now);
      break;
    case Phase::holding:
      break;
  }
}

void ControllingAgent::schedule(Pair& pair, Instant now) {
  if (phase_ != Phase::holding) {
    pair.next = now + kFirstCheckRetransmit * (std::int64_t{1} << (pair.transmissions - 1));
    return;
  }
  const double spread = 0.8 + 0.4 * random_.unit();
  pair.next = now + std::chrono::duration_cast<Duration>(kConsentInterval * spread);
}

std::optional<ControllingAgent::Check> ControllingAgent::poll_check(Instant now, MutableBytes target) {
  expire(now);
  if (failed_) {
    return std::nullopt;
  }
  for (Pair& pair : pairs_) {
    if (now < pair.next || pair.refused || (phase_ == Phase::checking && pair.transmissions == kCheckTransmissions)) {
      continue;
    }
    if (phase_ == Phase::holding) {
      pair.transaction = new_transaction();  // RFC 7675 section 5.1: consent checks are not retransmitted
    } else if (pair.transmissions < kCheckTransmissions) {
      ++pair.transmissions;
    }
    schedule(pair, now);
    return Check{pair.to, write_check(pair, target)};
  }
  return std::nullopt;
}

void ControllingAgent::expire(Instant now) {
  if (failed_) {
    return;
  }
  if (selected_ && now >= consent_until_) {
    failed_ = ControllingFailure::consent_lost;
    return;
  }
  const auto is_dead = [now](const Pair& pair) {
    return pair.refused || (pair.transmissions == kCheckTransmissions && now >= pair.next);
  };
  if (phase_ == Phase::checking && std::ranges::all_of(pairs_, is_dead)) {
    const bool refused = std::ranges::any_of(pairs_, &Pair::refused);
    failed_ = refused ? ControllingFailure::refused : ControllingFailure::no_answer;
  }
}

Instant ControllingAgent::deadline() const {
  if (failed_) {
    return kNever;
  }
  Instant earliest = selected_ ? consent_until_ : kNever;
  for (const Pair& pair : pairs_) {
    if (!pair.refused) {
      earliest = std::min(earliest, pair.next);
    }
  }
  return earliest;
}

std::size_t ControllingAgent::write_check(const Pair& pair, MutableBytes target) const {
  wire::StunWriter writer{target, wire::StunClass::request, wire::kStunBinding, pair.transaction};
  writer.username(remote_.ufrag + ":" + local_.ufrag);
  writer.ice_controlling(tie_breaker_);
  if (phase_ != Phase::checking) {
    writer.use_candidate();  // RFC 8445 section 8.1.1
  }
  writer.priority(kPriority);
  return wire::finish_with_integrity(writer, remote_.pwd).size();
}

}  // namespace diemcau::ice
