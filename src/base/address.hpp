// Where a datagram comes from or goes to, as a plain value: no socket type leaves net/.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace diemcau {

// An IPv4 or IPv6 address, network byte order. The default is 0.0.0.0. IPv4 orders before IPv6.
class IpAddress {
 public:
  constexpr IpAddress() = default;

  [[nodiscard]] static constexpr IpAddress v4(std::array<std::uint8_t, 4> bytes) {
    IpAddress address;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      address.bytes_[i] = bytes[i];
    }
    return address;
  }
  [[nodiscard]] static constexpr IpAddress v6(std::array<std::uint8_t, 16> bytes) {
    IpAddress address;
    address.is_v6_ = true;
    address.bytes_ = bytes;
    return address;
  }

  // "192.0.2.1" or "2001:db8::1" (RFC 4291 section 2.2); no brackets, no zone. Nothing for anything else, names
  // included.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

  [[nodiscard]] constexpr bool is_v4() const { return !is_v6_; }
  [[nodiscard]] constexpr bool is_v6() const { return is_v6_; }
  // 4 or 16 bytes, network order.
  [[nodiscard]] constexpr std::span<const std::uint8_t> bytes() const {
    return std::span<const std::uint8_t>{bytes_}.first(is_v6_ ? 16U : 4U);
  }

  // 0.0.0.0 and ::
  [[nodiscard]] bool is_unspecified() const;
  // 127.0.0.0/8 and ::1
  [[nodiscard]] bool is_loopback() const;
  // ::ffff:192.0.2.1 (RFC 4291 section 2.5.5.2) as 192.0.2.1; everything else unchanged. For addresses of dual-stack
  // sockets.
  [[nodiscard]] IpAddress unmapped() const;

  [[nodiscard]] std::string to_string() const;

  friend constexpr bool operator==(const IpAddress&, const IpAddress&) = default;
  friend constexpr auto operator<=>(const IpAddress&, const IpAddress&) = default;
  friend std::ostream& operator<<(std::ostream& out, const IpAddress& address);

 private:
  bool is_v6_ = false;
  std::array<std::uint8_t, 16>
      bytes_{};  // IPv4 uses the first four; the others stay zero, so that equality is bytewise
};

// An address and a UDP or TCP port.
struct SocketAddress {
  IpAddress ip;
  std::uint16_t port = 0;

  // "192.0.2.1:3478" or "[2001:db8::1]:3478". Nothing for anything else.
  [[nodiscard]] static std::optional<SocketAddress> parse(std::string_view text);
  [[nodiscard]] std::string to_string() const;

  friend constexpr bool operator==(const SocketAddress&, const SocketAddress&) = default;
  friend constexpr auto operator<=>(const SocketAddress&, const SocketAddress&) = default;
  friend std::ostream& operator<<(std::ostream& out, const SocketAddress& address);
};

}  // namespace diemcau

template <>
struct std::hash<diemcau::IpAddress> {
  std::size_t operator()(const diemcau::IpAddress& address) const noexcept;
};
template <>
struct std::hash<diemcau::SocketAddress> {
  std::size_t operator()(const diemcau::SocketAddress& address) const noexcept;
};
