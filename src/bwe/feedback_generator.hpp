// Tells a publisher when its packets arrived, so that it can estimate its line
// (draft-holmer-rmcat-transport-wide-cc-extensions-01).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/serial.hpp"
#include "base/time.hpp"
#include "wire/transport_feedback.hpp"

namespace diemcau::bwe {

// One for each publisher session: all its streams count together.
class FeedbackGenerator {
 public:
  // Between two feedbacks; sooner after a gap, when much waits.
  static constexpr Duration kInterval = std::chrono::milliseconds{100};
  static constexpr Duration kIntervalAfterLoss = std::chrono::milliseconds{50};
  // Arrivals kept until told; at 20,000 packets a second more than two intervals.
  static constexpr std::size_t kMaxWaiting = 4096;
  // A jump in numbers beyond this is a new beginning.
  static constexpr std::int64_t kMaxJump = 10'000;

  void handle_packet(std::uint16_t sequence, std::uint32_t media_ssrc, Instant now);

  [[nodiscard]] Instant deadline() const { return deadline_; }
  // Appends feedback packets when due; what does not fit into `out` waits for the next call.
  void poll(ByteWriter& out, std::uint32_t own_ssrc, Instant now);

  [[nodiscard]] std::uint64_t discarded() const { return discarded_; }

 private:
  void insert(const wire::PacketArrival& arrival);

  Unwrapper<std::uint16_t> unwrapper_;
  std::vector<wire::PacketArrival> waiting_;  // strictly rising
  std::optional<Instant> epoch_;
  std::optional<std::int64_t> told_up_to_;  // everything below was reported, as received or lost
  std::uint32_t media_ssrc_ = 0;
  std::uint8_t feedback_count_ = 0;
  Instant last_told_;
  Instant deadline_ = kNever;
  std::uint64_t discarded_ = 0;
};

}  // namespace diemcau::bwe
