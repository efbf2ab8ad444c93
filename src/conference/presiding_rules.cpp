#include "conference/presiding_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

bool may_preside(const Link& link) {
  return link.role == auth::Role::chair && !link.revoked;
}

Decision hand_to(const State& state, const LinkId& id) {
  const Link* const link = state.link(id);
  if (link == nullptr || !may_preside(*link)) {
    return failure(Refusal::no_chair_link);
  }
  return state.presiding == id ? nothing() : events(ChairHandedOver{id});
}

}  // namespace

bool is_deputy(const State& state, const Actor& actor) {
  return actor.role == auth::Role::chair && state.presiding && *state.presiding != actor.link;
}

void keep_presiding(State& state) {
  const Link* const now = state.presiding ? state.link(*state.presiding) : nullptr;
  if (now != nullptr && may_preside(*now)) {
    return;
  }
  const auto first = std::ranges::find_if(state.links, may_preside);
  state.presiding = first == state.links.end() ? std::nullopt : std::optional{first->id};
}

Decision decide_one(const State& state, const TakeChair& /*command*/, const Acting& by) {
  return hand_to(state, by.actor.link);
}

Decision decide_one(const State& state, const HandOverChair& command, const Acting& /*by*/) {
  return hand_to(state, command.link);
}

void change(State& state, const ChairHandedOver& event, const EventRecord& /*record*/) {
  if (state.link(event.link) != nullptr) {
    state.presiding = event.link;
  }
}

}  // namespace diemcau::conference
