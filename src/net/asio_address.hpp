// Between our addresses and Asio's.
#pragma once

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "base/address.hpp"

namespace diemcau::net {

// IPv4-mapped IPv6 addresses come out as IPv4.
[[nodiscard]] inline IpAddress from_asio(const boost::asio::ip::address& address) {
  return address.is_v4() ? IpAddress::v4(address.to_v4().to_bytes())
                         : IpAddress::v6(address.to_v6().to_bytes()).unmapped();
}

[[nodiscard]] inline boost::asio::ip::address to_asio(const IpAddress& address) {
  if (address.is_v4()) {
    boost::asio::ip::address_v4::bytes_type v4{};
    std::ranges::copy(address.bytes(), v4.begin());
    return boost::asio::ip::address_v4{v4};
  }
  boost::asio::ip::address_v6::bytes_type v6{};
  std::ranges::copy(address.bytes(), v6.begin());
  return boost::asio::ip::address_v6{v6};
}

}  // namespace diemcau::net
