// The time, as the control plane is told it.
#pragma once

#include "base/time.hpp"

namespace diemcau::server {

// One reading of both clocks: `instant` for deadlines, `wall` for the log.
struct Now {
  Instant instant{};
  WallTime wall{};
};

}  // namespace diemcau::server
