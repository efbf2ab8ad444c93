#include "wire/transport_feedback.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/random.hpp"
#include "wire/hex_for_tests.hpp"

namespace diemcau::wire {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using Seen = std::vector<std::pair<std::uint16_t, std::optional<Duration>>>;

Seen read_all(const TransportFeedback& feedback) {
  Seen seen;
  feedback.for_each(
      [&](std::uint16_t sequence, std::optional<Duration> arrival) { seen.emplace_back(sequence, arrival); });
  return seen;
}

std::optional<TransportFeedback> parse_one(Bytes compound) {
  RtcpReader reader(compound);
  const auto packet = reader.next();
  return packet ? parse_transport_feedback(*packet) : std::nullopt;
}

TEST(TransportFeedback, ReadsEachKindOfChunk) {
  // Base 10, 4 + 14 + 7 - cut to 20 packets: run of 4 small, one-bit vector, two-bit vector whose tail is unused.
  const auto bytes = from_hex(R"(
      8fcd 0009 00000001 00000002 000a 0014 000001 07
      2004 a001 e400
      04 08 0c 10  04 04  ffff 04 00 00 00 00 00)");
  const auto feedback = parse_one(bytes);
  ASSERT_TRUE(feedback);
  EXPECT_EQ(feedback->feedback_count, 7);
  const Seen seen = read_all(*feedback);
  ASSERT_EQ(seen.size(), 20U);
  EXPECT_EQ(seen[0], (std::pair<std::uint16_t, std::optional<Duration>>{10, milliseconds{65}}));
  EXPECT_EQ(seen[3].second, milliseconds{64 + 10});
  EXPECT_EQ(seen[4].second, milliseconds{64 + 11});  // first of the one-bit vector
  EXPECT_FALSE(seen[5].second);
  EXPECT_EQ(seen[17].second, milliseconds{64 + 12});  // last of it
  EXPECT_EQ(seen[18].second, milliseconds{76} - microseconds{250});
}

TEST(TransportFeedback, RefusesWhatDoesNotAddUp) {
  const std::string head = "8fcd 0005 00000001 00000002 ";
  EXPECT_TRUE(parse_one(from_hex(head + "0001 0001 000000 00 2001 0400")));
  EXPECT_FALSE(parse_one(from_hex(head + "0001 0000 000000 00 2001 0400")));  // no packets
  EXPECT_FALSE(parse_one(from_hex(head + "0001 0003 000000 00 2003 0400")));  // a delta missing
  EXPECT_FALSE(parse_one(from_hex(head + "0001 0001 000000 00 6001 0400")));  // reserved symbol
  EXPECT_FALSE(parse_one(from_hex(head + "0001 ffff 000000 00 1fff 1fff")));  // statuses missing
  EXPECT_FALSE(parse_one(from_hex(head + "0001 0001 000000 00 0000 0000")));  // runs of nothing
  EXPECT_TRUE(parse_one(from_hex(head + "0001 0001 800000 00 2001 0400")));   // reference before the epoch
}

// Writes all arrivals in as many packets as it takes, reads them again, and compares.
void expect_round_trip(const std::vector<PacketArrival>& arrivals, std::size_t room) {
  std::map<std::uint16_t, Duration> seen;
  std::span<const PacketArrival> rest{arrivals};
  std::vector<std::uint8_t> target(room);
  while (!rest.empty()) {
    ByteWriter out(target);
    const std::size_t reported = write_transport_feedback(out, {1, 2, 3}, rest);
    ASSERT_GT(reported, 0U);
    ASSERT_TRUE(out.ok());
    ASSERT_EQ(out.size() % 4, 0U);
    const auto feedback = parse_one(out.written());
    ASSERT_TRUE(feedback);
    EXPECT_EQ(feedback->packet_count, rest[reported - 1].sequence - rest[0].sequence + 1);
    feedback->for_each([&](std::uint16_t sequence, std::optional<Duration> arrival) {
      if (arrival) {
        seen[sequence] = *arrival;
      }
    });
    rest = rest.subspan(reported);
  }
  ASSERT_EQ(seen.size(), arrivals.size());
  for (const PacketArrival& arrival : arrivals) {
    EXPECT_EQ(seen[static_cast<std::uint16_t>(arrival.sequence)], arrival.arrival / kFeedbackTick * kFeedbackTick);
  }
}

TEST(TransportFeedback, RandomArrivalsGoThereAndBack) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const double loss = random.unit() * random.unit();
    const std::uint64_t jitter_us = 1 + random.below(200'000);
    std::vector<PacketArrival> arrivals;
    Duration now = milliseconds{random.below(1'000'000)} + milliseconds{500};
    for (std::int64_t sequence = 65'000; sequence < 66'000; ++sequence) {
      now += microseconds{random.below(3'000)};
      if (random.unit() >= loss) {
        arrivals.push_back({sequence, now - microseconds{random.unit() < 0.1 ? random.below(jitter_us) : 0}});
      }
    }
    expect_round_trip(arrivals, 100 + random.below(1400));
  }
}

TEST(TransportFeedback, GapsLongerThanADeltaBeginAnotherPacket) {
  // 16 bits signed of 250 us: at most 8.19 s.
  const std::vector<PacketArrival> arrivals{{1, milliseconds{0}}, {2, milliseconds{9'000}}, {3, milliseconds{100}}};
  std::array<std::uint8_t, 200> target{};
  ByteWriter out(target);
  EXPECT_EQ(write_transport_feedback(out, {}, arrivals), 1U);
  expect_round_trip(arrivals, 200);
}

TEST(TransportFeedback, SequenceGapsAreBounded) {
  const std::vector<PacketArrival> arrivals{{1, {}}, {1 + static_cast<std::int64_t>(kMaxFeedbackPackets), {}}};
  expect_round_trip(arrivals, 200);
}

TEST(TransportFeedback, NoRoomYieldsNothing) {
  std::array<std::uint8_t, 24> target{};
  const std::vector<PacketArrival> one{{1, {}}};
  for (std::size_t size = 0; size <= target.size(); ++size) {
    ByteWriter out(MutableBytes{target}.first(size));
    EXPECT_EQ(write_transport_feedback(out, {}, one), size == 24 ? 1U : 0U);
    EXPECT_TRUE(out.ok());
  }
}

TEST(TransportFeedback, LengthSweep) {
  std::vector<PacketArrival> arrivals;
  for (std::int64_t i = 0; i < 50; i += 1 + i % 3) {
    arrivals.push_back({i, milliseconds{i * i}});
  }
  std::array<std::uint8_t, 400> target{};
  ByteWriter out(target);
  ASSERT_EQ(write_transport_feedback(out, {}, arrivals), arrivals.size());
  const Bytes body = out.written().subspan(4);
  for (std::size_t size = 0; size + 4 <= body.size(); ++size) {
    EXPECT_FALSE(parse_transport_feedback({kRtcpTransportLayerFeedback, kFormatTransportFeedback, body.first(size)}));
  }
}

}  // namespace
}  // namespace diemcau::wire
