#include "net/inbox.hpp"

#include <gtest/gtest.h>

#include "net/waiting_limits.hpp"

namespace diemcau::net {
namespace {

TEST(Inbox, KeepsOrderAndRefusesBeyondTheWritersLimit) {
  Inbox<int> inbox;
  EXPECT_TRUE(inbox.push(1, 2));
  EXPECT_TRUE(inbox.push(2, 2));
  EXPECT_FALSE(inbox.push(3, 2));
  EXPECT_TRUE(inbox.push(4, 3)) << "what matters more may wait behind";
  std::vector<int> taken{9};
  inbox.take(taken);
  EXPECT_EQ(taken, (std::vector{1, 2, 4}));
  EXPECT_TRUE(inbox.push(5, 1));
}

TEST(WaitingLimits, WhatIsToldAgainGivesWayToWhatIsSaidOnce) {
  Inbox<engine::Event> events;
  const auto tell = [&events](engine::Event event) {
    const std::size_t limit = limit_of(event);
    return events.push(std::move(event), limit);
  };
  std::size_t levels = 0;
  while (tell(engine::Levels{MixId{1}, {}}) && levels <= kMaxWaitingEvents) {
    ++levels;
  }
  EXPECT_EQ(levels, kMaxWaitingLevels);
  EXPECT_TRUE(tell(engine::SessionGone{SessionId{1}, engine::GoneReason::consent_lost}));

  const engine::LaneMessage route{0, engine::RouteLearned{}};
  for (const engine::LaneMessage& media :
       {engine::LaneMessage{0, engine::ForeignPackets{}}, engine::LaneMessage{0, engine::ForwardedDatagrams{}}}) {
    EXPECT_TRUE(is_media(media));
    EXPECT_LT(limit_of(media), limit_of(route));
  }
  EXPECT_FALSE(is_media(route));
}

}  // namespace
}  // namespace diemcau::net
