// The one place where the media plane's time comes from.
#pragma once

#include <ctime>

#include "base/time.hpp"

namespace diemcau::net {

[[nodiscard]] inline Instant monotonic_now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return Instant{std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec}};
}

}  // namespace diemcau::net
