// What one client of the event WebSocket is to get, and why it ends: the side that faces the conference host.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <vector>

#include "http/door.hpp"
#include "http/metrics.hpp"
#include "http/outbound_queue.hpp"

namespace diemcau::http {

inline constexpr std::size_t kMaxTogether = 64 * 1024;  // bytes of one WebSocket message

// Control thread only. Does not move: the host calls it.
class EventFeed {
 public:
  EventFeed(const boost::asio::any_io_executor& executor, server::ConferenceHost& host)
      : host_(host), wake_(executor) {}
  ~EventFeed() { unsubscribe(); }
  EventFeed(const EventFeed&) = delete;
  EventFeed& operator=(const EventFeed&) = delete;

  // Takes part from now on; frames wait for `next`. To be called before the upgrade is accepted, so that a refusal is
  // an ordinary answer.
  [[nodiscard]] Result<void, Refused> subscribe(const EventsWanted& wanted, server::Now now);
  void unsubscribe();

  // All that waits, oldest first, as soon as there is something, but no more than kMaxTogether and one frame; none when
  // the feed has ended. What one change says comes together and costs one write.
  [[nodiscard]] boost::asio::awaitable<std::vector<server::Frame>> next();

  // Called at most once, when too much waits for a client that does not read: a write that is stuck must be broken off.
  void when_too_slow(std::function<void()> action) { too_slow_ = std::move(action); }
  // Nobody is there any more, or nobody shall be. The first reason stays.
  void end(EventSocketEnd reason);
  [[nodiscard]] std::optional<EventSocketEnd> ended() const { return end_; }

 private:
  void take(server::Frame frame);

  server::ConferenceHost& host_;
  boost::asio::steady_timer wake_;  // cancelled when there is something to do
  OutboundQueue queue_;
  std::optional<server::SubscriptionId> subscription_;
  std::optional<EventSocketEnd> end_;
  std::function<void()> too_slow_;
};

}  // namespace diemcau::http
