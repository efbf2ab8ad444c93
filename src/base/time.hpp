// Time as a parameter. Nothing inside the engine or the conference core reads a clock: every entry point is
// handed one `Instant` and works with it until it returns.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace diemcau {

using Duration = std::chrono::nanoseconds;

// A clock without now(): monotonic time since an arbitrary epoch. Only net/ (CLOCK_MONOTONIC) and simulations make
// instants.
struct MonotonicClock {
  using rep = std::int64_t;
  using period = std::nano;
  using duration = Duration;
  using time_point = std::chrono::time_point<MonotonicClock, Duration>;
  static constexpr bool is_steady = true;
};

using Instant = MonotonicClock::time_point;

// "Never": the deadline of something that has nothing to wait for.
inline constexpr Instant kNever = Instant::max();

// Server wall time, for people and for NTP; may jump. Milliseconds since the Unix epoch, UTC.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

// 64-bit NTP timestamp, RFC 5905 section 6: seconds since 1900 in the high word, 2^-32 s in the low word.
struct NtpTime {
  std::uint64_t value = 0;

  // The middle 32 bits, as RTCP's LSR and DLSR use them (RFC 3550 section 6.4.1): units of 2^-16 s.
  [[nodiscard]] constexpr std::uint32_t compact() const { return static_cast<std::uint32_t>(value >> 16U); }

  friend constexpr auto operator<=>(NtpTime, NtpTime) = default;
};

inline constexpr std::uint64_t kNtpUnixOffsetSeconds = 2'208'988'800;  // 1900-01-01 to 1970-01-01, RFC 5905

// Since the NTP epoch (1900) to a timestamp, and the difference of two timestamps back to a duration. Durations up to
// 68 years either way are exact to a nanosecond.
[[nodiscard]] NtpTime ntp_from_unix(Duration since_unix_epoch);
[[nodiscard]] Duration ntp_difference(NtpTime later, NtpTime earlier);
[[nodiscard]] NtpTime ntp_add(NtpTime time, Duration delta);

}  // namespace diemcau
