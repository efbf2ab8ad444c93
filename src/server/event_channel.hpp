// One conference's event frames: the recent ones, and who gets the next.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
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
  // Adds the accounts in whose name somebody listens.
  void add_accounts(std::set<AccountName>& into) const;
  [[nodiscard]] bool has(SubscriptionId id) const { return subscribers_.contains(id); }

  // What happened at once (one act's events, which led from `before` to `after`), without telling anybody: replay at
  // start. The last event's frame says what all of them changed.
  void remember(std::span<const conference::EventRecord> act, const conference::State& before,
                const conference::State& after);
  // What happens now: remembered, and told to everybody.
  void publish(std::span<const conference::EventRecord> act, const conference::State& before,
               const conference::State& after);

  // What a client that saw event `since` still needs: every frame after it, or a snapshot.
  [[nodiscard]] std::vector<Frame> backlog(const conference::State& state, const auth::Claims& claims,
                                           std::optional<std::uint64_t> since) const;
  void add(SubscriptionId id, const auth::Claims& claims, SubscriptionHandlers handlers);
  // False when there is none of that id.
  bool remove(SubscriptionId id);

  void signal_all(const conference::Signal& signal);
  void signal_link(const LinkId& link, const conference::Signal& signal);
  void signal_site(const SiteId& site, const conference::Signal& signal);

  // {"seq","state"} with the state's public part: written once per event, however many ask.
  [[nodiscard]] Frame state_json(const conference::State& state) const;

  // Ends and tells.
  void end_link(const LinkId& link, SubscriptionEnd reason);
  void end_account(const AccountName& account);
  void end_all(SubscriptionEnd reason);

 private:
  struct Subscriber {
    auth::Claims claims;
    SubscriptionHandlers handlers;
  };

  // One event's frames: shared by all who may see the same of it.
  struct Told {
    Frame everybody;
    Frame desk;  // null: as everybody
    std::map<SiteId, Frame> sites;

    [[nodiscard]] const Frame& to(const auth::Claims& claims) const;
  };
  // What snapshots of one state consist of, kept while it is the last.
  struct Snapshots {
    std::uint64_t seq = 0;
    std::string public_json;
    std::string desk_json;
    Frame state_json;                    // null until somebody asks
    std::map<auth::Role, Frame> frames;  // whole, for those who have no site
  };

  [[nodiscard]] Snapshots& snapshots_of(const conference::State& state) const;
  [[nodiscard]] Frame snapshot(const conference::State& state, const auth::Claims& claims) const;
  // `frame_for(claims)`: null where it is not for them.
  template <class FrameFor>
  void send(FrameFor frame_for);
  void deliver(SubscriptionId id, Frame frame);
  void forget(SubscriptionId id, const LinkId& link);
  template <class Wanted>
  void end(SubscriptionEnd reason, Wanted wanted);

  std::size_t replayed_;
  std::deque<Told> recent_;  // the last events, the newest at the back
  std::uint64_t last_seq_ = 0;
  std::map<SubscriptionId, Subscriber> subscribers_;
  // A change of floor has a signal for every receiver's link: none may look through all subscribers.
  std::unordered_map<LinkId, std::vector<SubscriptionId>> of_link_;
  mutable std::optional<Snapshots> snapshots_;
};

}  // namespace diemcau::server
