#include "net/host_addresses.hpp"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "net/socket_address.hpp"

namespace diemcau::net {

namespace {

bool is_link_local(const IpAddress& ip) {
  const auto bytes = ip.bytes();
  return ip.is_v4() ? bytes[0] == 169 && bytes[1] == 254                // RFC 3927
                    : bytes[0] == 0xfe && (bytes[1] & 0xc0U) == 0x80U;  // RFC 4291 section 2.5.6
}

std::optional<IpAddress> address_of(const ifaddrs& interface) {
  if (interface.ifa_addr == nullptr || (interface.ifa_flags & IFF_UP) == 0) {
    return std::nullopt;
  }
  const int family = interface.ifa_addr->sa_family;
  if (family != AF_INET && family != AF_INET6) {
    return std::nullopt;
  }
  sockaddr_storage storage{};
  std::memcpy(&storage, interface.ifa_addr, family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
  const auto address = from_kernel(storage);
  return address ? std::optional{address->ip} : std::nullopt;
}

}  // namespace

std::vector<IpAddress> host_addresses(const IpAddress& listen, bool dual_stack) {
  if (!listen.is_unspecified()) {
    return {listen};
  }
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) {
    return {};
  }
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner{list, &freeifaddrs};
  std::vector<IpAddress> found;
  std::vector<IpAddress> loopback;
  for (const ifaddrs* interface = list; interface != nullptr; interface = interface->ifa_next) {
    const auto ip = address_of(*interface);
    if (!ip || is_link_local(*ip) || (!dual_stack && ip->is_v6())) {
      continue;
    }
    std::vector<IpAddress>& kind = ip->is_loopback() ? loopback : found;
    if (std::ranges::find(kind, *ip) == kind.end()) {
      kind.push_back(*ip);
    }
  }
  found.insert(found.end(), loopback.begin(), loopback.end());
  found.resize(std::min(found.size(), kMaxHostAddresses));
  return found;
}

}  // namespace diemcau::net
