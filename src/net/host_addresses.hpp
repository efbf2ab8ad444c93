// Which addresses this host can be reached at: the ICE host candidates of RFC 8445 section 5.1.1.1.
#pragma once

#include <vector>

#include "base/address.hpp"

namespace diemcau::net {

// The addresses to announce for a socket bound to `listen`. A definite address stands for itself. For 0.0.0.0 and ::
// the interfaces that are up are asked: link-local addresses are left out (they mean nothing without a zone), IPv6 is
// left out unless `dual_stack`, and loopback comes last, for browsers on the same machine. At most kMaxHostAddresses.
[[nodiscard]] std::vector<IpAddress> host_addresses(const IpAddress& listen, bool dual_stack);

// Each candidate costs every peer connectivity checks; a host with more addresses names them with --public-address.
inline constexpr std::size_t kMaxHostAddresses = 16;

}  // namespace diemcau::net
