#include "rtp/sequence_map.hpp"

#include <gtest/gtest.h>

#include "rtp/packet_history.hpp"
#include "rtp/resend_throttle.hpp"

namespace diemcau::rtp {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};

TEST(SequenceMap, FindsTheSegment) {
  SequenceMap<char> map;
  EXPECT_FALSE(map.find(5));
  map.begin_segment('a', 100, 5000);
  map.begin_segment('b', 200, 70);
  EXPECT_FALSE(map.find(99));
  EXPECT_EQ(map.find(100)->sequence, 5000);
  EXPECT_EQ(map.find(199)->source, 'a');
  EXPECT_EQ(map.find(199)->sequence, 5099);
  EXPECT_EQ(map.find(200)->source, 'b');
  EXPECT_EQ(map.find(210)->sequence, 80);
}

TEST(SequenceMap, ForgetsOldSegments) {
  SequenceMap<int> map;
  for (int i = 0; i < 100; ++i) {
    map.begin_segment(i, i * 10, 0);
  }
  EXPECT_EQ(map.segments(), SequenceMap<int>::kMaxSegments);
  EXPECT_FALSE(map.find(10));
  EXPECT_EQ(map.find(985)->source, 98);
}

TEST(PacketHistory, DisplacesAndAges) {
  PacketHistory<int> history{4, milliseconds{100}};
  EXPECT_EQ(history.find(1, kStart), nullptr);
  for (int i = 1; i <= 5; ++i) {
    history.insert(i, i * 10, kStart);
  }
  EXPECT_EQ(history.find(1, kStart), nullptr);
  ASSERT_NE(history.find(5, kStart), nullptr);
  EXPECT_EQ(*history.find(5, kStart), 50);
  history.insert(1, 99, kStart);  // late: must not displace a newer one
  EXPECT_EQ(*history.find(5, kStart), 50);
  EXPECT_NE(history.find(5, kStart + milliseconds{100}), nullptr);
  EXPECT_EQ(history.find(5, kStart + milliseconds{101}), nullptr);
  EXPECT_EQ(history.find(-1, kStart), nullptr);
}

TEST(ResendThrottle, AdmitsOncePerInterval) {
  ResendThrottle throttle;
  EXPECT_TRUE(throttle.admit(7, milliseconds{50}, kStart));
  EXPECT_FALSE(throttle.admit(7, milliseconds{50}, kStart + milliseconds{49}));
  EXPECT_TRUE(throttle.admit(8, milliseconds{50}, kStart + milliseconds{49}));
  EXPECT_TRUE(throttle.admit(7, milliseconds{50}, kStart + milliseconds{50}));
}

}  // namespace
}  // namespace diemcau::rtp
