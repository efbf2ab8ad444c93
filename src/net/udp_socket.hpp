// One UDP socket that moves datagrams in batches: recvmmsg, sendmmsg.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/address.hpp"
#include "base/result.hpp"
#include "transport/datagrams.hpp"

namespace diemcau::net {

// Datagrams per system call. More than a frame of video from one peer; past some dozens the gain is gone.
inline constexpr std::size_t kBatch = 64;

// Asked of the kernel, bytes per socket and direction; it may give less (net.core.rmem_max). A key frame to a hundred
// receivers is about 10 MB.
inline constexpr int kSocketBuffer = 8 * 1024 * 1024;

enum class SocketError : std::uint8_t { unavailable, address_in_use };

// Owns a file descriptor. Non-blocking.
class UdpSocket {
 public:
  // Several sockets may share one port: the kernel spreads peers over them by a hash of the addresses (SO_REUSEPORT).
  // An IPv6 socket takes IPv4 too.
  [[nodiscard]] static Result<UdpSocket, SocketError> open(const SocketAddress& listen, bool shared_port);

  UdpSocket(UdpSocket&& other) noexcept;
  UdpSocket& operator=(UdpSocket&&) = delete;
  ~UdpSocket();

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] bool is_v6() const { return is_v6_; }

  // Up to kBatch waiting datagrams; their bytes are valid until the next call. Datagrams longer than kMaxDatagram are
  // dropped and counted in truncated().
  [[nodiscard]] std::span<transport::ReceivedDatagram> receive();

  // Sends everything; what the kernel does not take is lost, as on the line. Returns how many were not taken.
  std::size_t send(const transport::SendBatch& batch);

  [[nodiscard]] std::uint64_t truncated() const { return truncated_; }

 private:
  struct Buffers;  // what recvmmsg and sendmmsg fill: large, so on the heap

  UdpSocket(int fd, std::uint16_t port, bool is_v6);
  std::size_t send_some(const transport::SendBatch& batch, std::span<const transport::SendBatch::Datagram> some);

  int fd_ = -1;
  std::uint16_t port_ = 0;
  bool is_v6_ = false;
  std::uint64_t truncated_ = 0;
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace diemcau::net
