#include "conference/links_rules.hpp"

#include <algorithm>

#include "conference/limits.hpp"
#include "conference/presiding_rules.hpp"

namespace diemcau::conference {

const Link* Links::link(const LinkId& wanted) const {
  const auto found = std::ranges::find(links, wanted, &Link::id);
  return found == links.end() ? nullptr : &*found;
}

Decision decide_one(const State& state, const IssueLink& command, const Acting& /*by*/) {
  if (command.site && state.site(*command.site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (state.link(command.link) != nullptr) {
    return failure(Refusal::link_exists);
  }
  if (state.links.size() >= kMaxLinks) {
    return failure(Refusal::too_many);
  }
  return events(LinkIssued{command.link, command.role, command.site, command.name, command.expires_at});
}

Decision decide_one(const State& state, const RevokeLink& command, const Acting& by) {
  const Link* const link = state.link(command.link);
  if (link == nullptr) {
    return failure(Refusal::no_such_link);
  }
  if (link->revoked) {
    return nothing();
  }
  // One that is good for at least as long.
  const bool another = std::ranges::any_of(state.links, [&](const Link& one) {
    const bool lasts = !one.expires_at || (link->expires_at && *one.expires_at >= *link->expires_at);
    return one.role == auth::Role::chair && one.is_good(by.now) && lasts && one.id != command.link;
  });
  if (link->role == auth::Role::chair && !another) {
    return failure(Refusal::last_chair_link);  // nobody could ever lead or conclude the conference again
  }
  return events(LinkRevoked{command.link});
}

void change(State& state, const LinkIssued& event, const EventRecord& record) {
  state.links.push_back(
      {.id = event.link, .role = event.role, .site = event.site, .name = event.name, .expires_at = event.expires_at});
  keep_presiding(state, record.at);
}

void change(State& state, const LinkRevoked& event, const EventRecord& record) {
  const auto found = std::ranges::find(state.links, event.link, &Link::id);
  if (found != state.links.end()) {
    found->revoked = true;
  }
  keep_presiding(state, record.at);
}

}  // namespace diemcau::conference
