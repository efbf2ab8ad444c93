// Which of the newest packets of a stream were seen: duplicates and stragglers are told from fresh packets.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>

namespace diemcau::rtp {

enum class Arrival : std::uint8_t { fresh, duplicate, too_old };

class SequenceWindow {
 public:
  // Packets. A 4 Mbit/s picture that is resent within two seconds stays inside.
  static constexpr std::int64_t kSize = 1024;

  // `sequence`: unwrapped, not negative.
  Arrival accept(std::int64_t sequence) {
    if (newest_ < 0) {
      newest_ = sequence;
    }
    if (sequence <= newest_ - kSize) {
      return Arrival::too_old;
    }
    if (sequence >= newest_ + kSize) {
      seen_.reset();
      newest_ = sequence;
    }
    for (; newest_ < sequence; ++newest_) {
      seen_.reset(slot(newest_ + 1));
    }
    if (seen_.test(slot(sequence))) {
      return Arrival::duplicate;
    }
    seen_.set(slot(sequence));
    return Arrival::fresh;
  }

 private:
  static std::size_t slot(std::int64_t sequence) { return static_cast<std::size_t>(sequence % kSize); }

  std::bitset<static_cast<std::size_t>(kSize)> seen_;
  std::int64_t newest_ = -1;
};

}  // namespace diemcau::rtp
