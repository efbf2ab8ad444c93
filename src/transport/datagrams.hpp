// Batches of datagrams, in and out: what net/ fills and empties, and everything between works in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/address.hpp"
#include "base/bytes.hpp"

namespace diemcau::transport {

// Longest datagram we read or write, bytes of UDP payload: WebRTC peers stay under 1,500; a jumbo frame is no peer of
// ours.
inline constexpr std::size_t kMaxDatagram = 2048;

// One received datagram. The bytes are borrowed for one call and are decrypted in place.
struct ReceivedDatagram {
  SocketAddress from;
  MutableBytes bytes;
};

// Datagrams waiting to be sent, all in one arena. Filled by reserve() and commit(); emptied at once after sending, so
// that it reaches its size once and then allocates no more.
class SendBatch {
 public:
  struct Datagram {
    SocketAddress to;
    std::size_t offset = 0;
    std::size_t length = 0;
  };

  // Room for one datagram, valid until the next call to this object.
  [[nodiscard]] MutableBytes reserve(std::size_t most = kMaxDatagram) {
    if (arena_.size() < used_ + most) {
      arena_.resize(used_ + most + arena_.size() / 2);
    }
    return MutableBytes{arena_}.subspan(used_, most);
  }

  // The first `length` bytes of what reserve() gave last are a datagram.
  void commit(const SocketAddress& to, std::size_t length) {
    datagrams_.push_back({to, used_, length});
    used_ += length;
  }

  [[nodiscard]] std::span<const Datagram> datagrams() const { return datagrams_; }
  [[nodiscard]] Bytes bytes_of(const Datagram& datagram) const {
    return Bytes{arena_}.subspan(datagram.offset, datagram.length);
  }
  [[nodiscard]] bool empty() const { return datagrams_.empty(); }
  // Bytes waiting.
  [[nodiscard]] std::size_t size() const { return used_; }

  void clear() {
    datagrams_.clear();
    used_ = 0;
  }

 private:
  std::vector<std::uint8_t> arena_;
  std::size_t used_ = 0;
  std::vector<Datagram> datagrams_;
};

}  // namespace diemcau::transport
