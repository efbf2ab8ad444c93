#include "conference/presence_rules.hpp"

#include <algorithm>

#include "conference/floor_rules.hpp"

namespace diemcau::conference {
namespace {

bool is_on(const SiteState& site, Source source) {
  return source == Source::camera ? site.camera : site.screen;
}

void set_source(State& state, const SiteId& id, Source source, bool on) {
  if (SiteState* const site = state.site(id)) {
    (source == Source::camera ? site->camera : site->screen) = on;
  }
}

}  // namespace

const SiteState* Presence::site(const SiteId& wanted) const {
  const auto found = std::ranges::find(sites, wanted, &SiteState::id);
  return found == sites.end() ? nullptr : &*found;
}

SiteState* Presence::site(const SiteId& wanted) {
  const auto found = std::ranges::find(sites, wanted, &SiteState::id);
  return found == sites.end() ? nullptr : &*found;
}

Decision decide_one(const State& state, const MuteSite& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return site->muted == command.muted ? nothing() : events(SiteMuted{command.site, command.muted});
}

Decision decide_one(const State& state, const JoinSite& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return site->present ? nothing() : events(SiteJoined{command.site});
}

Decision decide_one(const State& state, const LeaveSite& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present) {
    return nothing();
  }
  std::vector<Event> all;
  if (site->camera) {
    all.emplace_back(SourceStopped{command.site, Source::camera});
  }
  if (site->screen) {
    all.emplace_back(SourceStopped{command.site, Source::screen});
  }
  all.emplace_back(SiteLeft{command.site, command.reason});
  return all;
}

Decision decide_one(const State& state, const StartSource& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present) {
    return failure(Refusal::site_not_present);
  }
  return is_on(*site, command.source) ? nothing() : events(SourceStarted{command.site, command.source});
}

Decision decide_one(const State& state, const StopSource& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return is_on(*site, command.source) ? events(SourceStopped{command.site, command.source}) : nothing();
}

void change(State& state, const SiteJoined& event, const EventRecord& record) {
  if (SiteState* const site = state.site(event.site)) {
    site->present = site->joined_once = true;
  }
  keep_clock(state, record.at);
}

void change(State& state, const SiteLeft& event, const EventRecord& record) {
  if (SiteState* const site = state.site(event.site)) {
    site->present = site->camera = site->screen = false;
  }
  keep_clock(state, record.at);
}

void change(State& state, const SourceStarted& event, const EventRecord& /*record*/) {
  set_source(state, event.site, event.source, true);
}

void change(State& state, const SourceStopped& event, const EventRecord& /*record*/) {
  set_source(state, event.site, event.source, false);
}

void change(State& state, const SiteMuted& event, const EventRecord& /*record*/) {
  if (SiteState* const site = state.site(event.site)) {
    site->muted = event.muted;
  }
}

}  // namespace diemcau::conference
