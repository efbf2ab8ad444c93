// A sender and a receiver over a bad line.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "rtp/receive_stream.hpp"
#include "rtp/send_stream.hpp"

namespace diemcau::rtp {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};

struct Case {
  const char* name;
  bool rtx;
  bool nack;
};

class Streams : public testing::TestWithParam<Case> {};

TEST_P(Streams, BringEverythingInOrder) {
  const std::uint64_t seed = 7;
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  Random random{seed};
  SendStreamParameters sending;
  sending.ssrc = 1;
  sending.payload_type = 96;
  ReceiveStreamParameters receiving;
  receiving.ssrc = 1;
  receiving.nack = GetParam().nack;
  if (GetParam().rtx) {
    sending.rtx_ssrc = 2;
    sending.rtx_payload_type = 97;
    receiving.rtx_ssrc = 2;
    receiving.rtx_payload_types = {{97, 96}};
  }
  SendStream sender{sending, random};
  ReceiveStream receiver{receiving};

  std::multimap<Instant, std::vector<std::uint8_t>> line;
  const auto transmit = [&](std::vector<std::uint8_t> packet, Instant now) {
    if (random.unit() >= 0.1) {
      line.emplace(now + milliseconds{5} + Duration{static_cast<std::int64_t>(random.below(10'000'000))},
                   std::move(packet));
    }
  };
  constexpr std::uint32_t kPackets = 3000;
  std::vector<ReceivedPacket> received;
  std::uint32_t sent = 0;
  for (Instant now = kStart; now < kStart + milliseconds{kPackets * 2 + 3000}; now += milliseconds{1}) {
    if (sent < kPackets && (now - kStart) % milliseconds{2} == Duration{0}) {
      const std::array<std::uint8_t, 4> payload{1, 2, static_cast<std::uint8_t>(sent >> 8U),
                                                static_cast<std::uint8_t>(sent)};
      transmit(*sender.send(payload, sent * 90, false, {}, now), now);
      ++sent;
    }
    for (; !line.empty() && line.begin()->first <= now; line.erase(line.begin())) {
      const auto view = wire::parse_rtp(line.begin()->second);
      ASSERT_TRUE(view);
      (void)receiver.handle_rtp(*view, now);
    }
    if (receiver.deadline() <= now) {
      receiver.handle_timeout(now);
      std::array<std::uint8_t, 1000> buffer;
      ByteWriter out{buffer};
      receiver.write_nack(out, 99);
      wire::RtcpReader reader{out.written()};
      while (const auto packet = reader.next()) {
        const auto nack = wire::parse_nack(*packet);
        ASSERT_TRUE(nack);
        for (auto& resent : sender.handle_nack(*nack, {}, milliseconds{10}, now)) {
          transmit(std::move(resent), now);
        }
      }
    }
    for (ReceivedPacket& packet : receiver.take_ready()) {
      received.push_back(std::move(packet));
    }
  }
  for (std::size_t i = 1; i < received.size(); ++i) {
    ASSERT_LT(received[i - 1].sequence, received[i].sequence);
    EXPECT_EQ(received[i].payload_type, 96);
    EXPECT_EQ(received[i].timestamp, received[i].payload[2] * 256U * 90U + received[i].payload[3] * 90U);
  }
  if (GetParam().nack) {
    // The last packets may be lost for good: nothing follows that would tell.
    EXPECT_GE(received.size() + 5, kPackets);
    EXPECT_EQ(receiver.lost(), 0U);
    if (GetParam().rtx) {
      EXPECT_GT(receiver.recovered(), kPackets / 20);
    }
  } else {
    EXPECT_GT(receiver.lost(), kPackets / 20);
    EXPECT_NEAR(static_cast<double>(received.size()), 0.9 * kPackets, 0.05 * kPackets);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Streams,
                         testing::Values(Case{"rtx", true, true}, Case{"plain", false, true},
                                         Case{"no_nack", false, false}),
                         [](const auto& tested) { return tested.param.name; });

TEST(SendStream, ReportsWhatItSent) {
  Random random{1};
  SendStreamParameters parameters;
  parameters.ssrc = 5;
  parameters.clock_rate_hz = 48'000;
  SendStream stream{parameters, random};
  EXPECT_FALSE(stream.report(NtpTime{1}, kStart));
  const std::array<std::uint8_t, 10> payload{};
  (void)stream.send(payload, 1000, false, {}, kStart);
  (void)stream.send(payload, 1960, false, {}, kStart + milliseconds{20});
  const auto report = stream.report(NtpTime{1ULL << 32U}, kStart + milliseconds{30});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->packet_count, 2U);
  EXPECT_EQ(report->octet_count, 20U);
  EXPECT_EQ(report->rtp_timestamp, 1960U + 480U);
  const std::vector<std::uint8_t> big(SendStream::kMaxPayload + 1);
  EXPECT_FALSE(stream.send(big, 0, false, {}, kStart));
}

}  // namespace
}  // namespace diemcau::rtp
