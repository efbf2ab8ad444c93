#include "rtp/nack_generator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diemcau::rtp {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
const Instant kStart{std::chrono::hours{1}};

std::vector<std::int64_t> poll(NackGenerator& nacks, Instant now, std::size_t most = 100) {
  std::vector<std::int64_t> due;
  nacks.poll(now, most, due);
  return due;
}

TEST(NackGenerator, AsksForAGapAfterAMoment) {
  NackGenerator nacks;
  EXPECT_TRUE(nacks.handle_packet(100, kStart));
  EXPECT_EQ(nacks.deadline(), kNever);
  EXPECT_TRUE(nacks.handle_packet(103, kStart));
  EXPECT_EQ(nacks.deadline(), kStart + milliseconds{10});
  EXPECT_THAT(poll(nacks, kStart + milliseconds{9}), IsEmpty());
  EXPECT_THAT(poll(nacks, kStart + milliseconds{10}), ElementsAre(101, 102));
  EXPECT_TRUE(nacks.hopes_for(102));
}

TEST(NackGenerator, LeavesOutWhatWasOnlyReordered) {
  NackGenerator nacks;
  nacks.handle_packet(100, kStart);
  nacks.handle_packet(102, kStart);
  nacks.handle_packet(101, kStart + milliseconds{5});
  EXPECT_EQ(nacks.deadline(), kNever);
  EXPECT_THAT(poll(nacks, kStart + milliseconds{50}), IsEmpty());
}

TEST(NackGenerator, RepeatsAfterARoundTripAndGivesUp) {
  NackLimits limits;
  limits.max_requests = 3;
  NackGenerator nacks{limits};
  nacks.handle_packet(1, kStart);
  nacks.handle_packet(3, kStart);
  std::vector<Duration> asked;
  for (Instant now = kStart; now < kStart + milliseconds{2000}; now += milliseconds{1}) {
    if (!poll(nacks, now).empty()) {
      asked.push_back(now - kStart);
    }
  }
  // 100 ms and a quarter, until round trips are known.
  EXPECT_THAT(asked, ElementsAre(milliseconds{10}, milliseconds{135}, milliseconds{260}));
  EXPECT_EQ(nacks.missing(), 0U);
  EXPECT_EQ(nacks.deadline(), kNever);
}

TEST(NackGenerator, ForgetsWhatIsTooOld) {
  NackGenerator nacks;
  nacks.handle_packet(1, kStart);
  nacks.handle_packet(3, kStart);
  EXPECT_THAT(poll(nacks, kStart + milliseconds{1001}), IsEmpty());
  EXPECT_FALSE(nacks.hopes_for(2));
}

TEST(NackGenerator, LearnsTheRoundTripFromAnswersToSingleRequests) {
  NackGenerator nacks;
  std::int64_t sequence = 1;
  Instant now = kStart;
  nacks.handle_packet(sequence, now);
  for (int i = 0; i < 60; ++i) {
    sequence += 2;
    nacks.handle_packet(sequence, now);
    now += milliseconds{10};
    ASSERT_EQ(poll(nacks, now).size(), 1U);
    now += milliseconds{20};
    nacks.handle_packet(sequence - 1, now);
  }
  EXPECT_NEAR(static_cast<double>(nacks.round_trip().count()), 20e6, 1e6);
}

TEST(NackGenerator, GivesUpABigGapAtOnce) {
  NackGenerator nacks;
  nacks.handle_packet(1, kStart);
  EXPECT_TRUE(nacks.handle_packet(502, kStart));
  EXPECT_EQ(nacks.missing(), 500U);
  EXPECT_FALSE(nacks.handle_packet(504, kStart));
  EXPECT_EQ(nacks.missing(), 0U);
  EXPECT_TRUE(nacks.handle_packet(506, kStart));
  EXPECT_EQ(nacks.missing(), 1U);
}

TEST(NackGenerator, AsksForAtMostWhatIsWanted) {
  NackGenerator nacks;
  nacks.handle_packet(1, kStart);
  nacks.handle_packet(101, kStart);
  const Instant now = kStart + milliseconds{10};
  EXPECT_EQ(poll(nacks, now, 60).size(), 60U);
  EXPECT_EQ(nacks.deadline(), now);
  EXPECT_EQ(poll(nacks, now, 60).size(), 39U);
}

}  // namespace
}  // namespace diemcau::rtp
