#include "net/udp_socket.hpp"

#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "net/socket_address.hpp"

namespace diemcau::net {

namespace {

void set_option(int fd, int level, int option, int value) {
  (void)setsockopt(fd, level, option, &value, sizeof value);
}

std::uint16_t bound_port(int fd) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    return 0;
  }
  const auto bound = from_kernel(address);
  return bound ? bound->port : std::uint16_t{0};
}

}  // namespace

struct UdpSocket::Buffers {
  std::array<mmsghdr, kBatch> in_headers{};
  std::array<iovec, kBatch> in_vectors{};
  std::array<sockaddr_storage, kBatch> in_addresses{};
  std::array<std::array<std::uint8_t, transport::kMaxDatagram>, kBatch> in_bytes{};
  std::array<transport::ReceivedDatagram, kBatch> received{};

  std::array<mmsghdr, kBatch> out_headers{};
  std::array<iovec, kBatch> out_vectors{};
  std::array<sockaddr_storage, kBatch> out_addresses{};
};

UdpSocket::UdpSocket(int fd, std::uint16_t port, bool is_v6)
    : fd_(fd), port_(port), is_v6_(is_v6), buffers_(std::make_unique<Buffers>()) {}

UdpSocket::UdpSocket(UdpSocket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      port_(other.port_),
      is_v6_(other.is_v6_),
      truncated_(other.truncated_),
      buffers_(std::move(other.buffers_)) {}

UdpSocket::~UdpSocket() {
  if (fd_ >= 0) {
    close(fd_);
  }
}

Result<UdpSocket, SocketError> UdpSocket::open(const SocketAddress& listen, bool shared_port) {
  const bool is_v6 = listen.ip.is_v6();
  const int fd = socket(is_v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) {
    return failure(SocketError::unavailable);
  }
  UdpSocket owner{fd, 0, is_v6};
  if (is_v6) {
    set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  }
  if (shared_port) {
    set_option(fd, SOL_SOCKET, SO_REUSEPORT, 1);
  }
  set_option(fd, SOL_SOCKET, SO_RCVBUF, kSocketBuffer);
  set_option(fd, SOL_SOCKET, SO_SNDBUF, kSocketBuffer);
  sockaddr_storage address{};
  const socklen_t length = to_kernel(listen, is_v6, address);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), length) != 0) {
    return failure(errno == EADDRINUSE ? SocketError::address_in_use : SocketError::unavailable);
  }
  owner.port_ = bound_port(fd);
  return owner;
}

std::span<transport::ReceivedDatagram> UdpSocket::receive() {
  Buffers& own = *buffers_;
  for (std::size_t i = 0; i < kBatch; ++i) {
    own.in_vectors[i] = {own.in_bytes[i].data(), own.in_bytes[i].size()};
    own.in_headers[i] = {};
    own.in_headers[i].msg_hdr.msg_name = &own.in_addresses[i];
    own.in_headers[i].msg_hdr.msg_namelen = sizeof own.in_addresses[i];
    own.in_headers[i].msg_hdr.msg_iov = &own.in_vectors[i];
    own.in_headers[i].msg_hdr.msg_iovlen = 1;
  }
  const int count = recvmmsg(fd_, own.in_headers.data(), kBatch, MSG_DONTWAIT, nullptr);
  std::size_t kept = 0;
  for (std::size_t i = 0; count > 0 && i < static_cast<std::size_t>(count); ++i) {
    const auto from = from_kernel(own.in_addresses[i]);
    if (!from || (own.in_headers[i].msg_hdr.msg_flags & MSG_TRUNC) != 0) {
      ++truncated_;
      continue;
    }
    own.received[kept++] = {*from, MutableBytes{own.in_bytes[i]}.first(own.in_headers[i].msg_len)};
  }
  return std::span{own.received}.first(kept);
}

std::size_t UdpSocket::send(const transport::SendBatch& batch) {
  std::size_t not_taken = 0;
  auto rest = batch.datagrams();
  while (!rest.empty()) {
    const auto some = rest.first(std::min(rest.size(), kBatch));
    not_taken += send_some(batch, some);
    rest = rest.subspan(some.size());
  }
  return not_taken;
}

// Returns how many of `some` the kernel did not take. A datagram that fails (no route, say) must not hold up the
// others; a full socket buffer fails the whole rest at once.
std::size_t UdpSocket::send_some(const transport::SendBatch& batch,
                                 std::span<const transport::SendBatch::Datagram> some) {
  Buffers& own = *buffers_;
  for (std::size_t i = 0; i < some.size(); ++i) {
    const Bytes bytes = batch.bytes_of(some[i]);
    own.out_vectors[i] = {const_cast<std::uint8_t*>(bytes.data()), bytes.size()};  // sendmmsg only reads
    own.out_headers[i] = {};
    own.out_headers[i].msg_hdr.msg_name = &own.out_addresses[i];
    own.out_headers[i].msg_hdr.msg_namelen = to_kernel(some[i].to, is_v6_, own.out_addresses[i]);
    own.out_headers[i].msg_hdr.msg_iov = &own.out_vectors[i];
    own.out_headers[i].msg_hdr.msg_iovlen = 1;
  }
  std::size_t done = 0;
  std::size_t failed = 0;
  while (done < some.size()) {
    const int sent =
        sendmmsg(fd_, own.out_headers.data() + done, static_cast<unsigned>(some.size() - done), MSG_DONTWAIT);
    if (sent > 0) {
      done += static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) {
      return failed + some.size() - done;
    } else if (errno != EINTR) {
      ++done;
      ++failed;
    }
  }
  return failed;
}

}  // namespace diemcau::net
