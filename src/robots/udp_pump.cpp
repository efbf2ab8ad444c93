#include "robots/udp_pump.hpp"

namespace diemcau::robots {

namespace asio = boost::asio;

UdpPump::UdpPump(const asio::any_io_executor& executor, const SocketAddress& towards, Duration longest_sleep)
    : socket_(executor, towards.ip.is_v4() ? asio::ip::udp::v4() : asio::ip::udp::v6()),
      timer_(executor),
      longest_sleep_(longest_sleep) {
  socket_.non_blocking(true);
  socket_.set_option(asio::socket_base::receive_buffer_size{1 << 20});
}

void UdpPump::flush() {
  for (const auto& datagram : out.datagrams()) {
    boost::system::error_code lost;
    const Bytes bytes = out.bytes_of(datagram);
    socket_.send_to(asio::buffer(bytes.data(), bytes.size()), {net::to_asio(datagram.to.ip), datagram.to.port}, 0,
                    lost);
  }
  out.clear();
}

void UdpPump::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace diemcau::robots
