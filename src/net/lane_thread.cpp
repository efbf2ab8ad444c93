#include "net/lane_thread.hpp"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#include <utility>

#include "net/monotonic.hpp"

namespace diemcau::net {

namespace {

// Receive batches per turn, so that timers and commands get their turn under any load.
constexpr int kBatchesPerTurn = 8;
// Datagrams handed to the lane at once, and bytes of answers that may wait before they are sent: one key frame's packet
// can become a thousand, and the send arena must stay small enough for the cache.
constexpr std::size_t kDatagramsPerHandling = 8;
constexpr std::size_t kFlushBytes = 256 * 1024;
// Copying a lane's counters takes a lock; metrics are read every few seconds.
constexpr Duration kCountersEvery = std::chrono::milliseconds{250};

int checked(int fd, const char* what) {
  if (fd < 0) {
    throw std::runtime_error(what);
  }
  return fd;
}

void watch(int epoll_fd, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  checked(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

}  // namespace

LaneThread::LaneThread(const engine::LaneConfig& config, UdpSocket socket, LaneWorld& world)
    : config_(config),
      socket_(std::move(socket)),
      world_(world),
      lane_(config, world.identity),
      epoll_fd_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      timer_fd_(checked(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create")) {
  watch(epoll_fd_, socket_.fd());
  watch(epoll_fd_, world_.inboxes[config_.index]->fd());
  watch(epoll_fd_, stop_event_.fd());
  watch(epoll_fd_, timer_fd_);
  thread_ = std::thread{[this] { run(); }};
}

LaneThread::~LaneThread() {
  stop();
  close(timer_fd_);
  close(epoll_fd_);
}

void LaneThread::stop() {
  if (thread_.joinable()) {
    stopping_ = true;
    stop_event_.signal();
    thread_.join();
  }
}

// One clock reading per turn.
void LaneThread::run() {
  while (!stopping_) {
    wait();
    const Instant now = monotonic_now();
    receive(now);
    if (lane_.deadline() <= now) {
      lane_.handle_timeout(now);
      flush();
    }
    publish_counters(now, false);
  }
  const Instant now = monotonic_now();
  take_items(now);
  lane_.close_all(now);
  flush();
  publish_counters(now, true);
}

void LaneThread::wait() {
  arm_timer(std::min(lane_.deadline(), counters_due_));
  std::array<epoll_event, 4> events{};
  (void)epoll_wait(epoll_fd_, events.data(), static_cast<int>(events.size()), -1);
  std::uint64_t rang = 0;
  if (read(timer_fd_, &rang, sizeof rang) == sizeof rang) {
    timer_at_ = kNever;
  }
}

// The timer stays as it is when it will wake us early enough: an early turn costs less than a system call each turn.
void LaneThread::arm_timer(Instant deadline) {
  if (timer_at_ <= deadline) {
    return;
  }
  timer_at_ = deadline;
  itimerspec spec{};  // all zero: disarmed
  if (deadline != kNever) {
    const auto at = std::max(deadline.time_since_epoch(), Duration{1});
    spec.it_value.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(at).count();
    spec.it_value.tv_nsec = (at % std::chrono::seconds{1}).count();
  }
  checked(timerfd_settime(timer_fd_, TFD_TIMER_ABSTIME, &spec, nullptr), "timerfd_settime");
}

void LaneThread::take_items(Instant now) {
  world_.inboxes[config_.index]->take(items_);
  for (LaneItem& item : items_) {
    std::visit([&](auto&& concrete) { lane_.handle(now, std::forward<decltype(concrete)>(concrete)); },
               std::move(item));
    if (lane_.outputs().sends.size() >= kFlushBytes) {
      flush();
    }
  }
  items_.clear();
  flush();
}

// A peer speaks only after its session was opened here, and to this lane only after its route was told here. Whatever a
// datagram needs is therefore in the inbox by the time that the datagram is read: items are taken after reading and
// before handling.
void LaneThread::receive(Instant now) {
  for (int batch = 0; batch < kBatchesPerTurn; ++batch) {
    const std::span<transport::ReceivedDatagram> received = socket_.receive();
    take_items(now);
    for (auto rest = received; !rest.empty();) {
      const auto some = rest.first(std::min(rest.size(), kDatagramsPerHandling));
      lane_.handle(now, some);
      rest = rest.subspan(some.size());
      if (lane_.outputs().sends.size() >= kFlushBytes) {
        flush();
      }
    }
    if (received.size() < kBatch) {
      break;
    }
  }
  flush();
}

// Messages go before datagrams: a lane must know a route before the peer, answered by us, sends along it.
void LaneThread::flush() {
  engine::LaneOutputs& outputs = lane_.outputs();
  for (engine::OutgoingLaneMessage& outgoing : outputs.messages) {
    const std::size_t limit = limit_of(outgoing.message);
    std::uint64_t& lost = is_media(outgoing.message) ? lost_.media : lost_.messages;
    std::uint64_t lanes = outgoing.lanes;
    while (lanes != 0) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
      lanes &= lanes - 1;
      LaneItem item = lanes == 0 ? LaneItem{std::move(outgoing.message)} : LaneItem{outgoing.message};
      if (lane < world_.inboxes.size()) {
        lost += world_.inboxes[lane]->push(std::move(item), limit) ? 0U : 1U;
      }
    }
  }
  for (engine::Event& event : outputs.events) {
    std::uint64_t& lost = std::holds_alternative<engine::Levels>(event) ? lost_.levels : lost_.events;
    const std::size_t limit = limit_of(event);
    lost += world_.events.push(std::move(event), limit) ? 0U : 1U;
  }
  if (!outputs.sends.empty()) {
    socket_counters_.datagrams_sent += outputs.sends.datagrams().size();
    socket_counters_.bytes_sent += outputs.sends.size();
    socket_counters_.send_failed += socket_.send(outputs.sends);
  }
  outputs.clear();
}

void LaneThread::publish_counters(Instant now, bool always) {
  if (!always && counters_due_ == kNever) {
    counters_due_ = now + kCountersEvery;  // something happened: publish it soon, then rest until the next turn
    return;
  }
  if (!always && now < counters_due_) {
    return;
  }
  counters_due_ = kNever;
  socket_counters_.truncated = socket_.truncated();
  const std::lock_guard lock{counters_mutex_};
  published_ = {lane_.counters(), socket_counters_, lost_};
}

LaneThread::Counters LaneThread::counters() const {
  const std::lock_guard lock{counters_mutex_};
  return published_;
}

}  // namespace diemcau::net
