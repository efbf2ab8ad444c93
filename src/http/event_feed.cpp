#include "http/event_feed.hpp"
#include "server/conference_host.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace diemcau::http {
namespace {

EventSocketEnd end_of(server::SubscriptionEnd reason) {
  switch (reason) {
    case server::SubscriptionEnd::link_revoked:
      return EventSocketEnd::link_revoked;
    case server::SubscriptionEnd::link_expired:
      return EventSocketEnd::link_expired;
    case server::SubscriptionEnd::signed_out:
      return EventSocketEnd::signed_out;
    case server::SubscriptionEnd::shutting_down:
      return EventSocketEnd::shutting_down;
  }
  return EventSocketEnd::shutting_down;
}

}  // namespace

Result<void, Refused> EventFeed::subscribe(const EventsWanted& wanted, server::Now now) {
  const auto left = [this](server::SubscriptionEnd reason) {
    subscription_.reset();
    end(end_of(reason));
  };
  auto subscription = host_.subscribe(wanted.claims, wanted.since,
                                      {[this](server::Frame frame) { take(std::move(frame)); }, left}, now);
  if (!subscription) {
    return failure(refused(subscription.error()));
  }
  subscription_ = subscription->id;
  for (server::Frame& frame : subscription->backlog) {
    queue_.push_backlog(std::move(frame));
  }
  return {};
}

void EventFeed::unsubscribe() {
  if (subscription_) {
    host_.unsubscribe(*std::exchange(subscription_, std::nullopt));
  }
}

void EventFeed::take(server::Frame frame) {
  if (end_) {
    return;
  }
  if (queue_.push(std::move(frame))) {
    wake_.cancel();
    return;
  }
  end(EventSocketEnd::too_slow);
  if (too_slow_) {
    too_slow_();
  }
}

void EventFeed::end(EventSocketEnd reason) {
  if (!end_) {
    end_ = reason;
  }
  wake_.cancel();
}

boost::asio::awaitable<std::vector<server::Frame>> EventFeed::next() {
  boost::system::error_code ignored;
  while (!end_ && queue_.empty()) {
    wake_.expires_at(std::chrono::steady_clock::time_point::max());
    co_await wake_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }
  std::vector<server::Frame> frames;
  for (std::size_t bytes = 0; !end_ && !queue_.empty() && bytes < kMaxTogether;) {
    frames.push_back(queue_.pop());
    bytes += frames.back()->size();
  }
  co_return frames;
}

}  // namespace diemcau::http
