#include "bwe/feedback_generator.hpp"

#include <algorithm>

namespace diemcau::bwe {

void FeedbackGenerator::handle_packet(std::uint16_t sequence, std::uint32_t media_ssrc, Instant now) {
  if (!epoch_) {
    epoch_ = now;
    last_told_ = now;
  }
  if (const auto newest = unwrapper_.newest()) {
    const std::int64_t jump = unwrapper_.peek(sequence) - *newest;
    if (jump > kMaxJump || jump < -kMaxJump) {
      discarded_ += waiting_.size();
      waiting_.clear();
      unwrapper_ = Unwrapper<std::uint16_t>{};
      told_up_to_.reset();
    }
  }
  const std::optional<std::int64_t> newest = unwrapper_.newest();
  const std::int64_t unwrapped = unwrapper_.unwrap(sequence);
  media_ssrc_ = media_ssrc;
  if ((told_up_to_ && unwrapped < *told_up_to_) || waiting_.size() == kMaxWaiting) {
    // Told as lost before: saying it anew would only confuse the order of feedbacks.
    ++discarded_;
    return;
  }
  insert(wire::PacketArrival{unwrapped, now - *epoch_});
  const bool gap = newest && unwrapped > *newest + 1;
  const Instant due = last_told_ + (gap ? kIntervalAfterLoss : kInterval);
  deadline_ = std::min(deadline_, std::max(due, now));
}

void FeedbackGenerator::insert(const wire::PacketArrival& arrival) {
  const auto place = std::lower_bound(
      waiting_.begin(), waiting_.end(), arrival.sequence,
      [](const wire::PacketArrival& entry, std::int64_t sequence) { return entry.sequence < sequence; });
  if (place != waiting_.end() && place->sequence == arrival.sequence) {
    return;
  }
  waiting_.insert(place, arrival);
}

void FeedbackGenerator::poll(ByteWriter& out, std::uint32_t own_ssrc, Instant now) {
  if (now < deadline_) {
    return;
  }
  std::size_t told = 0;
  while (told < waiting_.size()) {
    const wire::FeedbackHeader header{own_ssrc, media_ssrc_, feedback_count_};
    const std::size_t written = wire::write_transport_feedback(out, header, std::span{waiting_}.subspan(told));
    if (written == 0) {
      break;
    }
    told += written;
    ++feedback_count_;
  }
  if (told > 0) {
    told_up_to_ = waiting_[told - 1].sequence + 1;
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(told));
  last_told_ = now;
  deadline_ = waiting_.empty() ? kNever : now + kIntervalAfterLoss;
}

}  // namespace diemcau::bwe
