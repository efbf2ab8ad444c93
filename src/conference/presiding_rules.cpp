#include "conference/presiding_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

bool may_preside(const Link& link, WallTime now) {
  return link.role == auth::Role::chair && link.is_good(now);
}

Decision hand_to(const State& state, const LinkId& id, WallTime now) {
  const Link* const link = state.link(id);
  if (link == nullptr || !may_preside(*link, now)) {
    return failure(Refusal::no_chair_link);
  }
  return state.presiding == id ? nothing() : events(ChairHandedOver{id});
}

}  // namespace

bool is_deputy(const State& state, const Actor& actor) {
  return actor.role == auth::Role::chair && state.presiding && *state.presiding != actor.link;
}

void keep_presiding(State& state, WallTime now) {
  const Link* const holder = state.presiding ? state.link(*state.presiding) : nullptr;
  if (holder != nullptr && may_preside(*holder, now)) {
    return;
  }
  const auto first = std::ranges::find_if(state.links, [&](const Link& one) { return may_preside(one, now); });
  state.presiding = first == state.links.end() ? std::nullopt : std::optional{first->id};
}

Decision decide_one(const State& state, const TakeChair& /*command*/, const Acting& by) {
  return hand_to(state, by.actor.link, by.now);
}

Decision decide_one(const State& state, const HandOverChair& command, const Acting& by) {
  return hand_to(state, command.link, by.now);
}

void change(State& state, const ChairHandedOver& event, const EventRecord& /*record*/) {
  if (state.link(event.link) != nullptr) {
    state.presiding = event.link;
  }
}

}  // namespace diemcau::conference
