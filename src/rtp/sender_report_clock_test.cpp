#include "rtp/sender_report_clock.hpp"

#include <gtest/gtest.h>

namespace diemcau::rtp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
const Instant kStart{std::chrono::hours{1}};
constexpr NtpTime kNtp{0xe6000000'80000000ULL};

TEST(Ticks, RoundToTheNearest) {
  EXPECT_EQ(duration_of_ticks(90'000, 90'000), seconds{1});
  EXPECT_EQ(duration_of_ticks(-45'000, 90'000), -milliseconds{500});
  EXPECT_EQ(ticks_of_duration(Duration{33'333'333}, 90'000), 3000);
  EXPECT_EQ(ticks_of_duration(-milliseconds{20}, 48'000), -960);
  EXPECT_EQ(ticks_of_duration(std::chrono::hours{24}, 90'000), 90'000LL * 86'400);
}

TEST(SenderReportClock, MapsBothWaysAndOverTheWrap) {
  SenderReportClock clock{90'000};
  EXPECT_FALSE(clock.ntp_of(0));
  EXPECT_FALSE(clock.timestamp_at(kNtp));
  clock.handle_report(NtpTime{0}, 5);
  EXPECT_FALSE(clock.ntp_of(0));
  clock.handle_report(kNtp, 0xffff'ff00);
  EXPECT_EQ(ntp_difference(*clock.ntp_of(0xffff'ff00 + 90'000U), kNtp), seconds{1});
  EXPECT_EQ(ntp_difference(*clock.ntp_of(0xffff'ff00 - 9'000U), kNtp), -milliseconds{100});
  EXPECT_EQ(clock.timestamp_at(ntp_add(kNtp, milliseconds{10})), 0xffff'ff00 + 900U);
}

TEST(SenderReportClock, KeepsTheNewestReport) {
  SenderReportClock clock{90'000};
  clock.handle_report(kNtp, 1000);
  clock.handle_report(ntp_add(kNtp, -seconds{1}), 777);  // overtaken
  EXPECT_EQ(clock.ntp_of(1000), kNtp);
  clock.handle_report(ntp_add(kNtp, -seconds{100}), 777);  // the clock was set back
  EXPECT_EQ(clock.ntp_of(777), ntp_add(kNtp, -seconds{100}));
}

TEST(SenderClockOffset, TakesTheLeastDelayed) {
  SenderClockOffset offset;
  EXPECT_FALSE(offset.to_server(kNtp));
  const NtpTime server{0x11111111'00000000ULL};
  const Duration delays[] = {milliseconds{80}, milliseconds{25}, milliseconds{60}};
  Duration at{};
  for (const Duration delay : delays) {
    offset.handle_report(ntp_add(kNtp, at), ntp_add(server, at + delay), kStart + at);
    at += seconds{1};
  }
  const Duration mapped = ntp_difference(*offset.to_server(kNtp), server);
  EXPECT_LT(std::chrono::abs(mapped - milliseconds{25}), std::chrono::microseconds{1});
}

TEST(SenderClockOffset, FollowsADriftingClock) {
  SenderClockOffset offset;
  const NtpTime server{0x11111111'00000000ULL};
  for (int second = 0; second < 600; ++second) {
    const Duration at = seconds{second};
    const Duration drift = at / 10'000;  // the sender's clock is slow by 100 ppm: the offset grows
    offset.handle_report(ntp_add(kNtp, at - drift), ntp_add(server, at), kStart + at);
  }
  const Duration error = ntp_difference(*offset.to_server(ntp_add(kNtp, Duration{seconds{600}} - milliseconds{60})),
                                        ntp_add(server, seconds{600}));
  EXPECT_LT(std::chrono::abs(error), milliseconds{4});
}

TEST(SenderClockOffset, BeginsAnewWhenTheClockWasSet) {
  SenderClockOffset offset;
  const NtpTime server{0x11111111'00000000ULL};
  offset.handle_report(kNtp, server, kStart);
  offset.handle_report(ntp_add(kNtp, -seconds{3600}), ntp_add(server, seconds{1}), kStart + seconds{1});
  EXPECT_EQ(ntp_difference(*offset.to_server(ntp_add(kNtp, -seconds{3600})), server), seconds{1});
}

}  // namespace
}  // namespace diemcau::rtp
