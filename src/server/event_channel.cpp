#include "server/event_channel.hpp"

#include <utility>

namespace diemcau::server {

void EventChannel::remember(const conference::EventRecord& record) {
  recent_.push_back(std::make_shared<const std::string>(conference::event_frame(record)));
  last_seq_ = record.seq;
  if (recent_.size() > replayed_) {
    recent_.pop_front();
  }
}

void EventChannel::publish(const conference::EventRecord& record) {
  remember(record);
  const Frame frame = recent_.back();
  send(frame, [](const auth::Claims&) { return true; });
}

std::vector<Frame> EventChannel::backlog(const conference::State& state, const auth::Claims& claims,
                                         std::optional<std::uint64_t> since) const {
  if (since && *since <= last_seq_ && last_seq_ - *since <= recent_.size()) {
    const auto missed = static_cast<std::ptrdiff_t>(last_seq_ - *since);
    return {recent_.end() - missed, recent_.end()};
  }
  const conference::Actor you{claims.role, claims.link, claims.site};
  return {std::make_shared<const std::string>(conference::snapshot_frame(state, you))};
}

void EventChannel::add(SubscriptionId id, const auth::Claims& claims, SubscriptionHandlers handlers) {
  subscribers_.emplace(id, Subscriber{claims, std::move(handlers)});
}

bool EventChannel::remove(SubscriptionId id) {
  return subscribers_.erase(id) > 0;
}

// A handler may unsubscribe anybody, so nothing is held across it but the id.
template <class Wanted>
void EventChannel::send(const Frame& frame, Wanted wanted) {
  std::vector<SubscriptionId> ids;
  ids.reserve(subscribers_.size());
  for (const auto& [id, subscriber] : subscribers_) {
    if (wanted(subscriber.claims)) {
      ids.push_back(id);
    }
  }
  for (const SubscriptionId id : ids) {
    const auto found = subscribers_.find(id);
    if (found != subscribers_.end() && found->second.handlers.frame) {
      const auto handler = found->second.handlers.frame;
      handler(frame);
    }
  }
}

template <class Wanted>
void EventChannel::end(SubscriptionEnd reason, Wanted wanted) {
  std::vector<SubscriptionHandlers> ended;
  for (auto one = subscribers_.begin(); one != subscribers_.end();) {
    if (wanted(one->second.claims)) {
      ended.push_back(std::move(one->second.handlers));
      one = subscribers_.erase(one);
    } else {
      ++one;
    }
  }
  for (const SubscriptionHandlers& handlers : ended) {
    if (handlers.ended) {
      handlers.ended(reason);
    }
  }
}

void EventChannel::signal_all(const conference::Signal& signal) {
  send(std::make_shared<const std::string>(conference::signal_frame(signal)), [](const auth::Claims&) { return true; });
}

void EventChannel::signal_link(const LinkId& link, const conference::Signal& signal) {
  send(std::make_shared<const std::string>(conference::signal_frame(signal)),
       [&](const auth::Claims& claims) { return claims.link == link; });
}

void EventChannel::signal_site(const SiteId& site, const conference::Signal& signal) {
  send(std::make_shared<const std::string>(conference::signal_frame(signal)),
       [&](const auth::Claims& claims) { return claims.site == site; });
}

void EventChannel::end_link(const LinkId& link) {
  end(SubscriptionEnd::link_revoked, [&](const auth::Claims& claims) { return claims.link == link; });
}

void EventChannel::end_all(SubscriptionEnd reason) {
  end(reason, [](const auth::Claims&) { return true; });
}

}  // namespace diemcau::server
