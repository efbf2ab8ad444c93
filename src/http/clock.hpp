// The control thread's reading of both clocks; the one place in this room that reads the wall's.
#pragma once

#include <chrono>

#include "net/monotonic.hpp"
#include "server/now.hpp"

namespace diemcau::http {

[[nodiscard]] inline server::Now read_clocks() {
  return {net::monotonic_now(),
          std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

}  // namespace diemcau::http
