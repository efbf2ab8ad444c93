#include "server/event_channel.hpp"

#include <algorithm>
#include <utility>

#include "auth/role.hpp"
#include "conference/changes.hpp"

namespace diemcau::server {

const Frame& EventChannel::Told::to(const auth::Claims& claims) const {
  if (auth::is_desk(claims.role)) {
    return desk ? desk : everybody;
  }
  const auto own = claims.site ? sites.find(*claims.site) : sites.end();
  return own == sites.end() ? everybody : own->second;
}

void EventChannel::remember(std::span<const conference::EventRecord> act, const conference::State& before,
                            const conference::State& after) {
  const auto share = [](std::string& text) { return std::make_shared<const std::string>(std::move(text)); };
  for (const conference::EventRecord& record : act) {
    const bool is_last = &record == &act.back();
    auto texts = conference::event_texts(record, conference::audience_of(record.event),
                                         is_last ? conference::all_changes(before, after) : conference::Changes{});
    Told told{.everybody = share(texts.everybody), .desk = texts.desk ? share(*texts.desk) : nullptr, .sites = {}};
    for (auto& [site, text] : texts.sites) {
      told.sites.emplace(site, share(text));
    }
    recent_.push_back(std::move(told));
    last_seq_ = record.seq;
    if (recent_.size() > replayed_) {
      recent_.pop_front();
    }
  }
}

void EventChannel::publish(std::span<const conference::EventRecord> act, const conference::State& before,
                           const conference::State& after) {
  const std::uint64_t from = last_seq_;
  remember(act, before, after);
  // Copied: whoever is told may unsubscribe others, and an act may be longer than what is kept.
  const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(last_seq_ - from, recent_.size()));
  const std::vector<Told> all{recent_.end() - count, recent_.end()};
  for (const Told& told : all) {
    send([&](const auth::Claims& claims) { return told.to(claims); });
  }
}

std::vector<Frame> EventChannel::backlog(const conference::State& state, const auth::Claims& claims,
                                         std::optional<std::uint64_t> since) const {
  if (!since || *since > last_seq_ || last_seq_ - *since > recent_.size()) {
    return {snapshot(state, claims)};
  }
  std::vector<Frame> frames;
  for (auto told = recent_.end() - static_cast<std::ptrdiff_t>(last_seq_ - *since); told != recent_.end(); ++told) {
    frames.push_back(told->to(claims));
  }
  return frames;
}

EventChannel::Snapshots& EventChannel::snapshots_of(const conference::State& state) const {
  if (!snapshots_ || snapshots_->seq != state.seq) {
    snapshots_ = Snapshots{state.seq, conference::public_json(state), conference::desk_json(state), nullptr, {}};
  }
  return *snapshots_;
}

Frame EventChannel::state_json(const conference::State& state) const {
  Snapshots& written = snapshots_of(state);
  if (!written.state_json) {
    written.state_json = std::make_shared<const std::string>(R"({"seq":)" + std::to_string(state.seq) + R"(,"state":)" +
                                                             written.public_json + "}");
  }
  return written.state_json;
}

Frame EventChannel::snapshot(const conference::State& state, const auth::Claims& claims) const {
  Snapshots& written = snapshots_of(state);
  const auto known = written.frames.find(claims.role);
  if (!claims.site && known != written.frames.end()) {
    return known->second;
  }
  const conference::Actor you{claims.role, claims.link, claims.site};
  auto frame = std::make_shared<const std::string>(
      conference::snapshot_frame(state, you, written.public_json, written.desk_json));
  if (!claims.site) {
    written.frames.emplace(claims.role, frame);
  }
  return frame;
}

void EventChannel::add(SubscriptionId id, const auth::Claims& claims, SubscriptionHandlers handlers) {
  subscribers_.emplace(id, Subscriber{claims, std::move(handlers)});
  of_link_[claims.link].push_back(id);
}

bool EventChannel::remove(SubscriptionId id) {
  const auto found = subscribers_.find(id);
  if (found == subscribers_.end()) {
    return false;
  }
  forget(id, found->second.claims.link);
  subscribers_.erase(found);
  return true;
}

void EventChannel::forget(SubscriptionId id, const LinkId& link) {
  const auto of_link = of_link_.find(link);
  std::erase(of_link->second, id);
  if (of_link->second.empty()) {
    of_link_.erase(of_link);
  }
}

void EventChannel::deliver(SubscriptionId id, Frame frame) {
  const auto found = subscribers_.find(id);
  if (found != subscribers_.end() && found->second.handlers.frame) {
    const auto handler = found->second.handlers.frame;
    handler(std::move(frame));
  }
}

// A handler may unsubscribe anybody, so nothing is held across it but the id.
template <class FrameFor>
void EventChannel::send(FrameFor frame_for) {
  std::vector<std::pair<SubscriptionId, Frame>> all;
  all.reserve(subscribers_.size());
  for (const auto& [id, subscriber] : subscribers_) {
    if (Frame frame = frame_for(subscriber.claims)) {
      all.emplace_back(id, std::move(frame));
    }
  }
  for (auto& [id, frame] : all) {
    deliver(id, std::move(frame));
  }
}

template <class Wanted>
void EventChannel::end(SubscriptionEnd reason, Wanted wanted) {
  std::vector<SubscriptionHandlers> ended;
  for (auto one = subscribers_.begin(); one != subscribers_.end();) {
    if (wanted(one->second.claims)) {
      ended.push_back(std::move(one->second.handlers));
      forget(one->first, one->second.claims.link);
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
  auto frame = std::make_shared<const std::string>(conference::signal_frame(signal));
  send([&](const auth::Claims&) { return frame; });
}

void EventChannel::signal_link(const LinkId& link, const conference::Signal& signal) {
  const auto found = of_link_.find(link);
  if (found == of_link_.end()) {
    return;
  }
  const auto frame = std::make_shared<const std::string>(conference::signal_frame(signal));
  for (const SubscriptionId id : std::vector{found->second}) {
    deliver(id, frame);
  }
}

void EventChannel::signal_site(const SiteId& site, const conference::Signal& signal) {
  const auto frame = std::make_shared<const std::string>(conference::signal_frame(signal));
  send([&](const auth::Claims& claims) { return claims.site == site ? frame : nullptr; });
}

void EventChannel::end_link(const LinkId& link, SubscriptionEnd reason) {
  end(reason, [&](const auth::Claims& claims) { return claims.link == link; });
}

void EventChannel::end_account(const AccountName& account) {
  end(SubscriptionEnd::signed_out, [&](const auth::Claims& claims) { return claims.account == account; });
}

void EventChannel::add_accounts(std::set<AccountName>& into) const {
  for (const auto& [id, subscriber] : subscribers_) {
    if (subscriber.claims.account) {
      into.insert(*subscriber.claims.account);
    }
  }
}

void EventChannel::end_all(SubscriptionEnd reason) {
  end(reason, [](const auth::Claims&) { return true; });
}

}  // namespace diemcau::server
