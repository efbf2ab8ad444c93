// The control thread's reading of both clocks; the one place in this room that reads them.
#pragma once

#include <chrono>

#include "server/conference_host.hpp"

namespace diemcau::http {

[[nodiscard]] inline Instant instant_now() {
  return Instant{std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch())};
}

[[nodiscard]] inline server::Now read_clocks() {
  return {instant_now(), std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

}  // namespace diemcau::http
