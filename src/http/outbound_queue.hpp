// Frames that wait for one client, bounded in bytes: a client that does not read costs so much and no more.
#pragma once

#include <cstddef>
#include <deque>

#include "server/subscription.hpp"

namespace diemcau::http {

// Bytes that may wait for a client before it is dropped; it comes back with `since` (docs/protocol.md, "Events").
inline constexpr std::size_t kMaxOutboundBytes = 1024 * 1024;

class OutboundQueue {
 public:
  // False: there is no room, and the client is to be dropped.
  [[nodiscard]] bool push(server::Frame frame) {
    if (bytes_ + frame->size() > kMaxOutboundBytes) {
      return false;
    }
    bytes_ += frame->size();
    frames_.push_back({std::move(frame), true});
    return true;
  }
  // For what a client asked for itself when it came (a snapshot, the events that it missed): bounded where it is made,
  // not counted here, or a client that was away for long would be dropped each time anew.
  void push_backlog(server::Frame frame) { frames_.push_back({std::move(frame), false}); }

  // The oldest. There must be one.
  [[nodiscard]] server::Frame pop() {
    Waiting first = std::move(frames_.front());
    frames_.pop_front();
    bytes_ -= first.counted ? first.frame->size() : 0;
    return std::move(first.frame);
  }
  [[nodiscard]] bool empty() const { return frames_.empty(); }
  // Of those that count.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Waiting {
    server::Frame frame;
    bool counted = true;
  };
  std::deque<Waiting> frames_;
  std::size_t bytes_ = 0;
};

}  // namespace diemcau::http
