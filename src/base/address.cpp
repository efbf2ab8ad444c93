#include "base/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace diemcau {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  return port;
}

// One round of the 64-bit finaliser of MurmurHash3: spreads neighbouring addresses and ports over the buckets.
constexpr std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  // inet_pton wants a terminated string; longer than this is no address.
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  std::copy(text.begin(), text.end(), terminated.begin());
  std::array<std::uint8_t, 4> v4_bytes{};
  if (inet_pton(AF_INET, terminated.data(), v4_bytes.data()) == 1) {
    return v4(v4_bytes);
  }
  std::array<std::uint8_t, 16> v6_bytes{};
  if (inet_pton(AF_INET6, terminated.data(), v6_bytes.data()) == 1) {
    return v6(v6_bytes);
  }
  return std::nullopt;
}

bool IpAddress::is_unspecified() const {
  return std::ranges::all_of(bytes_, [](std::uint8_t byte) { return byte == 0; });
}

bool IpAddress::is_loopback() const {
  if (!is_v6_) {
    return bytes_[0] == 127;
  }
  return bytes_[15] == 1 && std::all_of(bytes_.begin(), bytes_.end() - 1, [](std::uint8_t byte) { return byte == 0; });
}

IpAddress IpAddress::unmapped() const {
  if (!is_v6_ || !std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes_.begin())) {
    return *this;
  }
  return v4({bytes_[12], bytes_[13], bytes_[14], bytes_[15]});
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(is_v6_ ? AF_INET6 : AF_INET, bytes_.data(), text.data(), text.size());
  return text.data();
}

std::ostream& operator<<(std::ostream& out, const IpAddress& address) {
  return out << address.to_string();
}

std::optional<SocketAddress> SocketAddress::parse(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  const auto ip = IpAddress::parse(host);
  const auto port = parse_port(text.substr(colon + 1));
  if (!ip || !port || ip->is_v6() != bracketed) {
    return std::nullopt;
  }
  return SocketAddress{*ip, *port};
}

std::string SocketAddress::to_string() const {
  const std::string host = ip.is_v6() ? "[" + ip.to_string() + "]" : ip.to_string();
  return host + ":" + std::to_string(port);
}

std::ostream& operator<<(std::ostream& out, const SocketAddress& address) {
  return out << address.to_string();
}

}  // namespace diemcau

std::size_t std::hash<diemcau::IpAddress>::operator()(const diemcau::IpAddress& address) const noexcept {
  const auto bytes = address.bytes();
  if (bytes.size() == 4) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    return diemcau::mix(word);
  }
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, bytes.data(), sizeof(high));
  std::memcpy(&low, bytes.data() + sizeof(high), sizeof(low));
  return diemcau::mix(diemcau::mix(high) ^ low);
}

std::size_t std::hash<diemcau::SocketAddress>::operator()(const diemcau::SocketAddress& address) const noexcept {
  return diemcau::mix(std::hash<diemcau::IpAddress>{}(address.ip) ^ (std::uint64_t{address.port} << 32U));
}
