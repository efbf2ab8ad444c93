// The one clock of simulated sites.
#pragma once

#include <chrono>

#include "base/time.hpp"

namespace diemcau::robots {

// CLOCK_MONOTONIC.
[[nodiscard]] inline Instant steady_now() {
  return Instant{std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch())};
}

[[nodiscard]] inline std::chrono::steady_clock::time_point to_steady(Instant instant) {
  return std::chrono::steady_clock::time_point{
      std::chrono::duration_cast<std::chrono::steady_clock::duration>(instant.time_since_epoch())};
}

}  // namespace diemcau::robots
