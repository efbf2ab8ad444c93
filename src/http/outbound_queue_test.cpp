#include "http/outbound_queue.hpp"

#include <gtest/gtest.h>

namespace diemcau::http {
namespace {

server::Frame frame_of(std::size_t bytes) {
  return std::make_shared<const std::string>(bytes, 'x');
}

TEST(OutboundQueue, HoldsOneMebibyteAndNoMore) {
  OutboundQueue queue;
  EXPECT_TRUE(queue.push(frame_of(kMaxOutboundBytes - 1)));
  EXPECT_TRUE(queue.push(frame_of(1)));
  EXPECT_FALSE(queue.push(frame_of(1)));
  EXPECT_EQ(queue.bytes(), kMaxOutboundBytes);
  EXPECT_EQ(queue.pop()->size(), kMaxOutboundBytes - 1);
  EXPECT_TRUE(queue.push(frame_of(1)));
}

TEST(OutboundQueue, BacklogTakesNoRoom) {
  OutboundQueue queue;
  queue.push_backlog(frame_of(2 * kMaxOutboundBytes));
  EXPECT_TRUE(queue.push(frame_of(kMaxOutboundBytes)));
  EXPECT_EQ(queue.pop()->size(), 2 * kMaxOutboundBytes);
  EXPECT_EQ(queue.bytes(), kMaxOutboundBytes);
  EXPECT_EQ(queue.pop()->size(), kMaxOutboundBytes);
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace diemcau::http
