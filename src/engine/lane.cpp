#include "engine/lane.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "ice/lite_agent.hpp"
#include "transport/kind.hpp"

namespace diemcau::engine {

namespace {

GoneReason gone_reason(transport::EndReason reason) {
  switch (reason) {
    case transport::EndReason::closed_here:
      return GoneReason::closed_here;
    case transport::EndReason::closed_by_peer:
      return GoneReason::closed_by_peer;
    case transport::EndReason::consent_lost:
      return GoneReason::consent_lost;
    case transport::EndReason::never_connected:
      return GoneReason::never_connected;
    case transport::EndReason::dtls_failed:
      return GoneReason::dtls_failed;
  }
  return GoneReason::closed_here;
}

transport::TransportOptions transport_options(const TransportParameters& parameters) {
  return {.local_ice = parameters.local_ice,
          .remote_ice = parameters.remote_ice,
          .remote_fingerprint = {parameters.remote_fingerprint_sha256},
          .dtls_role = parameters.dtls_role,
          .check = std::nullopt};
}

// What a receiver was told before its peer was connected: by slot, the latest wins.
struct WaitingReceiver {
  sfu::ReceiverParameters media;
  std::map<SlotIndex, std::optional<TrackId>> assigned;
  std::map<SlotIndex, std::uint16_t> heights_px;
};

}  // namespace

// Media is opened when the peer is connected: a key frame sent before would be lost, and the slots would wait for
// nothing. Until then it waits here.
struct Lane::Session {
  using Waiting = std::variant<std::monostate, sfu::PublisherParameters, WaitingReceiver>;

  Session(SessionId name, const transport::Shared& shared, const TransportParameters& parameters, Instant now)
      : id(name), transport(shared, transport_options(parameters), now), ufrags{parameters.local_ice.ufrag} {}

  SessionId id;
  transport::Transport transport;
  Waiting waiting;                       // empty once connected
  std::vector<std::string> ufrags;       // the newest last; at most two, as the agent knows
  std::vector<SocketAddress> addresses;  // at most ice::kMaxRemoteCandidates
  std::uint64_t routed_lanes = 0;        // that were told of some address
  Instant timer = kNever;                // the earliest of this session's timers that is not stale
};

void LaneOutputs::clear() {
  sends.clear();
  events.clear();
  messages.clear();
}

Lane::Lane(const LaneConfig& config, const Identity& identity)
    : config_(config),
      random_(config.seed),
      ciphers_(srtp::make_best_maker()),
      shared_{identity.context(), *ciphers_, random_, transport_drops_},
      sfu_(random_, config.clock) {}

Lane::~Lane() = default;

// ---- Datagrams ------------------------------------------------------------------------------------------------------

void Lane::handle(Instant now, std::span<const transport::ReceivedDatagram> datagrams) {
  for (const transport::ReceivedDatagram& datagram : datagrams) {
    ++counters_.datagrams_received;
    handle_datagram(now, datagram, std::nullopt);
  }
}

void Lane::handle_datagram(Instant now, const transport::ReceivedDatagram& datagram,
                           const std::optional<Forwarder>& forwarder) {
  Session* const session = session_for(datagram, !forwarder);
  if (session == nullptr) {
    return;
  }
  const auto incoming = session->transport.handle(now, datagram.from, datagram.bytes, outputs_.sends);
  switch (incoming.kind) {
    case transport::Transport::Incoming::Kind::rtp:
      sfu_.handle_rtp(session->id, incoming.plain, now);
      drain_sfu();
      return;  // media moves no timer and makes no event of the transport
    case transport::Transport::Incoming::Kind::rtcp:
      sfu_.handle_rtcp(session->id, incoming.plain, now);
      drain_sfu();
      return;
    case transport::Transport::Incoming::Kind::nothing:
      break;
  }
  learn_addresses(*session, datagram.from, incoming, forwarder);
  follow(now, *session);
}

// A known address tells the session; a check from a new one is told by its ufrag. Checks are always looked up by ufrag
// first: a peer may reuse the address of a session that it left.
Lane::Session* Lane::session_for(const transport::ReceivedDatagram& datagram, bool may_forward) {
  const auto known = addresses_.find(datagram.from);
  if (transport::kind_of(datagram.bytes) == transport::Kind::stun) {
    const auto ufrag = ice::local_ufrag_of(datagram.bytes);
    const auto lane = ufrag ? lane_of_ufrag(*ufrag) : std::nullopt;
    if (!lane || *lane >= config_.lanes) {
      count(LaneDrop::not_for_lanes);
      return nullptr;
    }
    if (*lane != config_.index && may_forward) {
      const auto route = routes_.find(datagram.from);
      forward(*lane, datagram, route != routes_.end() && route->second == *lane);
      return nullptr;
    }
    const auto session = ufrags_.find(std::string{*ufrag});
    if (session == ufrags_.end()) {
      count(LaneDrop::unknown_ufrag);
      return nullptr;
    }
    return find(session->second);
  }
  if (known != addresses_.end()) {
    return find(known->second);
  }
  if (const auto route = routes_.find(datagram.from); may_forward && route != routes_.end()) {
    forward(route->second, datagram, true);
    return nullptr;
  }
  count(LaneDrop::unknown_address);
  return nullptr;
}

// Appends to the batch for that lane that is not taken yet.
void Lane::forward(LaneIndex to, const transport::ReceivedDatagram& datagram, bool routed) {
  ++counters_.datagrams_forwarded;
  const auto is_batch = [to](const OutgoingLaneMessage& outgoing) {
    return outgoing.lanes == lane_bit(to) && std::holds_alternative<ForwardedDatagrams>(outgoing.message.body);
  };
  auto batch = std::ranges::find_if(outputs_.messages, is_batch);
  if (batch == outputs_.messages.end()) {
    tell(lane_bit(to), ForwardedDatagrams{});
    batch = std::prev(outputs_.messages.end());
  }
  auto& forwarded = std::get<ForwardedDatagrams>(batch->message.body);
  forwarded.datagrams.push_back({datagram.from, forwarded.bytes.size(), datagram.bytes.size(), routed});
  forwarded.bytes.insert(forwarded.bytes.end(), datagram.bytes.begin(), datagram.bytes.end());
}

// An address belongs to the session that it proved to be the peer's of last: peers leave sessions without a word, and
// their ports are used again.
void Lane::learn_addresses(Session& session, const SocketAddress& from, const transport::Transport::Incoming& incoming,
                           const std::optional<Forwarder>& forwarder) {
  if (incoming.forgotten) {
    forget_address(session, *incoming.forgotten);
  }
  if (!incoming.proved) {
    return;
  }
  if (std::ranges::find(session.addresses, from) == session.addresses.end()) {
    session.addresses.push_back(from);
  }
  addresses_.insert_or_assign(from, session.id);
  routes_.erase(from);
  if (forwarder && !forwarder->routed) {
    session.routed_lanes |= lane_bit(forwarder->lane);
    tell(lane_bit(forwarder->lane), RouteLearned{from});
  }
}

void Lane::forget_address(Session& session, const SocketAddress& address) {
  std::erase(session.addresses, address);
  const auto known = addresses_.find(address);
  if (known != addresses_.end() && known->second == session.id) {
    addresses_.erase(known);
    tell(session.routed_lanes, RouteForgotten{address});
  }
}

// ---- Commands -------------------------------------------------------------------------------------------------------

void Lane::handle(Instant now, Command command) {
  std::visit([&](auto&& concrete) { apply(now, std::forward<decltype(concrete)>(concrete)); }, std::move(command));
  drain_sfu();
}

void Lane::apply(Instant now, OpenPublisher&& open) {
  if (Session* const session = open_session(now, open.transport)) {
    session->waiting = std::move(open.media);
  }
}

void Lane::apply(Instant now, OpenReceiver&& open) {
  if (Session* const session = open_session(now, open.transport)) {
    session->waiting = WaitingReceiver{std::move(open.media), {}, {}};
  }
}

Lane::Session* Lane::open_session(Instant now, const TransportParameters& parameters) {
  if (find(parameters.session) != nullptr) {
    remove(now, parameters.session);
  }
  if (sessions_.size() >= kMaxSessionsPerLane) {
    count(LaneDrop::too_many_sessions);
    outputs_.events.emplace_back(SessionGone{parameters.session, GoneReason::never_connected});
    return nullptr;
  }
  auto session = std::make_unique<Session>(parameters.session, shared_, parameters, now);
  Session* const opened = session.get();
  sessions_.emplace(parameters.session, std::move(session));
  ufrags_.insert_or_assign(parameters.local_ice.ufrag, parameters.session);
  schedule(*opened);
  return opened;
}

void Lane::apply(Instant now, RestartIce&& restart) {
  Session* const session = find(restart.session);
  if (session == nullptr) {
    count(LaneDrop::unknown_session);
    return;
  }
  if (session->ufrags.size() == 2) {  // the agent knows two generations, and so do we
    ufrags_.erase(session->ufrags.front());
    session->ufrags.erase(session->ufrags.begin());
  }
  session->ufrags.push_back(restart.local.ufrag);
  ufrags_.insert_or_assign(restart.local.ufrag, session->id);
  session->transport.restart_ice(now, std::move(restart.local), std::move(restart.remote), std::nullopt);
  schedule(*session);
}

void Lane::apply(Instant now, const AssignSlot& assign) {
  Session* const session = find(assign.receiver);
  if (session == nullptr) {
    count(LaneDrop::unknown_session);
  } else if (auto* const waiting = std::get_if<WaitingReceiver>(&session->waiting)) {
    waiting->assigned[assign.slot] = assign.track;
  } else {
    sfu_.assign_slot(assign.receiver, assign.slot, assign.track, now);
  }
}

void Lane::apply(Instant now, const SizeSlot& size) {
  Session* const session = find(size.receiver);
  if (session == nullptr) {
    count(LaneDrop::unknown_session);
  } else if (auto* const waiting = std::get_if<WaitingReceiver>(&session->waiting)) {
    waiting->heights_px[size.slot] = size.height_px;
  } else {
    sfu_.size_slot(size.receiver, size.slot, size.height_px, now);
  }
}

void Lane::apply(Instant now, const SetMix& mix) {
  sfu_.set_mix(mix.mix, mix.heard, mix.with_main, now);
}

void Lane::apply(Instant now, const CloseSession& close) {
  Session* const session = find(close.session);
  if (session == nullptr) {
    return;  // it ended by itself a moment ago, and the event is under way
  }
  session->transport.close(now, outputs_.sends);
  follow(now, *session);
}

void Lane::close_all(Instant now) {
  std::vector<SessionId> all;
  all.reserve(sessions_.size());
  for (const auto& [id, session] : sessions_) {
    all.push_back(id);
  }
  for (const SessionId id : all) {
    apply(now, CloseSession{id});
  }
  drain_sfu();
}

// ---- Other lanes ----------------------------------------------------------------------------------------------------

void Lane::handle(Instant now, LaneMessage message) {
  std::visit([&](auto&& body) { accept(now, message.from, std::forward<decltype(body)>(body)); },
             std::move(message.body));
  drain_sfu();
}

void Lane::accept(Instant now, LaneIndex from, ForwardedDatagrams&& forwarded) {
  for (const ForwardedDatagrams::Datagram& datagram : forwarded.datagrams) {
    handle_datagram(now, {datagram.from, forwarded.bytes_of(datagram)}, Forwarder{from, datagram.routed});
  }
}

void Lane::accept(Instant, LaneIndex from, const RouteLearned& route) {
  if (const auto known = addresses_.find(route.address); known != addresses_.end()) {
    forget_address(*find(known->second), route.address);  // the peer left the session that it had here
  }
  if (routes_.size() < kMaxRoutes || routes_.contains(route.address)) {
    routes_.insert_or_assign(route.address, from);
  } else {
    count(LaneDrop::too_many_routes);
  }
}

void Lane::accept(Instant, LaneIndex from, const RouteForgotten& route) {
  const auto known = routes_.find(route.address);
  if (known != routes_.end() && known->second == from) {
    routes_.erase(known);
  }
}

void Lane::accept(Instant now, LaneIndex, const ForeignPackets& foreign) {
  for (const sfu::MediaPacketRef& packet : foreign.packets) {
    ++counters_.foreign_packets_received;
    sfu_.handle_foreign(packet, now);
    drain_sfu();
  }
}

void Lane::accept(Instant now, LaneIndex from, const sfu::TrackWanted& wanted) {
  sfu_.handle_track_wanted(from, wanted.track, wanted.wanted, now);
}

void Lane::accept(Instant now, LaneIndex, const sfu::KeyFrameWanted& wanted) {
  sfu_.handle_key_frame_wanted(wanted.track, wanted.layer, now);
}

void Lane::accept(Instant now, LaneIndex, const sfu::ForeignTrack& told) {
  sfu_.handle_foreign_track(told, now);
}

void Lane::accept(Instant now, LaneIndex, const sfu::ForeignTrackStopped& stopped) {
  sfu_.handle_foreign_stopped(stopped.track, now);
}

void Lane::tell(std::uint64_t lanes, LaneMessage::Body body) {
  if (lanes != 0) {
    outputs_.messages.push_back({lanes, {config_.index, std::move(body)}});
  }
}

std::uint64_t Lane::other_lanes() const {
  const std::uint64_t all =
      config_.lanes >= kMaxLanes ? std::numeric_limits<std::uint64_t>::max() : (std::uint64_t{1} << config_.lanes) - 1;
  return all & ~lane_bit(config_.index);
}

// ---- Sessions -------------------------------------------------------------------------------------------------------

Lane::Session* Lane::find(SessionId id) {
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : found->second.get();
}

void Lane::follow(Instant now, Session& session) {
  while (const auto event = session.transport.poll_event()) {
    if (const auto* const ended = std::get_if<transport::EndedEvent>(&*event)) {
      const SessionId id = session.id;
      remove(now, id);
      outputs_.events.emplace_back(SessionGone{id, gone_reason(ended->reason)});
      return;
    }
    outputs_.events.emplace_back(SessionConnected{session.id});
    start_media(now, session);
  }
  schedule(session);
}

void Lane::start_media(Instant now, Session& session) {
  auto waiting = std::exchange(session.waiting, std::monostate{});
  if (auto* const publisher = std::get_if<sfu::PublisherParameters>(&waiting)) {
    sfu_.open(std::move(*publisher), now);
  } else if (auto* const receiver = std::get_if<WaitingReceiver>(&waiting)) {
    sfu_.open(std::move(receiver->media), now);
    for (const auto& [slot, height_px] : receiver->heights_px) {
      sfu_.size_slot(session.id, slot, height_px, now);
    }
    for (const auto& [slot, track] : receiver->assigned) {
      sfu_.assign_slot(session.id, slot, track, now);
    }
  }
  drain_sfu();
}

void Lane::remove(Instant now, SessionId id) {
  Session& session = *find(id);
  for (const SocketAddress& address : std::vector{session.addresses}) {
    forget_address(session, address);
  }
  for (const std::string& ufrag : session.ufrags) {
    ufrags_.erase(ufrag);
  }
  if (std::holds_alternative<std::monostate>(session.waiting)) {
    sfu_.close(id, now);
    drain_sfu();
  }
  sessions_.erase(id);
}

// ---- Time -----------------------------------------------------------------------------------------------------------

// A timer is set only when it comes earlier than the one that is set: deadlines of a healthy session only move back, so
// that most checks cost nothing here.
void Lane::schedule(Session& session) {
  const Instant at = session.transport.deadline().at;
  if (at < session.timer) {
    session.timer = at;
    timers_.push({at, session.id});
  }
}

void Lane::handle_timeout(Instant now) {
  while (!timers_.empty() && timers_.top().at <= now) {
    const Timer timer = timers_.top();
    timers_.pop();
    Session* const session = find(timer.session);
    if (session == nullptr || session->timer != timer.at) {
      continue;
    }
    session->timer = kNever;
    session->transport.handle_timeout(now, outputs_.sends);
    follow(now, *session);
  }
  if (sfu_.deadline() <= now) {
    sfu_.handle_timeout(now);
    drain_sfu();
  }
}

Instant Lane::deadline() const {
  return timers_.empty() ? sfu_.deadline() : std::min(timers_.top().at, sfu_.deadline());
}

// ---- What the forwarding unit wants done ----------------------------------------------------------------------------

namespace {

// Packets for the same lanes travel together; order within them is kept.
void add_foreign(std::vector<OutgoingLaneMessage>& messages, LaneIndex from, sfu::ForeignPacket&& foreign) {
  const auto is_batch = [&foreign](const OutgoingLaneMessage& outgoing) {
    return outgoing.lanes == foreign.lanes && std::holds_alternative<ForeignPackets>(outgoing.message.body);
  };
  auto batch = std::ranges::find_if(messages, is_batch);
  if (batch == messages.end()) {
    messages.push_back({foreign.lanes, {from, ForeignPackets{}}});
    batch = std::prev(messages.end());
  }
  std::get<ForeignPackets>(batch->message.body).packets.push_back(std::move(foreign.packet));
}

}  // namespace

void Lane::drain_sfu() {
  sfu::Outputs& made = sfu_.outputs();
  for (const sfu::OutgoingRtp& packet : made.rtp) {
    if (Session* const session = find(packet.to)) {
      (void)session->transport.send_rtp(packet.header(), packet.payload_prefix(), packet.tail(), outputs_.sends);
    } else {
      count(LaneDrop::session_ended);
    }
  }
  for (const sfu::OutgoingRtcp& packet : made.rtcp) {
    if (Session* const session = find(packet.to)) {
      (void)session->transport.send_rtcp(packet.bytes, outputs_.sends);
    } else {
      count(LaneDrop::session_ended);
    }
  }
  for (sfu::Event& event : made.events) {
    std::visit([this](auto&& concrete) { outputs_.events.emplace_back(std::forward<decltype(concrete)>(concrete)); },
               std::move(event));
  }
  for (sfu::ForeignPacket& foreign : made.foreign_packets) {
    add_foreign(outputs_.messages, config_.index, std::move(foreign));
  }
  for (const sfu::LaneMessage& message : made.lane_messages) {
    std::visit(
        [&](const auto& body) {
          if constexpr (requires { body.lanes; }) {
            tell(body.lanes, body);
          } else {
            tell(other_lanes(), body);
          }
        },
        message);
  }
  made.clear();
}

LaneCounters Lane::counters() const {
  LaneCounters counters = counters_;
  counters.sessions = sessions_.size();
  counters.transport_drops = transport_drops_;
  counters.sfu_drops = sfu_.drops();
  counters.sfu_totals = sfu_.totals();
  return counters;
}

}  // namespace diemcau::engine
