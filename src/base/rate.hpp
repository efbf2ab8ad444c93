// Amounts of data and their rates, so that bits and bytes are never confused.
#pragma once

#include <compare>
#include <cstdint>

#include "base/time.hpp"

namespace diemcau {

class DataSize {
 public:
  constexpr DataSize() = default;
  [[nodiscard]] static constexpr DataSize bytes(std::int64_t count) { return DataSize{count}; }

  [[nodiscard]] constexpr std::int64_t bytes() const { return bytes_; }
  [[nodiscard]] constexpr std::int64_t bits() const { return bytes_ * 8; }

  constexpr DataSize& operator+=(DataSize other) {
    bytes_ += other.bytes_;
    return *this;
  }
  constexpr DataSize& operator-=(DataSize other) {
    bytes_ -= other.bytes_;
    return *this;
  }
  friend constexpr DataSize operator+(DataSize a, DataSize b) { return a += b; }
  friend constexpr DataSize operator-(DataSize a, DataSize b) { return a -= b; }
  friend constexpr auto operator<=>(DataSize, DataSize) = default;

 private:
  constexpr explicit DataSize(std::int64_t count) : bytes_(count) {}
  std::int64_t bytes_ = 0;
};

class DataRate {
 public:
  constexpr DataRate() = default;
  [[nodiscard]] static constexpr DataRate bits_per_second(std::int64_t value) { return DataRate{value}; }
  [[nodiscard]] static constexpr DataRate kilobits_per_second(std::int64_t value) { return DataRate{value * 1000}; }

  [[nodiscard]] constexpr std::int64_t bits_per_second() const { return bits_per_second_; }

  friend constexpr auto operator<=>(DataRate, DataRate) = default;

 private:
  constexpr explicit DataRate(std::int64_t value) : bits_per_second_(value) {}
  std::int64_t bits_per_second_ = 0;
};

// How long `size` occupies a line of `rate`. `rate` must be positive.
[[nodiscard]] constexpr Duration operator/(DataSize size, DataRate rate) {
  return Duration{size.bits() * 1'000'000'000 / rate.bits_per_second()};
}

[[nodiscard]] constexpr DataRate operator/(DataSize size, Duration over) {
  return DataRate::bits_per_second(size.bits() * 1'000'000'000 / over.count());
}

[[nodiscard]] constexpr DataSize operator*(DataRate rate, Duration over) {
  return DataSize::bytes(static_cast<std::int64_t>(static_cast<__int128>(rate.bits_per_second()) * over.count() /
                                                   (std::int64_t{8} * 1'000'000'000)));
}

}  // namespace diemcau
