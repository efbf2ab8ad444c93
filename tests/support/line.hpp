// A bad line, from a seed: loses, delays, reorders and duplicates.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"

namespace diemcau::testing {

struct LineQuality {
  double loss = 0;       // of each datagram, 0 to 1
  double duplicate = 0;  // of each datagram that is not lost
  double reorder = 0;    // share that takes up to `detour` longer
  Duration delay{};      // one way
  Duration detour{};
};

// When each copy of a datagram sent at `now` arrives; none when it is lost.
[[nodiscard]] std::vector<Instant> arrivals(const LineQuality& quality, Instant now, Random& random);

}  // namespace diemcau::testing
