// One conference's event frames: the recent ones, and who gets the next.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "auth/token.hpp"
#include "conference/frames.hpp"
#include "conference/state.hpp"
#include "server/conference_host.hpp"

namespace diemcau::server {

class EventChannel {
 public:
  // Keeps at most `replayed` event frames for those who come back.
  explicit EventChannel(std::size_t replayed) : replayed_(replayed) {}

  [[nodiscard]] std::size_t subscribers() const { return subscribers_.size(); }
  [[nodiscard]] bool has(SubscriptionId id) const { return subscribers_.contains(id); }

  // An event that happened, without telling anybody: replay at start.
  void remember(const conference::EventRecord& record);
  // An event that happens now: remembered, and sent to all.
  void publish(const conference::EventRecord& record);

  // What a client that saw event `since` still needs: every frame after it, or a snapshot.
  [[nodiscard]] std::vector<Frame> backlog(const conference::State& state, const auth::Claims& claims,
                                           std::optional<std::uint64_t> since) const;
  void add(SubscriptionId id, const auth::Claims& claims, SubscriptionHandlers handlers);
  // False when there is none of that id.
  bool remove(SubscriptionId id);

  void signal_all(const conference::Signal& signal);
  void signal_link(const LinkId& link, const conference::Signal& signal);
  void signal_site(const SiteId& site, const conference::Signal& signal);

  // Ends and tells.
  void end_link(const LinkId& link);
  void end_all(SubscriptionEnd reason);

 private:
  struct Subscriber {
    auth::Claims claims;
    SubscriptionHandlers handlers;
  };

  template <class Wanted>
  void send(const Frame& frame, Wanted wanted);
  template <class Wanted>
  void end(SubscriptionEnd reason, Wanted wanted);

  std::size_t replayed_;
  std::deque<Frame> recent_;  // the last events, the newest at the back
  std::uint64_t last_seq_ = 0;
  std::map<SubscriptionId, Subscriber> subscribers_;
};

}  // namespace diemcau::server
