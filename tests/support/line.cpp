#include "support/line.hpp"

namespace diemcau::testing {

std::vector<Instant> arrivals(const LineQuality& quality, Instant now, Random& random) {
  if (random.unit() < quality.loss) {
    return {};
  }
  std::vector<Instant> times;
  const int copies = random.unit() < quality.duplicate ? 2 : 1;
  for (int copy = 0; copy < copies; ++copy) {
    const bool detoured = random.unit() < quality.reorder;
    const double extra = detoured ? random.unit() : 0;
    times.push_back(now + quality.delay + std::chrono::duration_cast<Duration>(quality.detour * extra));
  }
  return times;
}

}  // namespace diemcau::testing
