// Between SocketAddress and what the kernel calls an address.
#pragma once

#include <sys/socket.h>

#include <optional>

#include "base/address.hpp"

namespace diemcau::net {

// IPv4-mapped IPv6 addresses come out as IPv4. Nothing for other families.
[[nodiscard]] std::optional<SocketAddress> from_kernel(const sockaddr_storage& address);

// For a socket of family AF_INET6 (`mapped`), IPv4 goes in as ::ffff:a.b.c.d. Returns the length.
socklen_t to_kernel(const SocketAddress& address, bool mapped, sockaddr_storage& out);

}  // namespace diemcau::net
