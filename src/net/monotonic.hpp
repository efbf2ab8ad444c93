// The one place where monotonic time comes from, for lanes, doors and simulated sites.
#pragma once

#include <chrono>
#include <ctime>

#include "base/time.hpp"

namespace diemcau::net {

[[nodiscard]] inline Instant monotonic_now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return Instant{std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec}};
}

// For Asio's timers: on Linux std::chrono::steady_clock is CLOCK_MONOTONIC too.
[[nodiscard]] inline std::chrono::steady_clock::time_point to_steady(Instant instant) {
  return std::chrono::steady_clock::time_point{
      std::chrono::duration_cast<std::chrono::steady_clock::duration>(instant.time_since_epoch())};
}

}  // namespace diemcau::net
