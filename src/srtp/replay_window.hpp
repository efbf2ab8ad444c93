// Which of the latest packet indices were seen (RFC 3711 section 3.3.2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace diemcau::srtp {

// Remembers the newest index and the `Bits` indices up to it. `Bits` is a power of two, at least 64.
template <std::size_t Bits>
class ReplayWindow {
  static_assert(Bits >= 64 && (Bits & (Bits - 1)) == 0);

 public:
  enum class Verdict : std::uint8_t { fresh, seen, too_old };

  [[nodiscard]] bool empty() const { return newest_ == kNone; }
  // Meaningful only when not empty.
  [[nodiscard]] std::uint64_t newest() const { return newest_; }

  [[nodiscard]] Verdict check(std::uint64_t index) const {
    if (empty() || index > newest_) {
      return Verdict::fresh;
    }
    if (newest_ - index >= Bits) {
      return Verdict::too_old;
    }
    return (word(index) & bit(index)) != 0 ? Verdict::seen : Verdict::fresh;
  }

  // Only for an index that check() called fresh.
  void commit(std::uint64_t index) {
    if (empty() || index > newest_) {
      forget_between(index);
      newest_ = index;
    }
    words_[slot(index)] |= bit(index);
  }

 private:
  static constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::size_t kWords = Bits / 64;

  static std::size_t slot(std::uint64_t index) { return static_cast<std::size_t>(index / 64) % kWords; }
  static std::uint64_t bit(std::uint64_t index) { return std::uint64_t{1} << (index % 64); }
  [[nodiscard]] std::uint64_t word(std::uint64_t index) const { return words_[slot(index)]; }

  // The window is a ring of bits; the places of the indices after newest_ up to `index` still hold older ones.
  void forget_between(std::uint64_t index) {
    if (empty() || index - newest_ >= Bits) {
      words_.fill(0);
      return;
    }
    for (std::uint64_t i = newest_ + 1; i <= index; ++i) {
      words_[slot(i)] &= ~bit(i);
    }
  }

  std::uint64_t newest_ = kNone;
  std::array<std::uint64_t, kWords> words_{};
};

}  // namespace diemcau::srtp
