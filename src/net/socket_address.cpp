#include "net/socket_address.hpp"

#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace diemcau::net {

namespace {

IpAddress ip_of(const in_addr& address) {
  std::array<std::uint8_t, 4> bytes{};
  std::memcpy(bytes.data(), &address, bytes.size());
  return IpAddress::v4(bytes);
}

IpAddress ip_of(const in6_addr& address) {
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &address, bytes.size());
  return IpAddress::v6(bytes).unmapped();
}

socklen_t write_v4(const SocketAddress& address, sockaddr_storage& out) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(address.port);
  std::memcpy(&v4.sin_addr, address.ip.bytes().data(), sizeof v4.sin_addr);
  std::memcpy(&out, &v4, sizeof v4);
  return sizeof v4;
}

socklen_t write_v6(const SocketAddress& address, sockaddr_storage& out) {
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(address.port);
  std::uint8_t* const target = v6.sin6_addr.s6_addr;
  if (address.ip.is_v4()) {
    target[10] = 0xff;  // RFC 4291 section 2.5.5.2
    target[11] = 0xff;
    std::ranges::copy(address.ip.bytes(), target + 12);
  } else {
    std::ranges::copy(address.ip.bytes(), target);
  }
  std::memcpy(&out, &v6, sizeof v6);
  return sizeof v6;
}

}  // namespace

std::optional<SocketAddress> from_kernel(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return SocketAddress{ip_of(v4.sin_addr), ntohs(v4.sin_port)};
  }
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return SocketAddress{ip_of(v6.sin6_addr), ntohs(v6.sin6_port)};
  }
  return std::nullopt;
}

socklen_t to_kernel(const SocketAddress& address, bool mapped, sockaddr_storage& out) {
  return mapped || address.ip.is_v6() ? write_v6(address, out) : write_v4(address, out);
}

}  // namespace diemcau::net
