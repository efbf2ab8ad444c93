// A bounded queue between threads with a file descriptor to wait on.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "net/event_fd.hpp"

namespace diemcau::net {

// Many writers, one reader. Order is kept.
template <class T>
class Inbox {
 public:
  // False when `limit` or more are waiting: writers of lesser things stop earlier. It is for them to count.
  [[nodiscard]] bool push(T item, std::size_t limit) {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= limit) {
      return false;
    }
    waiting_.push_back(std::move(item));
    if (waiting_.size() == 1) {
      event_.signal();
    }
    return true;
  }

  // Swaps what waits for `taken`, which is emptied first; the memory goes back and forth.
  void take(std::vector<T>& taken) {
    taken.clear();
    const std::lock_guard lock{mutex_};
    if (!waiting_.empty()) {
      event_.drain();
      std::swap(taken, waiting_);
    }
  }

  // Readable while anything waits.
  [[nodiscard]] int fd() const { return event_.fd(); }

 private:
  mutable std::mutex mutex_;
  std::vector<T> waiting_;
  EventFd event_;
};

}  // namespace diemcau::net
