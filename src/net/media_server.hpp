// The media plane as the control plane sees it: lane threads on one UDP port, commands in, events out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/media_ids.hpp"
#include "base/result.hpp"
#include "engine/messages.hpp"
#include "engine/negotiation.hpp"

namespace diemcau::net {

struct MediaServerConfig {
  // Where to listen (UDP). Unspecified: every address of this host, IPv6 and IPv4 where the host has both. Port 0: the
  // system chooses, see MediaServer::port().
  SocketAddress listen;
  // How the outside reaches this host when that is not one of its own addresses (a 1:1 NAT): one more candidate.
  std::optional<IpAddress> public_address;
  // Threads, one socket each; 1 to engine::kMaxLanes. Nothing: one per processor.
  std::optional<std::size_t> lanes;
};

enum class StartError : std::uint8_t { no_socket, port_taken, no_address, no_certificate, already_started };
// One sentence for the person who starts the server.
[[nodiscard]] std::string describe(StartError error);

// Sums over all lanes since start, for /metrics. Names are stable and fit Prometheus after a prefix
// ("datagrams_received", "drop_unknown_peer", ...): everything that was dropped is among them by its reason.
using MediaCounters = std::map<std::string, std::uint64_t>;

// Thread-safe unless said otherwise. Owns the sockets, the threads and the DTLS certificate. Does not move.
class MediaServer {
 public:
  explicit MediaServer(MediaServerConfig config);
  ~MediaServer();  // stops
  MediaServer(const MediaServer&) = delete;
  MediaServer& operator=(const MediaServer&) = delete;

  // Binds the port, makes a certificate, starts the lanes. Once; not together with other calls.
  [[nodiscard]] Result<void, StartError> start();
  // Ends the lanes and closes the sockets; peers are told (DTLS close_notify). Events not taken remain. Idempotent.
  void stop();

  // What every answer says of this server. Valid after start(); constant from then on.
  [[nodiscard]] const engine::LocalDescription& local_description() const;
  // The UDP port in use. Valid after start().
  [[nodiscard]] std::uint16_t port() const;

  // ICE credentials for a session about to be opened or restarted, from the system's cryptographic source. They carry
  // the session's lane, so a session must be opened with credentials made here for it.
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId session) const;

  // Hands a command to the lane (or lanes) it concerns. Commands for one session take effect in order. False when a
  // lane's inbox is full: the command was dropped and counted.
  [[nodiscard]] bool post(const engine::Command& command);

  // Everything that happened since the last call, oldest first; drains event_fd(). Of one session, in order.
  [[nodiscard]] std::vector<engine::Event> take_events();
  // An eventfd that is readable while events wait: for poll or Asio's stream_descriptor (which must get a dup of it).
  // Valid after the constructor, until destruction.
  [[nodiscard]] int event_fd() const;

  [[nodiscard]] MediaCounters counters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diemcau::net
