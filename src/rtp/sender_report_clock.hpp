// From RTP timestamps to wall time, by the sender reports of a publisher (RFC 3550 section 6.4.1).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/time.hpp"

namespace diemcau::rtp {

// `ticks` of a clock of `rate_hz` (positive) as time, and back (rounded to the nearest tick).
[[nodiscard]] Duration duration_of_ticks(std::int64_t ticks, std::uint32_t rate_hz);
[[nodiscard]] std::int64_t ticks_of_duration(Duration duration, std::uint32_t rate_hz);

// One stream's timestamps on its sender's NTP clock, by the newest report.
class SenderReportClock {
 public:
  explicit SenderReportClock(std::uint32_t clock_rate_hz) : clock_rate_hz_(clock_rate_hz) {}

  // A zero NTP time says nothing (RFC 3550 section 6.4.1) and is ignored, as is a report older than the newest.
  void handle_report(NtpTime ntp, std::uint32_t timestamp);

  // Nothing before the first report. Right within half a timestamp circle of the newest report (6 hours at 90 kHz).
  [[nodiscard]] std::optional<NtpTime> ntp_of(std::uint32_t timestamp) const;
  [[nodiscard]] std::optional<std::uint32_t> timestamp_at(NtpTime ntp) const;

 private:
  struct Anchor {
    NtpTime ntp;
    std::uint32_t timestamp = 0;
  };
  std::uint32_t clock_rate_hz_;
  std::optional<Anchor> anchor_;
};

// How far the server's NTP timeline is ahead of one sender's, network delay included: the least seen lately, because
// the least delayed report is the truest. One for all streams of a sender, so that lips stay in sync however unevenly
// the reports of its streams travelled.
class SenderClockOffset {
 public:
  // A report stamped `sent` by the sender arrived when the server's timeline said `arrived`.
  void handle_report(NtpTime sent, NtpTime arrived, Instant now);

  [[nodiscard]] std::optional<NtpTime> to_server(NtpTime sender) const;

 private:
  // Clocks drift by up to 100 ppm: what was least must be forgotten before it is off by more than 3 ms.
  static constexpr Duration kBucket = std::chrono::seconds{5};
  static constexpr std::size_t kBuckets = 6;
  // A clock that was set anew moves all its reports at once by more than any network delay that we would bear.
  static constexpr Duration kClockJump = std::chrono::seconds{5};

  void forget();

  std::array<std::optional<Duration>, kBuckets> least_;
  std::size_t current_ = 0;
  std::optional<Instant> bucket_began_;
  std::optional<Duration> offset_;
};

}  // namespace diemcau::rtp
