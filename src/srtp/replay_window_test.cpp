#include "srtp/replay_window.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/random.hpp"
#include "srtp/packet_index.hpp"

namespace diemcau::srtp {
namespace {

using Window = ReplayWindow<128>;
using Verdict = Window::Verdict;

TEST(ReplayWindow, KnowsSeenAndTooOld) {
  Window window;
  EXPECT_TRUE(window.empty());
  EXPECT_EQ(window.check(1000), Verdict::fresh);
  window.commit(1000);
  EXPECT_EQ(window.check(1000), Verdict::seen);
  EXPECT_EQ(window.check(999), Verdict::fresh);
  EXPECT_EQ(window.check(1000 - 127), Verdict::fresh);
  EXPECT_EQ(window.check(1000 - 128), Verdict::too_old);
  window.commit(1000 - 127);
  EXPECT_EQ(window.check(1000 - 127), Verdict::seen);
  window.commit(1001);
  EXPECT_EQ(window.check(1000 - 127), Verdict::too_old);
  EXPECT_EQ(window.check(1001 - 127), Verdict::fresh);
}

TEST(ReplayWindow, AgreesWithASet) {
  constexpr std::uint64_t kSeed = 3711;
  Random random{kSeed};
  Window window;
  std::set<std::uint64_t> seen;
  std::uint64_t newest = 500;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t jump = random.below(100) == 0 ? random.below(400) : random.below(4);
    const std::uint64_t index = newest + jump - std::min<std::uint64_t>(newest, random.below(150));
    const bool too_old = !seen.empty() && index + 128 <= *seen.rbegin();
    const Verdict expected = too_old ? Verdict::too_old : seen.count(index) != 0 ? Verdict::seen : Verdict::fresh;
    ASSERT_EQ(window.check(index), expected) << "seed " << kSeed << " step " << i << " index " << index;
    if (expected == Verdict::fresh) {
      window.commit(index);
      seen.insert(index);
      newest = std::max(newest, index);
    }
  }
}

TEST(PacketIndex, EstimatesAcrossWraps) {
  struct Case {
    std::uint64_t newest;
    std::uint16_t sequence;
    std::uint64_t index;
  };
  constexpr Case kCases[] = {
      {0, 1, 1},
      {0xFFFF, 0, 0x10000},                       // wrap forward
      {0x10000, 0xFFFF, 0xFFFF},                  // late across the wrap
      {0x10005, 0xFFF0, 0xFFF0},                  // later
      {0x2FFF0, 0x0010, 0x30010},                 // wrap forward at a higher rollover counter
      {0x30010, 0xFFF0, 0x2FFF0},                 // and late again
      {5, 0xFFF0, 0xFFF0},                        // nothing before the first circle: a jump forward
      {0x18000, 0x0000, 0x10000},                 // half a circle back
      {0x18001, 0x0000, 0x20000},                 // a little more is forward
      {0xFFFF'FFFF'FFFF, 0, 0x1'0000'0000'0000},  // beyond the last index: the caller must refuse
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(estimate_index(c.newest, c.sequence), c.index) << std::hex << c.newest << ' ' << c.sequence;
  }
}

}  // namespace
}  // namespace diemcau::srtp
