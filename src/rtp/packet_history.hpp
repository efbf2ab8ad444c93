// The newest packets of one stream, by sequence number, for retransmission.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace diemcau::rtp {

// A ring: a newer packet displaces the one that is `capacity` numbers older. `Packet` is default constructible, and
// empty then.
template <class Packet>
class PacketHistory {
 public:
  // `capacity` in packets, positive. Packets older than `max_age` are not found.
  PacketHistory(std::size_t capacity, Duration max_age) : capacity_(capacity), max_age_(max_age) {}

  void insert(std::int64_t sequence, Packet packet, Instant now) {
    if (entries_.empty()) {
      entries_.resize(capacity_);
    }
    Entry& entry = entries_[slot(sequence)];
    if (entry.sequence < sequence) {
      entry = Entry{sequence, now, std::move(packet)};
    }
  }

  // Null when not (or no longer) here. Valid until the next insert.
  [[nodiscard]] const Packet* find(std::int64_t sequence, Instant now) const {
    if (entries_.empty() || sequence < 0) {
      return nullptr;
    }
    const Entry& entry = entries_[slot(sequence)];
    return entry.sequence == sequence && now - entry.inserted <= max_age_ ? &entry.packet : nullptr;
  }

  void clear() { entries_.clear(); }

 private:
  struct Entry {
    std::int64_t sequence = -1;
    Instant inserted;
    Packet packet{};
  };
  [[nodiscard]] std::size_t slot(std::int64_t sequence) const { return static_cast<std::size_t>(sequence) % capacity_; }

  std::size_t capacity_;
  Duration max_age_;
  std::vector<Entry> entries_;  // allocated with the first packet: many streams never have one
};

}  // namespace diemcau::rtp
