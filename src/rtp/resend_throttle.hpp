// Keeps a receiver that asks for one packet again and again from multiplying its traffic.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

namespace diemcau::rtp {

class ResendThrottle {
 public:
  // True when `sequence` (unwrapped) may go out again: the last time is `interval` or more ago, about a round trip.
  bool admit(std::int64_t sequence, Duration interval, Instant now) {
    Entry& entry = entries_[static_cast<std::size_t>(sequence) % kSize];
    if (entry.sequence == sequence && now - entry.sent < interval) {
      return false;
    }
    entry = Entry{sequence, now};
    return true;
  }

 private:
  // Packets remembered: more than a receiver asks for within a round trip.
  static constexpr std::size_t kSize = 128;
  struct Entry {
    std::int64_t sequence = -1;
    Instant sent;
  };
  std::array<Entry, kSize> entries_{};
};

}  // namespace diemcau::rtp
