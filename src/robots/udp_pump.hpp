// Carries datagrams between one peer of a simulated site and its UDP socket, and wakes the peer at its deadlines.
#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>

#include "base/address.hpp"
#include "net/asio_address.hpp"
#include "net/monotonic.hpp"
#include "transport/datagrams.hpp"

namespace diemcau::robots {

class UdpPump {
 public:
  // Deadlines may come nearer while media is sent: never sleeps past the next one by more than `longest_sleep`.
  static constexpr Duration kLongestSleep = std::chrono::milliseconds{20};

  // A socket of the family of `towards`, on any port.
  UdpPump(const boost::asio::any_io_executor& executor, const SocketAddress& towards,
          Duration longest_sleep = kLongestSleep);

  // Sends what waits in `out` and empties it. A datagram that the system does not take is lost, as on any line.
  void flush();
  // Ends run().
  void stop();

  // Hands datagrams and deadlines to `peer` (a Publisher or a Watcher) until it has ended or stop() was called.
  template <class Peer>
  boost::asio::awaitable<void> run(Peer& peer);

  transport::SendBatch out;

 private:
  template <class Peer>
  void drain(Peer& peer);

  boost::asio::ip::udp::socket socket_;
  boost::asio::steady_timer timer_;
  std::array<std::uint8_t, transport::kMaxDatagram> buffer_{};
  Duration longest_sleep_;
  bool stopped_ = false;
};

// Takes leave of the server at the end of its scope, however that comes: the site's place is free at once.
template <class Peer>
class Leave {
 public:
  Leave(Peer& peer, UdpPump& pump) : peer_(peer), pump_(pump) {}
  ~Leave() {
    peer_.close(net::monotonic_now(), pump_.out);
    pump_.flush();
  }
  Leave(const Leave&) = delete;
  Leave& operator=(const Leave&) = delete;

 private:
  Peer& peer_;
  UdpPump& pump_;
};

template <class Peer>
void UdpPump::drain(Peer& peer) {
  // Bounded, so that one busy peer does not starve the others.
  for (int count = 0; count < 256; ++count) {
    boost::asio::ip::udp::endpoint from;
    boost::system::error_code error;
    const std::size_t size = socket_.receive_from(boost::asio::buffer(buffer_), from, 0, error);
    if (error) {
      return;
    }
    peer.handle(net::monotonic_now(), {net::from_asio(from.address()), from.port()}, MutableBytes{buffer_}.first(size),
                out);
  }
}

template <class Peer>
boost::asio::awaitable<void> UdpPump::run(Peer& peer) {
  using namespace boost::asio::experimental::awaitable_operators;
  while (!stopped_ && !peer.ended()) {
    const Instant now = net::monotonic_now();
    drain(peer);
    if (peer.deadline() <= now) {
      peer.handle_timeout(now, out);
    }
    flush();
    const Instant wake = std::clamp(peer.deadline(), now + std::chrono::milliseconds{1}, now + longest_sleep_);
    timer_.expires_at(net::to_steady(wake));
    co_await (socket_.async_wait(socket_.wait_read, boost::asio::as_tuple(boost::asio::use_awaitable)) ||
              timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable)));
  }
}

}  // namespace diemcau::robots
