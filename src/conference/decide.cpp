#include "conference/decide.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/overloaded.hpp"

namespace diemcau::conference {
namespace {

using Decision = Result<std::vector<Event>, Refusal>;

template <class... Events>
Decision events(Events&&... list) {
  std::vector<Event> all;
  (all.emplace_back(std::forward<Events>(list)), ...);
  return all;
}

Decision nothing() {
  return std::vector<Event>{};
}

bool is_text(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTextBytes;
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kMaxWordLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

bool is_valid(const Item& item, const std::set<SiteId>& sites) {
  return is_text(item.title) && is_word(item.kind) && item.minutes <= kMaxItemMinutes &&
         (!item.site || sites.contains(*item.site));
}

bool is_valid(const ConferenceCreated& conference) {
  if (conference.sites.empty() || conference.sites.size() > kMaxSites ||
      conference.programme.size() > kMaxProgrammeItems) {
    return false;
  }
  std::set<SiteId> ids;
  for (const directory::Site& site : conference.sites) {
    if (!is_slug(site.id.value()) || !is_text(site.name) || !ids.insert(site.id).second) {
      return false;
    }
  }
  return is_text(conference.title) && conference.topic.size() <= kMaxTextBytes && is_word(conference.kind) &&
         ids.contains(conference.main_site) &&
         std::ranges::all_of(conference.programme, [&](const Item& item) { return is_valid(item, ids); });
}

// What hinders any act on the floor or the scene in this phase, if anything.
std::optional<Refusal> not_in_session(const State& state) {
  switch (state.phase) {
    case Phase::planned:
      return Refusal::conference_not_open;
    case Phase::in_session:
      return std::nullopt;
    case Phase::concluded:
      return Refusal::conference_concluded;
  }
  return Refusal::conference_not_open;
}

TurnEnded end_of(const Turn& turn, TurnEndReason reason) {
  return {turn.number, turn.site, reason};
}

// Appends what brings the scene to `main`, if it is not there yet.
void take_scene(const State& state, const SiteId& main, std::vector<Event>& into) {
  if (state.scene_main != main) {
    into.emplace_back(SceneTaken{main});
  }
}

Decision decide_one(const State& state, const Create& create) {
  if (state.seq != 0) {
    return failure(Refusal::already_created);
  }
  if (!is_valid(create.conference)) {
    return failure(Refusal::invalid_field);
  }
  return events(create.conference);
}

Decision decide_one(const State& state, const IssueLink& issue) {
  const bool is_site = issue.role == auth::Role::site;
  if (!is_slug(issue.link.value()) || !auth::is_of_links(issue.role) || is_site != issue.site.has_value()) {
    return failure(Refusal::invalid_field);
  }
  if (issue.site && state.site(*issue.site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (state.link(issue.link) != nullptr) {
    return failure(Refusal::link_exists);
  }
  if (state.links.size() >= kMaxLinks) {
    return failure(Refusal::too_many);
  }
  return events(LinkIssued{issue.link, issue.role, issue.site});
}

Decision decide_one(const State& state, const RevokeLink& revoke) {
  const Link* const link = state.link(revoke.link);
  if (link == nullptr) {
    return failure(Refusal::no_such_link);
  }
  if (link->revoked) {
    return nothing();
  }
  const auto chairs =
      std::ranges::count_if(state.links, [](const Link& one) { return one.role == auth::Role::chair && !one.revoked; });
  if (link->role == auth::Role::chair && chairs == 1) {
    return failure(Refusal::last_chair_link);  // nobody could ever lead or conclude the conference again
  }
  return events(LinkRevoked{revoke.link});
}

Decision decide_one(const State& state, const Open& /*open*/) {
  switch (state.phase) {
    case Phase::planned:
      return events(Opened{});
    case Phase::in_session:
      return failure(Refusal::already_open);
    case Phase::concluded:
      return failure(Refusal::conference_concluded);
  }
  return failure(Refusal::conference_concluded);
}

Decision decide_one(const State& state, const GiveFloor& give) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  const SiteState* const site = state.site(give.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (state.turn && state.turn->site == give.site) {
    return failure(Refusal::already_has_floor);
  }
  if (!site->present) {
    return failure(Refusal::site_not_present);
  }
  std::vector<Event> all;
  if (state.turn) {
    all.emplace_back(end_of(*state.turn, TurnEndReason::next_turn));
  }
  all.emplace_back(TurnStarted{state.turns_given + 1, give.site});
  take_scene(state, give.site, all);
  return all;
}

Decision decide_one(const State& state, const TakeBackFloor& /*take*/) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  if (!state.turn) {
    return failure(Refusal::no_turn);
  }
  std::vector<Event> all{end_of(*state.turn, TurnEndReason::taken_back)};
  take_scene(state, state.main_site, all);
  return all;
}

Decision decide_one(const State& state, const TakeScene& take) {
  if (state.phase == Phase::concluded) {
    return failure(Refusal::conference_concluded);
  }
  const SiteState* const site = state.site(take.main);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present && take.main != state.main_site) {
    return failure(Refusal::site_not_present);
  }
  std::vector<Event> all;
  take_scene(state, take.main, all);
  return all;
}

Decision decide_one(const State& state, const MuteSite& mute) {
  if (state.phase == Phase::concluded) {
    return failure(Refusal::conference_concluded);
  }
  const SiteState* const site = state.site(mute.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return site->muted == mute.muted ? nothing() : events(SiteMuted{mute.site, mute.muted});
}

Decision decide_one(const State& state, const Conclude& /*conclude*/) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  std::vector<Event> all;
  if (state.turn) {
    all.emplace_back(end_of(*state.turn, TurnEndReason::concluded));
  }
  take_scene(state, state.main_site, all);
  all.emplace_back(Concluded{});
  return all;
}

// Facts of the media plane hold in every phase: people connect before the opening and stay after the end.

Decision decide_one(const State& state, const JoinSite& join) {
  const SiteState* const site = state.site(join.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return site->present ? nothing() : events(SiteJoined{join.site});
}

Decision decide_one(const State& state, const LeaveSite& leave) {
  const SiteState* const site = state.site(leave.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present) {
    return nothing();
  }
  std::vector<Event> all;
  if (site->camera) {
    all.emplace_back(SourceStopped{leave.site, Source::camera});
  }
  if (site->screen) {
    all.emplace_back(SourceStopped{leave.site, Source::screen});
  }
  all.emplace_back(SiteLeft{leave.site, leave.reason});
  return all;
}

bool is_on(const SiteState& site, Source source) {
  return source == Source::camera ? site.camera : site.screen;
}

Decision decide_one(const State& state, const StartSource& start) {
  const SiteState* const site = state.site(start.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present) {
    return failure(Refusal::site_not_present);
  }
  return is_on(*site, start.source) ? nothing() : events(SourceStarted{start.site, start.source});
}

Decision decide_one(const State& state, const StopSource& stop) {
  const SiteState* const site = state.site(stop.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  return is_on(*site, stop.source) ? events(SourceStopped{stop.site, stop.source}) : nothing();
}

bool order_matters(const Command& command) {
  return std::visit(Overloaded{
                        [](const Open&) { return true; },
                        [](const GiveFloor&) { return true; },
                        [](const TakeBackFloor&) { return true; },
                        [](const TakeScene&) { return true; },
                        [](const Conclude&) { return true; },
                        [](const auto&) { return false; },
                    },
                    command);
}

}  // namespace

Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                           WallTime /*now*/) {
  if (!auth::may(actor.role, actor.site, act_of(command), target_of(command))) {
    return failure(Refusal::not_permitted);
  }
  if (state.seq == 0 && !std::holds_alternative<Create>(command)) {
    return failure(Refusal::no_such_conference);
  }
  return std::visit([&](const auto& one) { return decide_one(state, one); }, command);
}

bool is_stale(const State& state, const CommandRequest& request) {
  return request.expected_seq && order_matters(request.command) &&
         (*request.expected_seq < state.order_seq || *request.expected_seq > state.seq);
}

}  // namespace diemcau::conference
