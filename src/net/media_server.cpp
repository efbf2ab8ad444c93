#include "net/media_server.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <stdexcept>
#include <thread>
#include <utility>

#include "engine/dispatch.hpp"
#include "engine/lane_address.hpp"
#include "net/host_addresses.hpp"
#include "net/lane_thread.hpp"
#include "net/monotonic.hpp"
#include "net/secure_random.hpp"
#include "net/udp_socket.hpp"

namespace diemcau::net {

namespace {

WallTime wall_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

StartError start_error(SocketError error) {
  return error == SocketError::address_in_use ? StartError::port_taken : StartError::no_socket;
}

// Sockets that share a port share it with every process of this user: a second server would silently take half of the
// first one's datagrams. So ask first, alone.
bool is_taken(const SocketAddress& listen) {
  const auto alone = listen.port == 0 ? Result<UdpSocket, SocketError>{failure(SocketError::unavailable)}
                                      : UdpSocket::open(listen, false);
  return !alone && alone.error() == SocketError::address_in_use;
}

// For "any address" one dual-stack socket does for both families; where the host has no IPv6, IPv4 alone.
Result<UdpSocket, SocketError> open_first(const SocketAddress& listen, bool shared_port) {
  if (shared_port && is_taken(listen)) {
    return failure(SocketError::address_in_use);
  }
  if (listen.ip.is_unspecified()) {
    auto both = UdpSocket::open({IpAddress::v6({}), listen.port}, shared_port);
    if (both || both.error() == SocketError::address_in_use) {
      return both;
    }
    return UdpSocket::open({IpAddress{}, listen.port}, shared_port);
  }
  return UdpSocket::open(listen, shared_port);
}

using Sockets = std::vector<UdpSocket>;

Result<Sockets, SocketError> open_sockets(const SocketAddress& listen, std::size_t count) {
  Sockets sockets;
  auto first = open_first(listen, count > 1);
  if (!first) {
    return failure(first.error());
  }
  const SocketAddress shared{first->is_v6() && listen.ip.is_v4() ? IpAddress::v6({}) : listen.ip, first->port()};
  const bool fell_back_to_v4 = !first->is_v6() && listen.ip.is_v6();
  sockets.push_back(std::move(*first));
  while (sockets.size() < count) {
    auto next = UdpSocket::open(fell_back_to_v4 ? SocketAddress{IpAddress{}, shared.port} : shared, true);
    if (!next) {
      return failure(next.error());
    }
    sockets.push_back(std::move(*next));
  }
  return sockets;
}

std::vector<SocketAddress> candidates(const MediaServerConfig& config, const UdpSocket& socket) {
  std::vector<IpAddress> addresses = host_addresses(config.listen.ip, socket.is_v6());
  if (config.public_address) {
    std::erase(addresses, *config.public_address);
    addresses.insert(addresses.begin(), *config.public_address);
  }
  std::vector<SocketAddress> found;
  found.reserve(addresses.size());
  for (const IpAddress& ip : addresses) {
    found.push_back({ip, socket.port()});
  }
  return found;
}

std::size_t lane_count(const MediaServerConfig& config) {
  const std::size_t wanted = config.lanes.value_or(std::thread::hardware_concurrency());  // 0 where it is not known
  return std::clamp<std::size_t>(wanted, 1, engine::kMaxLanes);
}

}  // namespace

std::string describe(StartError error) {
  switch (error) {
    case StartError::no_socket:
      return "The UDP socket for media could not be opened; is the address one of this host's?";
    case StartError::port_taken:
      return "The UDP port for media is taken; choose another with --media-port.";
    case StartError::no_address:
      return "This host has no address to be reached at; name one with --public-address.";
    case StartError::no_certificate:
      return "OpenSSL could not make a certificate.";
    case StartError::already_started:
      return "The media server was started before.";
  }
  return {};
}

struct MediaServer::State {
  MediaServerConfig config;
  Inbox<engine::Event> events;
  std::unique_ptr<engine::Identity> identity;
  std::unique_ptr<LaneWorld> world;
  std::vector<std::unique_ptr<LaneThread>> lanes;
  engine::LocalDescription local;
  std::uint16_t port = 0;
  std::atomic<std::uint64_t> lost_commands = 0;
};

MediaServer::MediaServer(MediaServerConfig config) : state_(std::make_unique<State>()) {
  state_->config = config;
}

MediaServer::~MediaServer() {
  stop();
}

Result<void, StartError> MediaServer::start() {
  if (state_->world) {
    return failure(StartError::already_started);
  }
  auto sockets = open_sockets(state_->config.listen, lane_count(state_->config));
  if (!sockets) {
    return failure(start_error(sockets.error()));
  }
  state_->local.candidates = candidates(state_->config, sockets->front());
  state_->port = sockets->front().port();
  if (state_->local.candidates.empty()) {
    return failure(StartError::no_address);
  }
  try {
    state_->identity = std::make_unique<engine::Identity>(wall_now());
  } catch (const std::runtime_error&) {
    return failure(StartError::no_certificate);
  }
  state_->local.fingerprint_sha256 = state_->identity->fingerprint_sha256();
  state_->world = std::make_unique<LaneWorld>(LaneWorld{{}, state_->events, *state_->identity});
  for (std::size_t i = 0; i < sockets->size(); ++i) {
    state_->world->inboxes.push_back(std::make_unique<Inbox<LaneItem>>());
  }
  engine::LaneConfig config;
  config.lanes = sockets->size();
  config.clock.at = monotonic_now();
  config.clock.ntp = ntp_from_unix(wall_now().time_since_epoch());
  for (std::size_t i = 0; i < sockets->size(); ++i) {
    config.index = static_cast<engine::LaneIndex>(i);
    config.seed = random_seed();
    state_->lanes.push_back(std::make_unique<LaneThread>(config, std::move((*sockets)[i]), *state_->world));
  }
  return {};
}

void MediaServer::stop() {
  for (const auto& lane : state_->lanes) {
    lane->stop();
  }
}

const engine::LocalDescription& MediaServer::local_description() const {
  return state_->local;
}

std::uint16_t MediaServer::port() const {
  return state_->port;
}

engine::IceCredentials MediaServer::make_ice_credentials(SessionId session) const {
  const engine::LaneIndex lane = engine::lane_of(session, std::max<std::size_t>(state_->lanes.size(), 1));
  return engine::make_credentials_on_lane(fill_secure_random, lane);
}

bool MediaServer::post(const engine::Command& command) {
  if (!state_->world) {
    return false;
  }
  bool all = true;
  for (std::uint64_t lanes = engine::lanes_for(command, state_->lanes.size()); lanes != 0; lanes &= lanes - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
    if (!state_->world->inboxes.at(lane)->push(LaneItem{command}, kMaxWaitingCommands)) {
      ++state_->lost_commands;
      all = false;
    }
  }
  return all;
}

std::vector<engine::Event> MediaServer::take_events() {
  std::vector<engine::Event> events;
  state_->events.take(events);
  return events;
}

int MediaServer::event_fd() const {
  return state_->events.fd();
}

MediaCounters MediaServer::counters() const {
  MediaCounters sums;
  for (std::size_t i = 0; i < state_->lanes.size(); ++i) {
    const LaneThread::Counters counters = state_->lanes[i]->counters();
    engine::add_counters(counters.lane, sums);
    sums["datagrams_sent"] += counters.socket.datagrams_sent;
    sums["bytes_sent"] += counters.socket.bytes_sent;
    sums["drop_socket_not_taken"] += counters.socket.send_failed;
    sums["drop_socket_truncated"] += counters.socket.truncated;
    sums["drop_inbox_media"] += counters.lost.media;
    sums["drop_inbox_messages"] += counters.lost.messages;
    sums["drop_events_full"] += counters.lost.events;
    sums["drop_events_levels"] += counters.lost.levels;
  }
  sums["drop_inbox_commands"] = state_->lost_commands;
  return sums;
}

}  // namespace diemcau::net
