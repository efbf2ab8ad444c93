// Randomness as a parameter. Protocol parts take a `Random&`; the application seeds it from the system, simulations
// from a printed seed. Not for keys: those come from OpenSSL.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace diemcau {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t u64() { return engine_(); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(engine_() >> 32U); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(engine_() >> 48U); }

  // Uniform in [0, 1).
  double unit() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

  // Uniform in [0, bound). `bound` must be positive.
  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>{0, bound - 1}(engine_);
  }

  // `length` characters of the ice-char set without '+' and '/' (RFC 8839 section 5.4): letters and digits.
  std::string alphanumeric(std::size_t length);

 private:
  std::mt19937_64 engine_;
};

}  // namespace diemcau
