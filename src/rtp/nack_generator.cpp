#include "rtp/nack_generator.hpp"

#include <algorithm>

namespace diemcau::rtp {

bool NackGenerator::handle_packet(std::int64_t sequence, Instant now) {
  if (newest_ < 0 || sequence <= newest_) {
    if (newest_ < 0) {
      newest_ = sequence;
    }
    found(sequence, now);
    return true;
  }
  const auto gap = static_cast<std::size_t>(sequence - newest_ - 1);
  const bool bearable = missing_.size() + gap <= limits_.max_missing;
  if (!bearable) {
    missing_.clear();
  } else {
    for (std::int64_t lost = newest_ + 1; lost < sequence; ++lost) {
      missing_.push_back(Missing{lost, now, now + limits_.first_after, now, 0});
    }
  }
  newest_ = sequence;
  recompute_deadline();
  return bearable;
}

void NackGenerator::poll(Instant now, std::size_t most, std::vector<std::int64_t>& due) {
  if (now < deadline_) {
    return;
  }
  std::erase_if(missing_, [&](const Missing& packet) {
    return now - packet.noticed > limits_.max_age || (packet.requests >= limits_.max_requests && now >= packet.next);
  });
  const Duration interval = std::max(limits_.least_interval, round_trip_ + round_trip_ / 4);
  std::size_t taken = 0;
  for (Missing& packet : missing_) {
    if (packet.next > now || taken == most) {
      continue;
    }
    due.push_back(packet.sequence);
    ++taken;
    packet.first_asked = packet.requests == 0 ? now : packet.first_asked;
    ++packet.requests;
    packet.next = now + interval;
  }
  recompute_deadline();
}

bool NackGenerator::hopes_for(std::int64_t sequence) const {
  return std::any_of(missing_.begin(), missing_.end(),
                     [&](const Missing& packet) { return packet.sequence == sequence; });
}

void NackGenerator::found(std::int64_t sequence, Instant now) {
  const auto packet = std::lower_bound(missing_.begin(), missing_.end(), sequence,
                                       [](const Missing& entry, std::int64_t value) { return entry.sequence < value; });
  if (packet == missing_.end() || packet->sequence != sequence) {
    return;
  }
  // After several requests nobody knows which one was answered. Such an answer may still lengthen the estimate: were it
  // ignored, an estimate that late originals made too short would stay too short, because then every answer comes after
  // several requests.
  constexpr Duration kMostRoundTrip = std::chrono::milliseconds{500};
  const Duration sample = std::min(now - packet->first_asked, kMostRoundTrip);
  if (packet->requests == 1 || (packet->requests > 1 && sample > round_trip_)) {
    round_trip_ += (sample - round_trip_) / 8;
  }
  missing_.erase(packet);
  recompute_deadline();
}

void NackGenerator::recompute_deadline() {
  deadline_ = kNever;
  for (const Missing& packet : missing_) {
    deadline_ = std::min({deadline_, packet.next, packet.noticed + limits_.max_age + Duration{1}});
  }
}

}  // namespace diemcau::rtp
