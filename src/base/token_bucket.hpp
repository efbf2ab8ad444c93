// Lets through a burst, and after it so many a second: at most burst + rate * t in any time t (quicly's pacer states
// its guarantee likewise).
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/time.hpp"

namespace diemcau {

class TokenBucket {
 public:
  // `burst` >= 1; `per_second` > 0. Full at first.
  TokenBucket(double burst, double per_second) : burst_(burst), per_second_(per_second), tokens_(burst) {}

  // True when one more may pass at `now`, which never runs backwards.
  [[nodiscard]] bool take(Instant now) {
    if (last_) {
      tokens_ = std::min(burst_, tokens_ + per_second_ * std::chrono::duration<double>(now - *last_).count());
    }
    last_ = now;
    if (tokens_ < 1) {
      return false;
    }
    tokens_ -= 1;
    return true;
  }

 private:
  double burst_;
  double per_second_;
  double tokens_;
  std::optional<Instant> last_;
};

}  // namespace diemcau
