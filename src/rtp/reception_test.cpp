#include "rtp/reception.hpp"

#include <gtest/gtest.h>

namespace diemcau::rtp {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};

TEST(Reception, ReportsNothingBeforeTheFirstPacket) {
  Reception reception{1, 90'000};
  EXPECT_FALSE(reception.report(kStart));
}

TEST(Reception, CountsLossAndCycles) {
  Reception reception{7, 90'000};
  Instant now = kStart;
  // 65530 to 9 over the wrap, every fourth lost: 16 numbers, 12 received, the last two are 8 and 9.
  for (unsigned i = 0; i < 16; ++i) {
    if (i % 4 != 1) {
      const auto verdict = reception.handle_packet(static_cast<std::uint16_t>(65'530 + i), i * 3000, false, now);
      EXPECT_EQ(verdict.arrival, Arrival::fresh);
    }
    now += milliseconds{20};
  }
  auto block = reception.report(now);
  ASSERT_TRUE(block);
  EXPECT_EQ(block->ssrc, 7U);
  EXPECT_EQ(block->cumulative_lost, 4);
  EXPECT_EQ(block->fraction_lost, 4 * 256 / 16);
  EXPECT_EQ(block->highest_sequence, (1U << 16U) + 9U);
  EXPECT_EQ(block->last_sr, 0U);

  // The fraction is of the interval only, and never negative when what was lost comes after all.
  EXPECT_EQ(reception.handle_packet(65'531, 3000, true, now).arrival, Arrival::fresh);
  block = reception.report(now);
  EXPECT_EQ(block->fraction_lost, 0);
  EXPECT_EQ(block->cumulative_lost, 3);
}

TEST(Reception, DropsDuplicatesAndStragglers) {
  Reception reception{1, 90'000};
  EXPECT_EQ(reception.handle_packet(5000, 0, false, kStart).arrival, Arrival::fresh);
  EXPECT_EQ(reception.handle_packet(5000, 0, false, kStart).arrival, Arrival::duplicate);
  EXPECT_EQ(reception.handle_packet(6100, 0, false, kStart).arrival, Arrival::fresh);
  EXPECT_EQ(reception.handle_packet(5050, 0, false, kStart).arrival, Arrival::too_old);
  EXPECT_EQ(reception.handle_packet(6099, 0, false, kStart).arrival, Arrival::fresh);
}

TEST(Reception, BelievesALeapWhenTheNextPacketFollowsIt) {
  Reception reception{1, 90'000};
  const std::int64_t before = reception.handle_packet(10, 0, false, kStart).sequence;
  EXPECT_EQ(reception.handle_packet(40'000, 0, false, kStart).arrival, Arrival::too_old);
  EXPECT_EQ(reception.handle_packet(11, 0, false, kStart).arrival, Arrival::fresh);
  EXPECT_EQ(reception.handle_packet(30'000, 0, false, kStart).arrival, Arrival::too_old);
  const Reception::Verdict verdict = reception.handle_packet(30'001, 0, false, kStart);
  EXPECT_EQ(verdict.arrival, Arrival::fresh);
  EXPECT_TRUE(verdict.gave_up);
  EXPECT_GT(verdict.sequence, before + 1);
  EXPECT_EQ(static_cast<std::uint16_t>(verdict.sequence), 30'001);
  EXPECT_EQ(reception.newest(), verdict.sequence);
}

TEST(Reception, JitterFollowsTheRfc) {
  Reception reception{1, 8000};
  // Packets of 20 ms (160 ticks); the second 10 ms (80 ticks) late: J = 80/16, then 80 early again.
  (void)reception.handle_packet(1, 0, false, kStart);
  (void)reception.handle_packet(2, 160, false, kStart + milliseconds{30});
  EXPECT_EQ(reception.report(kStart)->jitter, 5U);
  (void)reception.handle_packet(3, 320, false, kStart + milliseconds{40});
  EXPECT_EQ(reception.report(kStart)->jitter, 9U);  // 5 + (80 - 5) / 16 = 9.69
}

TEST(Reception, TellsWhenItHeardTheLastSenderReport) {
  Reception reception{1, 90'000};
  (void)reception.handle_packet(1, 0, false, kStart);
  reception.handle_sender_report(NtpTime{0x11223344'55667788ULL}, kStart);
  const auto block = reception.report(kStart + milliseconds{1500});
  EXPECT_EQ(block->last_sr, 0x33445566U);
  EXPECT_EQ(block->delay_since_last_sr, 65'536U * 3 / 2);
}

}  // namespace
}  // namespace diemcau::rtp
