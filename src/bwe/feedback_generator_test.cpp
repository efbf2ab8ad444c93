#include "bwe/feedback_generator.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace diemcau::bwe {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};

struct Told {
  std::map<std::uint16_t, std::optional<Duration>> packets;
  std::vector<std::uint8_t> counts;
};

Told poll(FeedbackGenerator& generator, Instant now, std::size_t room = 1200) {
  std::vector<std::uint8_t> buffer(room);
  ByteWriter out{buffer};
  generator.poll(out, 42, now);
  Told told;
  wire::RtcpReader reader{out.written()};
  while (const auto packet = reader.next()) {
    const auto feedback = wire::parse_transport_feedback(*packet);
    EXPECT_TRUE(feedback);
    if (!feedback) {
      break;
    }
    EXPECT_EQ(feedback->sender_ssrc, 42U);
    told.counts.push_back(feedback->feedback_count);
    feedback->for_each([&](std::uint16_t sequence, std::optional<Duration> at) { told.packets[sequence] = at; });
  }
  EXPECT_FALSE(reader.malformed());
  return told;
}

TEST(FeedbackGenerator, TellsOfArrivalsAndLosses) {
  FeedbackGenerator generator;
  EXPECT_EQ(generator.deadline(), kNever);
  generator.handle_packet(65'535, 7, kStart);
  generator.handle_packet(0, 7, kStart + milliseconds{5});
  EXPECT_EQ(generator.deadline(), kStart + milliseconds{100});
  generator.handle_packet(2, 7, kStart + milliseconds{12});
  EXPECT_EQ(generator.deadline(), kStart + milliseconds{50});
  EXPECT_TRUE(poll(generator, kStart + milliseconds{49}).packets.empty());
  const Told told = poll(generator, kStart + milliseconds{50});
  ASSERT_EQ(told.packets.size(), 4U);
  EXPECT_FALSE(told.packets.at(1));
  EXPECT_EQ(*told.packets.at(0) - *told.packets.at(65'535), milliseconds{5});
  EXPECT_EQ(*told.packets.at(2) - *told.packets.at(0), milliseconds{7});
  EXPECT_EQ(generator.deadline(), kNever);
}

TEST(FeedbackGenerator, TellsTheRestNextTime) {
  FeedbackGenerator generator;
  for (std::uint16_t i = 0; i < 400; ++i) {
    generator.handle_packet(static_cast<std::uint16_t>(i * 2), 7, kStart + Duration{i * 1'000'000});
  }
  std::map<std::uint16_t, std::optional<Duration>> all;
  std::vector<std::uint8_t> counts;
  Instant now = kStart + milliseconds{400};
  for (int round = 0; round < 50 && generator.deadline() != kNever; ++round) {
    const Told told = poll(generator, std::max(now, generator.deadline()), 200);
    now = std::max(now, generator.deadline() == kNever ? now : generator.deadline());
    for (const auto& [sequence, at] : told.packets) {
      if (at) {
        EXPECT_TRUE(all.emplace(sequence, at).second);
      }
    }
    counts.insert(counts.end(), told.counts.begin(), told.counts.end());
  }
  EXPECT_EQ(all.size(), 400U);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_EQ(counts[i], i % 256);
  }
}

TEST(FeedbackGenerator, StaysBounded) {
  FeedbackGenerator generator;
  for (std::uint32_t i = 0; i < 60'000; ++i) {
    generator.handle_packet(static_cast<std::uint16_t>(i), 7, kStart);
  }
  EXPECT_GE(generator.discarded(), 60'000 - FeedbackGenerator::kMaxWaiting);
}

TEST(FeedbackGenerator, BeginsAnewAfterALeap) {
  FeedbackGenerator generator;
  generator.handle_packet(10, 7, kStart);
  generator.handle_packet(40'000, 7, kStart + milliseconds{1});
  const Told told = poll(generator, kStart + milliseconds{100});
  EXPECT_EQ(told.packets.size(), 1U);
  EXPECT_TRUE(told.packets.contains(40'000));
}

}  // namespace
}  // namespace diemcau::bwe
