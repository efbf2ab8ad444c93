#include "ice/lite_agent.hpp"

#include <algorithm>
#include <utility>

#include "wire/stun.hpp"
#include "wire/stun_integrity.hpp"

namespace diemcau::ice {

namespace {

constexpr std::uint16_t kUnknownAttribute = 420;  // RFC 8489 section 14.8
constexpr std::uint16_t kRoleConflict = 487;      // RFC 8445 section 7.1.3

StunDrop drop_of(wire::StunError error) {
  return error == wire::StunError::bad_fingerprint ? StunDrop::bad_fingerprint : StunDrop::malformed;
}

// What makes a datagram a connectivity check at all, before a hash is spent on it (RFC 8445 section 7.1).
std::optional<StunDrop> check_shape(const wire::StunMessage& message) {
  if (message.method != wire::kStunBinding) {
    return StunDrop::not_binding;
  }
  if (message.message_class == wire::StunClass::indication) {
    return StunDrop::indication;
  }
  if (!message.is_request()) {
    return StunDrop::unknown_transaction;
  }
  if (!message.has_fingerprint) {
    return StunDrop::bad_fingerprint;
  }
  if (!message.username || !message.integrity || !message.priority) {
    return StunDrop::malformed;
  }
  return std::nullopt;
}

std::size_t write_success(const wire::StunMessage& check, const SocketAddress& from, std::string_view key,
                          MutableBytes reply) {
  wire::StunWriter writer{reply, wire::StunClass::success, wire::kStunBinding, check.transaction};
  writer.xor_mapped_address(from);
  return wire::finish_with_integrity(writer, key).size();
}

std::size_t write_unknown_attribute(const wire::StunMessage& check, std::string_view key, MutableBytes reply) {
  wire::StunWriter writer{reply, wire::StunClass::error, wire::kStunBinding, check.transaction};
  writer.error_code(kUnknownAttribute, "Unknown Attribute");
  writer.unknown_attributes(check.unknown_required());
  return wire::finish_with_integrity(writer, key).size();
}

std::size_t write_role_conflict(const wire::StunMessage& check, std::string_view key, MutableBytes reply) {
  wire::StunWriter writer{reply, wire::StunClass::error, wire::kStunBinding, check.transaction};
  writer.error_code(kRoleConflict, "Role Conflict");
  return wire::finish_with_integrity(writer, key).size();
}

// USERNAME of a check as its receiver sees it: "LOCAL:REMOTE" (RFC 8445 section 7.2.2).
bool is_username_of(std::string_view username, const Credentials& local, const Credentials& remote) {
  return username.size() == local.ufrag.size() + 1 + remote.ufrag.size() && username.starts_with(local.ufrag) &&
         username[local.ufrag.size()] == ':' && username.ends_with(remote.ufrag);
}

}  // namespace

std::optional<std::string_view> local_ufrag_of(Bytes datagram) {
  const auto message = wire::parse_stun(datagram);
  if (!message || check_shape(*message)) {
    return std::nullopt;
  }
  const std::size_t colon = message->username->find(':');
  return colon == std::string_view::npos ? std::nullopt : std::optional{message->username->substr(0, colon)};
}

LiteAgent::LiteAgent(Credentials local, Credentials remote) : current_{std::move(local), std::move(remote)} {}

LiteAgent::Outcome LiteAgent::handle(Instant now, const SocketAddress& from, Bytes datagram, MutableBytes reply) {
  const auto check = wire::parse_stun(datagram);
  if (!check) {
    return {.drop = drop_of(check.error())};
  }
  const auto generation = verify(*check);
  if (!generation) {
    return {.drop = generation.error()};
  }
  const std::string_view key = (*generation)->local.pwd;
  if (!check->unknown_required().empty()) {
    return {.drop = StunDrop::unknown_attribute, .reply_size = write_unknown_attribute(*check, key, reply)};
  }
  if (check->ice_controlled) {
    // We are lite and never control, so there is no tie to break: it is for the peer to switch (RFC 8445
    // section 6.1.1).
    return {.drop = StunDrop::role_conflict, .reply_size = write_role_conflict(*check, key, reply)};
  }
  Outcome outcome{.reply_size = write_success(*check, from, key, reply)};
  last_check_ = now;
  const bool under_current = *generation == &current_;
  learn(from, outcome);
  if (check->use_candidate) {
    nominate(from, under_current, outcome);
  }
  return outcome;
}

Result<const LiteAgent::Generation*, StunDrop> LiteAgent::verify(const wire::StunMessage& check) const {
  if (const auto drop = check_shape(check)) {
    return failure(*drop);
  }
  const Generation* const generation = generation_of(*check.username);
  if (generation == nullptr) {
    return failure(StunDrop::unknown_user);
  }
  if (!wire::verify_integrity(check, generation->local.pwd)) {
    return failure(StunDrop::bad_integrity);
  }
  return generation;
}

const LiteAgent::Generation* LiteAgent::generation_of(std::string_view username) const {
  if (is_username_of(username, current_.local, current_.remote)) {
    return &current_;
  }
  if (previous_ && is_username_of(username, previous_->local, previous_->remote)) {
    return &*previous_;
  }
  return nullptr;
}

// Valid addresses in order of learning; when there are too many the oldest that is not in use goes.
void LiteAgent::learn(const SocketAddress& from, Outcome& outcome) {
  if (is_valid(from)) {
    return;
  }
  if (valid_.size() == kMaxRemoteCandidates) {
    const auto oldest = std::ranges::find_if(valid_, [this](const SocketAddress& a) { return selected_ != a; });
    outcome.forgotten = *oldest;
    valid_.erase(oldest);
  }
  valid_.push_back(from);
}

void LiteAgent::nominate(const SocketAddress& from, bool under_current, Outcome& outcome) {
  if (!under_current && selected_) {
    return;  // a restart is under way: a late check of the old generation must not pull media back
  }
  if (under_current) {
    previous_.reset();
  }
  outcome.newly_selected = selected_ != from;
  selected_ = from;
}

bool LiteAgent::is_valid(const SocketAddress& address) const {
  return std::ranges::find(valid_, address) != valid_.end();
}

Instant LiteAgent::consent_until() const {
  return last_check_ ? *last_check_ + kConsentTimeout : kNever;
}

void LiteAgent::restart(Credentials local, Credentials remote) {
  // Two restarts in a row: the pair in use is under the oldest generation, but the peer has begun a newer one already.
  previous_ = std::exchange(current_, Generation{std::move(local), std::move(remote)});
}

bool LiteAgent::owns_ufrag(std::string_view local_ufrag) const {
  return current_.local.ufrag == local_ufrag || (previous_ && previous_->local.ufrag == local_ufrag);
}

}  // namespace diemcau::ice
