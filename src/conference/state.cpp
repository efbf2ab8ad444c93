#include "conference/state.hpp"

#include <algorithm>

#include "base/overloaded.hpp"

namespace diemcau::conference {
namespace {

SiteState* find_site(State& state, const SiteId& id) {
  const auto found = std::ranges::find(state.sites, id, &SiteState::id);
  return found == state.sites.end() ? nullptr : &*found;
}

void set_source(State& state, const SiteId& id, Source source, bool on) {
  if (SiteState* const site = find_site(state, id)) {
    (source == Source::camera ? site->camera : site->screen) = on;
  }
}

// Marks that phase, floor or scene changed: later commands must have seen this event.
void ordered(State& state) {
  state.order_seq = state.seq;
}

void change(State& state, const ConferenceCreated& event) {
  state.title = event.title;
  state.topic = event.topic;
  state.kind = event.kind;
  state.mode = event.mode;
  state.main_site = event.main_site;
  state.scene_main = event.main_site;
  state.programme = event.programme;
  state.sites.clear();
  for (const directory::Site& site : event.sites) {
    state.sites.push_back({.id = site.id, .name = site.name});
  }
  ordered(state);
}

void change(State& state, const LinkIssued& event) {
  state.links.push_back({.id = event.link, .role = event.role, .site = event.site});
}

void change(State& state, const LinkRevoked& event) {
  const auto found = std::ranges::find(state.links, event.link, &Link::id);
  if (found != state.links.end()) {
    found->revoked = true;
  }
}

void change(State& state, const Opened& /*event*/) {
  state.phase = Phase::in_session;
  ordered(state);
}

void change(State& state, const SiteJoined& event) {
  if (SiteState* const site = find_site(state, event.site)) {
    site->present = true;
  }
}

void change(State& state, const SiteLeft& event) {
  if (SiteState* const site = find_site(state, event.site)) {
    site->present = site->camera = site->screen = false;
  }
}

void change(State& state, const SourceStarted& event) {
  set_source(state, event.site, event.source, true);
}
void change(State& state, const SourceStopped& event) {
  set_source(state, event.site, event.source, false);
}

void change(State& state, const SiteMuted& event) {
  if (SiteState* const site = find_site(state, event.site)) {
    site->muted = event.muted;
  }
}

void change(State& state, const TurnEnded& event) {
  if (state.turn && state.turn->number == event.turn) {
    state.turn.reset();
  }
  ordered(state);
}

void change(State& state, const SceneTaken& event) {
  state.scene_main = event.main;
  ordered(state);
}

void change(State& state, const Concluded& /*event*/) {
  state.phase = Phase::concluded;
  ordered(state);
}

}  // namespace

const SiteState* State::site(const SiteId& wanted) const {
  const auto found = std::ranges::find(sites, wanted, &SiteState::id);
  return found == sites.end() ? nullptr : &*found;
}

const Link* State::link(const LinkId& wanted) const {
  const auto found = std::ranges::find(links, wanted, &Link::id);
  return found == links.end() ? nullptr : &*found;
}

State empty_state(ConferenceId id) {
  State state;
  state.id = std::move(id);
  return state;
}

State apply(State state, const EventRecord& record) {
  state.seq = record.seq;
  std::visit(Overloaded{
                 [&](const TurnStarted& event) {
                   state.turn = Turn{event.turn, event.site, record.at};
                   state.turns_given = event.turn;
                   ordered(state);
                 },
                 [&](const auto& event) { change(state, event); },
             },
             record.event);
  return state;
}

}  // namespace diemcau::conference
