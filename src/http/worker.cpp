#include "http/worker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace diemcau::http {
namespace {

boost::asio::awaitable<void> done(std::function<void()> work) {
  work();
  co_return;
}

}  // namespace

boost::asio::awaitable<bool> Worker::run(std::function<void()> work) {
  if (waiting_ == kMaxWork) {
    co_return false;
  }
  ++waiting_;
  co_await boost::asio::co_spawn(pool_, done(std::move(work)), boost::asio::use_awaitable);
  --waiting_;
  co_return true;
}

}  // namespace diemcau::http
