// One lane at work: a thread with a socket, a timer and an inbox around an engine::Lane.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "engine/lane.hpp"
#include "net/event_fd.hpp"
#include "net/inbox.hpp"
#include "net/udp_socket.hpp"
#include "net/waiting_limits.hpp"

namespace diemcau::net {

using LaneItem = std::variant<engine::Command, engine::LaneMessage>;

// What outlives the lanes and is shared by them.
struct LaneWorld {
  std::vector<std::unique_ptr<Inbox<LaneItem>>> inboxes;  // by lane
  Inbox<engine::Event>& events;
  const engine::Identity& identity;
};

struct SocketCounters {
  std::uint64_t datagrams_sent = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t send_failed = 0;  // the kernel did not take it
  std::uint64_t truncated = 0;    // received, longer than a datagram may be
};

// What a lane could not hand on, because too much waited there.
struct HandOverCounters {
  std::uint64_t media = 0;     // to other lanes: batches of packets or datagrams
  std::uint64_t messages = 0;  // to other lanes: routes, wishes
  std::uint64_t events = 0;    // to the control plane, levels left out
  std::uint64_t levels = 0;
};

class LaneThread {
 public:
  // Starts working. `world` must outlive this.
  LaneThread(const engine::LaneConfig& config, UdpSocket socket, LaneWorld& world);
  ~LaneThread();  // as stop()
  LaneThread(const LaneThread&) = delete;
  LaneThread& operator=(const LaneThread&) = delete;

  // Tells the peers, ends the thread and waits for it.
  void stop();

  struct Counters {
    engine::LaneCounters lane;
    SocketCounters socket;
    HandOverCounters lost;
  };
  // At most kCountersEvery old, or as of the lane's last turn.
  [[nodiscard]] Counters counters() const;

 private:
  void run();
  void wait();
  void arm_timer(Instant deadline);
  void take_items(Instant now);
  void receive(Instant now);
  void flush();
  void publish_counters(Instant now, bool always);

  engine::LaneConfig config_;
  UdpSocket socket_;
  LaneWorld& world_;
  engine::Lane lane_;
  EventFd stop_event_;
  int epoll_fd_;
  int timer_fd_;
  Instant timer_at_ = kNever;  // what timer_fd_ is set to
  std::atomic<bool> stopping_ = false;
  std::vector<LaneItem> items_;
  SocketCounters socket_counters_;
  HandOverCounters lost_;
  Instant counters_due_{};

  mutable std::mutex counters_mutex_;
  Counters published_;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace diemcau::net
