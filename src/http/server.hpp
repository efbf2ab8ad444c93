// The HTTP/1.1 and WebSocket server: one port, plain or TLS, coroutines on the control thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/address.hpp"
#include "base/result.hpp"
#include "http/door.hpp"

namespace diemcau::http {

struct ServerLimits {
  // Beyond: 503. One descriptor and some 20 KiB each.
  std::size_t connections = 10'000;
  // Beyond: 429. A ministry's whole building may stand behind one address.
  std::size_t connections_per_address = 2'000;
  // From a request's first byte to its last, and for a TLS handshake.
  std::chrono::milliseconds request_time = std::chrono::seconds{10};
  // From a file's first byte to its last, and how many at a time (beyond: 503); each is held in memory.
  std::chrono::milliseconds file_time = std::chrono::minutes{2};
  std::size_t files = 8;
  std::size_t file_bytes = 128U * 1024 * 1024;  // what those may have together: two papers, or all eight tables
  // How long a connection without a request stays; the first request counts as under way from the start.
  std::chrono::milliseconds idle_time = std::chrono::seconds{60};
  // For the client to take an answer.
  std::chrono::milliseconds write_time = std::chrono::seconds{30};
  // An event WebSocket that answers no ping for so long is gone.
  std::chrono::milliseconds websocket_silence = std::chrono::seconds{30};
};

struct ServerConfig {
  SocketAddress listen;                                 // port 0: the system chooses
  std::shared_ptr<boost::asio::ssl::context> tls = {};  // null: plain HTTP
  ServerLimits limits = {};
};

// Runs on one thread, that of the io_context. Does not move.
class Server {
 public:
  // `touched` is called after every call into the conference host: its deadline may have changed.
  Server(boost::asio::io_context& io, ServerConfig config, Services services, std::function<void()> touched);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds the port and begins to accept. The error is a sentence for the person who starts the server.
  [[nodiscard]] Result<void, std::string> start();
  [[nodiscard]] std::uint16_t port() const;

  // Accepts nothing more and ends every connection: idle ones at once, others after their answer. Event WebSockets end
  // by themselves when the host says so (ConferenceHost::shut_down).
  void stop();
  [[nodiscard]] std::size_t connections() const;

 private:
  struct Members;
  std::shared_ptr<Members> members_;
};

}  // namespace diemcau::http
