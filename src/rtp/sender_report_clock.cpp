#include "rtp/sender_report_clock.hpp"

#include <algorithm>

namespace diemcau::rtp {
namespace {

using Wide = __int128;
constexpr Wide kNanos = 1'000'000'000;

std::int64_t divide_rounded(Wide dividend, Wide divisor) {
  const Wide half = divisor / 2;
  return static_cast<std::int64_t>((dividend + (dividend < 0 ? -half : half)) / divisor);
}

}  // namespace

Duration duration_of_ticks(std::int64_t ticks, std::uint32_t rate_hz) {
  return Duration{divide_rounded(Wide{ticks} * kNanos, rate_hz)};
}

std::int64_t ticks_of_duration(Duration duration, std::uint32_t rate_hz) {
  return divide_rounded(Wide{duration.count()} * rate_hz, kNanos);
}

void SenderReportClock::handle_report(NtpTime ntp, std::uint32_t timestamp) {
  const bool stale = anchor_ && static_cast<std::int64_t>(ntp.value - anchor_->ntp.value) < 0 &&
                     ntp_difference(anchor_->ntp, ntp) < std::chrono::seconds{5};
  if (ntp.value != 0 && !stale) {
    anchor_ = Anchor{ntp, timestamp};
  }
}

std::optional<NtpTime> SenderReportClock::ntp_of(std::uint32_t timestamp) const {
  if (!anchor_) {
    return std::nullopt;
  }
  const auto ticks = static_cast<std::int32_t>(timestamp - anchor_->timestamp);
  return ntp_add(anchor_->ntp, duration_of_ticks(ticks, clock_rate_hz_));
}

std::optional<std::uint32_t> SenderReportClock::timestamp_at(NtpTime ntp) const {
  if (!anchor_) {
    return std::nullopt;
  }
  const std::int64_t ticks = ticks_of_duration(ntp_difference(ntp, anchor_->ntp), clock_rate_hz_);
  return anchor_->timestamp + static_cast<std::uint32_t>(ticks);
}

void SenderClockOffset::handle_report(NtpTime sent, NtpTime arrived, Instant now) {
  if (sent.value == 0) {
    return;
  }
  const Duration seen = ntp_difference(arrived, sent);
  if (offset_ && (seen > *offset_ + kClockJump || seen < *offset_ - kClockJump)) {
    forget();
  }
  if (!bucket_began_) {
    bucket_began_ = now;
  }
  for (std::size_t i = 0; i < kBuckets && now - *bucket_began_ >= kBucket; ++i) {
    current_ = (current_ + 1) % kBuckets;
    least_[current_].reset();
    *bucket_began_ += kBucket;
  }
  if (now - *bucket_began_ >= kBucket) {
    bucket_began_ = now;
  }
  least_[current_] = least_[current_] ? std::min(*least_[current_], seen) : seen;
  offset_ = seen;
  for (const std::optional<Duration>& least : least_) {
    offset_ = least ? std::min(*offset_, *least) : *offset_;
  }
}

std::optional<NtpTime> SenderClockOffset::to_server(NtpTime sender) const {
  if (!offset_) {
    return std::nullopt;
  }
  return ntp_add(sender, *offset_);
}

void SenderClockOffset::forget() {
  least_.fill(std::nullopt);
  offset_.reset();
  bucket_began_.reset();
}

}  // namespace diemcau::rtp
