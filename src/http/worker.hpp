// A thread for work that would hold up everybody on the control thread: checking a password takes as long as hundreds
// of events.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>

namespace diemcau::http {

// Pieces of work that wait or are done at once; at 0.1 s each the last one still comes well within a client's patience.
inline constexpr std::size_t kMaxWork = 32;

// Used from the control thread. The destructor waits for the piece that is under way and forgets the others.
class Worker {
 public:
  // Does `work` on the thread and comes back; false, and nothing done, when too much waits already. `work` must not
  // throw.
  [[nodiscard]] boost::asio::awaitable<bool> run(std::function<void()> work);

 private:
  std::size_t waiting_ = 0;
  boost::asio::thread_pool pool_{1};
};

}  // namespace diemcau::http
