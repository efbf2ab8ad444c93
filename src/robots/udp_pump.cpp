#include "robots/udp_pump.hpp"

namespace diemcau::robots {

namespace asio = boost::asio;

SocketAddress to_address(const asio::ip::udp::endpoint& endpoint) {
  const asio::ip::address address = endpoint.address();
  return {address.is_v4() ? IpAddress::v4(address.to_v4().to_bytes()) : IpAddress::v6(address.to_v6().to_bytes()),
          endpoint.port()};
}

asio::ip::udp::endpoint to_endpoint(const SocketAddress& address) {
  return {asio::ip::make_address(address.ip.to_string()), address.port};
}

UdpPump::UdpPump(const asio::any_io_executor& executor, const SocketAddress& towards)
    : socket_(executor, towards.ip.is_v4() ? asio::ip::udp::v4() : asio::ip::udp::v6()), timer_(executor) {
  socket_.non_blocking(true);
  socket_.set_option(asio::socket_base::receive_buffer_size{1 << 20});
}

void UdpPump::flush() {
  for (const auto& datagram : out.datagrams()) {
    boost::system::error_code lost;
    const Bytes bytes = out.bytes_of(datagram);
    socket_.send_to(asio::buffer(bytes.data(), bytes.size()), to_endpoint(datagram.to), 0, lost);
  }
  out.clear();
}

void UdpPump::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace diemcau::robots
