#include "http/server.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"
#include "http/hub.hpp"
#include "http/metrics.hpp"
#include "net/asio_address.hpp"

namespace diemcau::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Connections beyond the limits that still get an answer; those beyond them are closed unheard.
constexpr std::size_t kRefusedPolitely = 64;
// After accept failed for want of descriptors or memory.
constexpr std::chrono::milliseconds kAcceptPause{100};

}  // namespace

struct Server::Members : std::enable_shared_from_this<Members> {
  Members(asio::io_context& io, ServerConfig given, Services services, std::function<void()> touched)
      : config(std::move(given)),
        acceptor(io),
        hub(std::make_shared<Hub>(Hub{std::move(services), config.limits, std::move(touched),
                                      std::make_unique<Worker>(), std::make_unique<Worker>()})) {}

  enum class Verdict : std::uint8_t { serve, refuse, close };
  struct Judged {
    Verdict verdict = Verdict::serve;
    std::optional<Refused> refusal = {};
  };
  Judged judge(const IpAddress& address) const;
  asio::awaitable<void> accept_all();
  void admit(tcp::socket socket);

  ServerConfig config;
  tcp::acceptor acceptor;
  std::shared_ptr<Hub> hub;
};

Server::Members::Judged Server::Members::judge(const IpAddress& address) const {
  const std::size_t total = hub->live.size();
  const auto found = hub->per_address.find(address);
  const std::size_t same = found == hub->per_address.end() ? 0 : found->second;
  const ServerLimits& limits = config.limits;
  if (total >= limits.connections + kRefusedPolitely || same >= limits.connections_per_address + kRefusedPolitely) {
    return {Verdict::close};
  }
  if (total >= limits.connections) {
    return {Verdict::refuse, server_is_full()};
  }
  if (same >= limits.connections_per_address) {
    return {Verdict::refuse, too_many_connections()};
  }
  return {};
}

void Server::Members::admit(tcp::socket socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) {
    return;  // gone already
  }
  const IpAddress address = net::from_asio(peer.address());
  Judged judged = judge(address);
  if (judged.verdict != Verdict::serve) {
    hub->services.metrics.connection_refused(judged.verdict == Verdict::refuse ? judged.refusal->code : "closed");
  }
  if (judged.verdict == Verdict::close) {
    return;
  }
  socket.set_option(tcp::no_delay{true}, error);
  ++hub->per_address[address];
  boost::beast::tcp_stream stream{std::move(socket)};
  auto connection = config.tls ? serve_tls(std::move(stream), config.tls, hub, std::move(judged.refusal))
                               : serve_plain(std::move(stream), hub, std::move(judged.refusal));
  asio::co_spawn(acceptor.get_executor(), std::move(connection),
                 [hub = hub, address](const std::exception_ptr& thrown) {
                   if (--hub->per_address[address] == 0) {
                     hub->per_address.erase(address);
                   }
                   hub->services.metrics.connections_open(hub->live.size());
                   if (thrown) {
                     spdlog::error("a connection ended with an exception");
                   }
                 });
  hub->services.metrics.connections_open(hub->live.size());
}

asio::awaitable<void> Server::Members::accept_all() {
  const auto self = shared_from_this();
  asio::steady_timer pause{acceptor.get_executor()};
  while (acceptor.is_open()) {
    error_code error;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) {
      co_return;
    }
    if (error) {
      hub->services.metrics.connection_refused("accept_failed");
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    admit(std::move(socket));
  }
}

Server::Server(asio::io_context& io, ServerConfig config, Services services, std::function<void()> touched)
    : members_(std::make_shared<Members>(io, std::move(config), std::move(services), std::move(touched))) {}

Server::~Server() {
  stop();
  members_->hub->long_worker.reset();
  members_->hub->worker.reset();  // while the loop that its answers go to is still there
}

Result<void, std::string> Server::start() {
  const SocketAddress& listen = members_->config.listen;
  const tcp::endpoint endpoint{net::to_asio(listen.ip), listen.port};
  error_code error;
  tcp::acceptor& acceptor = members_->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) {
    acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
  }
  if (!error && listen.ip == *IpAddress::parse("::")) {
    acceptor.set_option(asio::ip::v6_only{false}, error);
  }
  if (!error) {
    acceptor.bind(endpoint, error);
  }
  if (!error) {
    acceptor.listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    return failure("cannot listen on " + listen.to_string() + ": " + error.message());
  }
  asio::co_spawn(acceptor.get_executor(), members_->accept_all(), asio::detached);
  return {};
}

std::uint16_t Server::port() const {
  error_code error;
  return members_->acceptor.local_endpoint(error).port();
}

void Server::stop() {
  error_code ignored;
  members_->acceptor.close(ignored);
  members_->hub->stopping = true;
  const auto live = members_->hub->live;
  for (LiveConnection* connection : live) {
    connection->stop();
  }
}

std::size_t Server::connections() const {
  return members_->hub->live.size();
}

}  // namespace diemcau::http
