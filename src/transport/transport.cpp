#include "transport/transport.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "transport/kind.hpp"

namespace diemcau::transport {

namespace {

using IceAgent = std::variant<ice::LiteAgent, ice::ControllingAgent>;

IceAgent make_agent(const Shared& shared, TransportOptions& options, Instant now) {
  if (options.check) {
    return IceAgent{std::in_place_type<ice::ControllingAgent>,
                    std::move(options.local_ice),
                    std::move(options.remote_ice),
                    *options.check,
                    shared.random,
                    now};
  }
  return IceAgent{std::in_place_type<ice::LiteAgent>, std::move(options.local_ice), std::move(options.remote_ice)};
}

Deadline earlier(Deadline a, Deadline b) {
  return b.at < a.at ? b : a;
}

void append(SendBatch& out, const SocketAddress& to, Bytes bytes) {
  std::ranges::copy(bytes, out.reserve(bytes.size()).begin());
  out.commit(to, bytes.size());
}

}  // namespace

std::string_view name(EndReason reason) {
  switch (reason) {
    case EndReason::closed_here:
      return "closed_here";
    case EndReason::closed_by_peer:
      return "closed_by_peer";
    case EndReason::consent_lost:
      return "consent_lost";
    case EndReason::never_connected:
      return "never_connected";
    case EndReason::dtls_failed:
      return "dtls_failed";
  }
  return {};
}

std::string_view name(DeadlineReason reason) {
  switch (reason) {
    case DeadlineReason::none:
      return "none";
    case DeadlineReason::give_up:
      return "give_up";
    case DeadlineReason::consent:
      return "consent";
    case DeadlineReason::check:
      return "check";
    case DeadlineReason::handshake:
      return "handshake";
  }
  return {};
}

Transport::Transport(const Shared& shared, TransportOptions options, Instant now)
    : shared_(shared),
      ice_(make_agent(shared, options, now)),
      dtls_options_{.role = options.dtls_role, .expected_peer = options.remote_fingerprint},
      give_up_at_(now + kConnectGiveUp) {}

// ---- In -------------------------------------------------------------------------------------------------------------

Transport::Incoming Transport::handle(Instant now, const SocketAddress& from, MutableBytes datagram, SendBatch& out) {
  if (ended_) {
    shared_.drops.count(Drop::after_end);
    return {};
  }
  const Kind kind = kind_of(datagram);
  if (kind == Kind::unknown) {
    shared_.drops.count(Drop::unknown_kind);
    return {};
  }
  if (kind == Kind::stun) {
    return handle_stun(now, from, datagram, out);
  }
  if (!is_from_peer(from)) {
    shared_.drops.count(Drop::not_from_peer);
    return {};
  }
  if (kind == Kind::dtls) {
    handle_dtls(now, from, datagram, out);
    return {};
  }
  if (!media_) {
    shared_.drops.count(Drop::media_before_keys);
    return {};
  }
  return kind == Kind::rtp ? open_rtp(datagram) : open_rtcp(datagram);
}

Transport::Incoming Transport::handle_stun(Instant now, const SocketAddress& from, Bytes datagram, SendBatch& out) {
  if (auto* const client = std::get_if<ice::ControllingAgent>(&ice_)) {
    if (const auto drop = client->handle(now, from, datagram)) {
      shared_.drops.count(*drop);
    }
    follow_checks(now, out);
    return {};
  }
  auto& server = std::get<ice::LiteAgent>(ice_);
  const auto outcome = server.handle(now, from, datagram, out.reserve(ice::kMaxStunMessage));
  if (outcome.reply_size > 0) {
    out.commit(from, outcome.reply_size);
  }
  if (outcome.drop) {
    shared_.drops.count(*outcome.drop);
    return {};
  }
  if (server.selected() && start_dtls(now)) {
    follow_dtls(out);
  }
  Incoming incoming;
  incoming.proved = from;
  incoming.forgotten = outcome.forgotten;
  return incoming;
}

bool Transport::is_from_peer(const SocketAddress& from) const {
  return std::visit([&from](const auto& agent) { return agent.is_valid(from); }, ice_);
}

void Transport::handle_dtls(Instant now, const SocketAddress& from, Bytes datagram, SendBatch& out) {
  if (!start_dtls(now)) {
    return;
  }
  dtls_from_ = from;
  dtls_->handle_datagram(now, datagram);
  count_dtls_drops();
  follow_dtls(out);
}

Transport::Incoming Transport::open_rtp(MutableBytes datagram) {
  const auto size = media_->receiver.open_rtp(datagram);
  if (!size) {
    shared_.drops.count_open(size.error());
    return {};
  }
  Incoming incoming;
  incoming.kind = Incoming::Kind::rtp;
  incoming.plain = datagram.first(*size);
  return incoming;
}

Transport::Incoming Transport::open_rtcp(MutableBytes datagram) {
  const auto size = media_->receiver.open_rtcp(datagram);
  if (!size) {
    shared_.drops.count_open(size.error());
    return {};
  }
  Incoming incoming;
  incoming.kind = Incoming::Kind::rtcp;
  incoming.plain = datagram.first(*size);
  return incoming;
}

// ---- DTLS -----------------------------------------------------------------------------------------------------------

// What the crypto libraries can only refuse by an exception, being out of memory, ends this session and no other.
template <class SetUp>
bool Transport::try_to(SetUp&& set_up) {
  try {
    set_up();
    return true;
  } catch (const std::exception& refused) {
    end(EndReason::dtls_failed, refused.what());
    return false;
  }
}

// The handshake begins when ICE has found the peer, so that a client's first flight is not lost and a server spends no
// memory on sessions that never come. False when it cannot, and the transport has ended.
bool Transport::start_dtls(Instant now) {
  return dtls_ || try_to([&] { dtls_ = std::make_unique<dtls::Endpoint>(shared_.dtls, dtls_options_, now); });
}

// Sends what the handshake has to say, and acts on where it stands.
void Transport::follow_dtls(SendBatch& out) {
  if (!dtls_ || ended_) {
    return;
  }
  while (const auto datagram = dtls_->poll_datagram()) {
    if (const auto to = peer()) {
      append(out, *to, *datagram);
    }
  }
  const dtls::State& state = dtls_->state();
  if (const auto* const connected = std::get_if<dtls::Connected>(&state)) {
    become_connected(connected->keys);
  } else if (const auto* const failed = std::get_if<dtls::Failed>(&state)) {
    end(EndReason::dtls_failed, std::string{dtls::name(failed->reason)} + " " + failed->detail);
  } else if (const auto* const closed = std::get_if<dtls::Closed>(&state)) {
    end(closed->by_peer ? EndReason::closed_by_peer : EndReason::closed_here, {});
  }
}

void Transport::become_connected(const dtls::SrtpKeys& keys) {
  if (media_) {
    return;
  }
  const auto profile = srtp::profile_from_id(keys.profile_id());
  const auto material = profile ? srtp::split_keying_material(*profile, keys.bytes()) : std::nullopt;
  if (!material) {
    end(EndReason::dtls_failed, "no keys for the agreed SRTP profile");
    return;
  }
  const bool is_client = dtls_options_.role == dtls::Role::client;
  const srtp::MasterKey& ours = is_client ? material->client : material->server;
  const srtp::MasterKey& theirs = is_client ? material->server : material->client;
  if (try_to([&] {
        media_.emplace(Media{srtp::Sender{shared_.ciphers, ours}, srtp::Receiver{shared_.ciphers, theirs}});
      })) {
    events_.emplace_back(ConnectedEvent{});
  }
}

void Transport::count_dtls_drops() {
  const dtls::Drops& drops = dtls_->drops();
  shared_.drops.count(Drop::dtls_malformed, drops.malformed - dtls_counted_.malformed);
  shared_.drops.count(Drop::dtls_unexpected, drops.unexpected - dtls_counted_.unexpected);
  shared_.drops.count(Drop::dtls_queue_full, drops.queue_full - dtls_counted_.queue_full);
  dtls_counted_ = drops;
}

// ---- Time -----------------------------------------------------------------------------------------------------------

void Transport::handle_timeout(Instant now, SendBatch& out) {
  if (ended_) {
    return;
  }
  follow_checks(now, out);
  if (dtls_ && !ended_ && now >= dtls_->deadline()) {
    dtls_->handle_timeout(now);
    follow_dtls(out);
  }
  const auto* const server = std::get_if<ice::LiteAgent>(&ice_);
  if (ended_) {
    return;
  }
  if (!media_ && now >= give_up_at_) {
    end(EndReason::never_connected, peer() ? "no DTLS handshake" : "no connectivity check");
  } else if (server != nullptr && now >= server->consent_until()) {
    end(EndReason::consent_lost, {});
  }
}

// Client's role: sends the checks that are due, starts the handshake once a pair is found, ends when there is none.
void Transport::follow_checks(Instant now, SendBatch& out) {
  auto* const client = std::get_if<ice::ControllingAgent>(&ice_);
  if (client == nullptr || ended_) {
    return;
  }
  while (const auto check = client->poll_check(now, out.reserve(ice::kMaxStunMessage))) {
    out.commit(check->to, check->size);
  }
  if (const auto failure = client->failed()) {
    const bool lost = *failure == ice::ControllingFailure::consent_lost;
    end(lost ? EndReason::consent_lost : EndReason::never_connected, std::string{ice::name(*failure)});
    return;
  }
  if (client->selected() && start_dtls(now)) {
    follow_dtls(out);
  }
}

Deadline Transport::deadline() const {
  if (ended_) {
    return {};
  }
  Deadline next;
  if (!media_) {
    next = {give_up_at_, DeadlineReason::give_up};
  }
  if (const auto* const server = std::get_if<ice::LiteAgent>(&ice_)) {
    next = earlier(next, {server->consent_until(), DeadlineReason::consent});
  } else {
    next = earlier(next, {std::get<ice::ControllingAgent>(ice_).deadline(), DeadlineReason::check});
  }
  return dtls_ ? earlier(next, {dtls_->deadline(), DeadlineReason::handshake}) : next;
}

std::optional<TransportEvent> Transport::poll_event() {
  if (events_.empty()) {
    return std::nullopt;
  }
  TransportEvent event = std::move(events_.front());
  events_.erase(events_.begin());
  return event;
}

// ---- Out ------------------------------------------------------------------------------------------------------------

bool Transport::send_rtp(Bytes header, Bytes prefix, Bytes tail, SendBatch& out) {
  const auto to = peer();
  if (!connected() || !to) {
    shared_.drops.count(Drop::not_connected);
    return false;
  }
  const std::size_t plain_size = header.size() + prefix.size() + tail.size();
  if (plain_size + srtp::kMaxRtpOverhead + srtp::kTrailerSize > kMaxDatagram) {
    shared_.drops.count(Drop::too_long);
    return false;
  }
  const MutableBytes target = out.reserve(plain_size + srtp::kMaxRtpOverhead + srtp::kTrailerSize);
  Bytes payload = tail;  // sealed from where it lies: what is shared by all receivers is never copied
  if (!prefix.empty()) {
    const MutableBytes body = target.subspan(header.size(), prefix.size() + tail.size());
    std::ranges::copy(tail, std::ranges::copy(prefix, body.begin()).out);
    payload = body;
  }
  const auto size = media_->sender.seal_rtp(header, payload, target);
  if (!size) {
    shared_.drops.count_seal(size.error());
    return false;
  }
  out.commit(*to, *size);
  return true;
}

bool Transport::send_rtcp(Bytes compound, SendBatch& out) {
  const auto to = peer();
  if (!connected() || !to) {
    shared_.drops.count(Drop::not_connected);
    return false;
  }
  if (compound.size() + srtp::kMaxRtcpOverhead > kMaxDatagram) {
    shared_.drops.count(Drop::too_long);
    return false;
  }
  const auto size = media_->sender.seal_rtcp(compound, out.reserve(compound.size() + srtp::kMaxRtcpOverhead));
  if (!size) {
    shared_.drops.count_seal(size.error());
    return false;
  }
  out.commit(*to, *size);
  return true;
}

void Transport::close(Instant now, SendBatch& out) {
  if (ended_) {
    return;
  }
  if (dtls_) {
    dtls_->close(now);
    follow_dtls(out);
  }
  end(EndReason::closed_here, {});
}

void Transport::restart_ice(Instant now, ice::Credentials local, ice::Credentials remote,
                            const std::optional<std::vector<SocketAddress>>& check) {
  if (auto* const server = std::get_if<ice::LiteAgent>(&ice_)) {
    server->restart(std::move(local), std::move(remote));
  } else if (check) {
    std::get<ice::ControllingAgent>(ice_).restart(std::move(local), std::move(remote), *check, now);
  }
}

std::optional<SocketAddress> Transport::peer() const {
  const auto selected = std::visit([](const auto& agent) { return agent.selected(); }, ice_);
  return selected ? selected : dtls_from_;
}

std::string_view Transport::srtp_profile() const {
  return media_ ? srtp::name(media_->sender.profile()) : std::string_view{};
}

void Transport::end(EndReason reason, std::string detail) {
  if (!ended_) {
    ended_ = true;
    events_.emplace_back(EndedEvent{reason, std::move(detail)});
  }
}

}  // namespace diemcau::transport
