// One layer's request for a key frame: all who wait for it are merged, and it is repeated until the frame comes.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/time.hpp"

namespace diemcau::sfu {

class KeyFrameRequest {
 public:
  // Between two requests at least: a key frame costs the publisher's line ten times an ordinary one.
  static constexpr Duration kLeastInterval = std::chrono::milliseconds{300};
  // Between two attempts at most.
  static constexpr Duration kMostInterval = std::chrono::seconds{2};
  // Attempts for a frame nobody is known to wait for any more.
  static constexpr std::uint8_t kUnattendedAttempts = 3;

  void want(Instant now) {
    if (pending_) {
      return;
    }
    pending_ = true;
    attempts_ = 0;
    deadline_ = asked_ ? std::max(now, last_asked_ + kLeastInterval) : now;
  }

  void handle_key_frame() {
    pending_ = false;
    deadline_ = kNever;
  }

  // True when a request is to go out now. `attended`: somebody still waits for this very frame.
  bool poll(bool attended, Instant now) {
    if (!pending_ || now < deadline_) {
      return false;
    }
    if (!attended && attempts_ >= kUnattendedAttempts) {
      handle_key_frame();
      return false;
    }
    asked_ = true;
    last_asked_ = now;
    attempts_ = static_cast<std::uint8_t>(std::min(attempts_ + 1, 10));
    deadline_ = now + std::min(kMostInterval, kLeastInterval * (1 << std::min<int>(attempts_ - 1, 3)));
    return true;
  }

  [[nodiscard]] bool pending() const { return pending_; }
  [[nodiscard]] Instant deadline() const { return deadline_; }

 private:
  bool pending_ = false;
  bool asked_ = false;
  std::uint8_t attempts_ = 0;
  Instant last_asked_;
  Instant deadline_ = kNever;
};

}  // namespace diemcau::sfu
