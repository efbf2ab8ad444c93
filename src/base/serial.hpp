// Circular numbers (RFC 1982): they have a direction but no order, so they carry no operator<. Unwrap at the edge and
// work with 64 bits.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

namespace diemcau {

// `a` is newer than `b` in a circle of 2^bits: the way forward from b to a is shorter than the way back. Exactly half a
// circle counts as newer when a > b, so that exactly one of two differing numbers is newer.
template <class U>
[[nodiscard]] constexpr bool is_newer(U a, U b) {
  static_assert(std::is_unsigned_v<U>);
  constexpr U kHalf = static_cast<U>(U{1} << (sizeof(U) * 8 - 1));
  const U ahead = static_cast<U>(a - b);
  return ahead == kHalf ? a > b : ahead != 0 && ahead < kHalf;
}

// Turns a stream of circular numbers into 64-bit ones that never wrap. Tolerates reordering and loss of up to half the
// circle. The first number is its own unwrapped value plus one circle, so that reordering at the start stays positive.
template <class U>
class Unwrapper {
 public:
  // The unwrapped number, remembered as the newest if it is.
  std::int64_t unwrap(U number) {
    const std::int64_t value = peek(number);
    if (!newest_ || value > *newest_) {
      newest_ = value;
    }
    return value;
  }

  // As unwrap, without remembering: untrusted numbers must not move the stream.
  [[nodiscard]] std::int64_t peek(U number) const {
    if (!newest_) {
      return kCircle + number;
    }
    const U last = static_cast<U>(*newest_);
    const U ahead = static_cast<U>(number - last);
    return is_newer(number, last) || number == last
               ? *newest_ + ahead
               : *newest_ - static_cast<std::int64_t>(static_cast<U>(last - number));
  }

  [[nodiscard]] std::optional<std::int64_t> newest() const { return newest_; }

 private:
  static constexpr std::int64_t kCircle = std::int64_t{1} << (sizeof(U) * 8);
  std::optional<std::int64_t> newest_;
};

}  // namespace diemcau
