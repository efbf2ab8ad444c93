#include "rtp/reception.hpp"

#include <algorithm>
#include <cmath>

#include "rtp/sender_report_clock.hpp"

namespace diemcau::rtp {

Reception::Reception(std::uint32_t ssrc, std::uint32_t clock_rate_hz, NackLimits limits)
    : ssrc_(ssrc), clock_rate_hz_(clock_rate_hz), limits_(limits), nacks_(limits) {}

Reception::Verdict Reception::handle_packet(std::uint16_t sequence, std::uint32_t timestamp, bool resent, Instant now) {
  Verdict verdict;
  if (leaps(sequence)) {
    if (resent || leapt_to_ != sequence) {
      leapt_to_ = static_cast<std::uint16_t>(sequence + 1);
      verdict.arrival = Arrival::too_old;
      verdict.sequence = run_offset_ + unwrapper_.peek(sequence);
      return verdict;
    }
    restart();
    verdict.gave_up = true;
  }
  verdict.sequence = run_offset_ + unwrapper_.unwrap(sequence);
  verdict.arrival = window_.accept(verdict.sequence);
  if (verdict.arrival != Arrival::fresh) {
    return verdict;
  }
  if (run_received_ == 0) {
    base_ = verdict.sequence;
  }
  base_ = std::min(base_, verdict.sequence);
  ++received_;
  ++run_received_;
  verdict.gave_up |= !nacks_.handle_packet(verdict.sequence, now);
  if (!resent) {
    measure_jitter(timestamp, now);
  }
  return verdict;
}

void Reception::handle_sender_report(NtpTime ntp, Instant now) {
  last_report_ = ntp;
  last_report_at_ = now;
}

std::optional<wire::ReportBlock> Reception::report(Instant now) {
  const std::optional<std::int64_t> highest = newest();
  if (!highest || run_received_ == 0) {
    return std::nullopt;
  }
  const std::int64_t expected = *highest - base_ + 1;
  const std::int64_t expected_interval = expected - expected_before_;
  const std::int64_t lost_interval = expected_interval - (run_received_ - received_before_);
  expected_before_ = expected;
  received_before_ = run_received_;

  wire::ReportBlock block;
  block.ssrc = ssrc_;
  if (expected_interval > 0 && lost_interval > 0) {
    block.fraction_lost =
        static_cast<std::uint8_t>(std::min<std::int64_t>(255, lost_interval * 256 / expected_interval));
  }
  block.cumulative_lost = static_cast<std::int32_t>(expected - run_received_);
  // The first circle of the unwrapper is number one: on the wire cycles count from zero.
  block.highest_sequence = static_cast<std::uint32_t>(*highest - 65'536);
  block.jitter = static_cast<std::uint32_t>(jitter_);
  if (last_report_) {
    block.last_sr = last_report_->compact();
    block.delay_since_last_sr = static_cast<std::uint32_t>(ticks_of_duration(now - last_report_at_, 65'536));
  }
  return block;
}

std::optional<std::int64_t> Reception::newest() const {
  const std::optional<std::int64_t> newest = unwrapper_.newest();
  return newest ? std::optional{run_offset_ + *newest} : std::nullopt;
}

bool Reception::leaps(std::uint16_t sequence) const {
  const std::optional<std::int64_t> newest = unwrapper_.newest();
  if (!newest) {
    return false;
  }
  const std::int64_t jump = unwrapper_.peek(sequence) - *newest;
  return jump > kMaxJump || jump < -kMaxJump;
}

// A new run under the same SSRC: numbers go on one circle further, so that they still only rise.
void Reception::restart() {
  constexpr std::int64_t kCircle = 65'536;
  run_offset_ = (newest().value_or(0) / kCircle) * kCircle;
  unwrapper_ = Unwrapper<std::uint16_t>{};
  window_ = SequenceWindow{};
  nacks_ = NackGenerator{limits_};
  leapt_to_.reset();
  run_received_ = 0;
  expected_before_ = 0;
  received_before_ = 0;
  last_arrival_.reset();
}

// RFC 3550 appendix A.8.
void Reception::measure_jitter(std::uint32_t timestamp, Instant now) {
  if (last_arrival_) {
    const std::int64_t arrived = ticks_of_duration(now - *last_arrival_, clock_rate_hz_);
    const auto sent = static_cast<std::int32_t>(timestamp - last_timestamp_);
    const double difference = std::abs(static_cast<double>(arrived - sent));
    jitter_ += (difference - jitter_) / 16;
  }
  last_arrival_ = now;
  last_timestamp_ = timestamp;
}

}  // namespace diemcau::rtp
