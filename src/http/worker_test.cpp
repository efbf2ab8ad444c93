#include "http/worker.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <latch>
#include <memory>
#include <thread>

namespace diemcau::http {
namespace {

namespace asio = boost::asio;

class WorkerTest : public ::testing::Test {
 protected:
  void spawn(std::function<void()> work) {
    asio::co_spawn(
        io_, [this, work = std::move(work)]() -> asio::awaitable<bool> { co_return co_await worker_->run(work); },
        [this](const std::exception_ptr&, bool was_done) {
          EXPECT_EQ(std::this_thread::get_id(), control_);
          ++(was_done ? done_ : refused_);
        });
  }

  asio::io_context io_{1};
  std::unique_ptr<Worker> worker_ = std::make_unique<Worker>();
  std::thread::id control_ = std::this_thread::get_id();
  std::size_t done_ = 0;
  std::size_t refused_ = 0;
};

TEST_F(WorkerTest, WorksElsewhereAndComesBack) {
  std::thread::id worked_on;
  spawn([&] { worked_on = std::this_thread::get_id(); });
  io_.run();
  EXPECT_EQ(done_, 1U);
  EXPECT_NE(worked_on, control_);
  EXPECT_NE(worked_on, std::thread::id{});
}

TEST_F(WorkerTest, RefusesWhatItHasNoRoomForAndTakesMoreLater) {
  std::latch go{1};
  for (std::size_t i = 0; i < kMaxWork + 3; ++i) {
    spawn([&] { go.wait(); });
  }
  io_.poll();
  EXPECT_EQ(refused_, 3U);
  EXPECT_EQ(done_, 0U);
  go.count_down();
  io_.run();
  EXPECT_EQ(done_, kMaxWork);
  io_.restart();
  spawn([] {});
  io_.run();
  EXPECT_EQ(done_, kMaxWork + 1);
}

TEST_F(WorkerTest, EndsWithWorkStillWaiting) {
  std::latch go{1};
  std::latch begun{1};
  spawn([&] {
    begun.count_down();
    go.wait();
  });
  spawn([] {});
  io_.poll();
  begun.wait();
  std::thread later{[&] { go.count_down(); }};
  worker_.reset();
  later.join();
  EXPECT_EQ(refused_, 0U);
}

}  // namespace
}  // namespace diemcau::http
