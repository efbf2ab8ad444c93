#include "conference/floor_rules.hpp"

#include "conference/scene_rules.hpp"

namespace diemcau::conference {

TurnEnded end_of(const Turn& turn, TurnEndReason reason) {
  return {turn.number, turn.site, reason};
}

Decision decide_one(const State& state, const GiveFloor& command, const Acting& /*by*/) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (state.turn && state.turn->site == command.site) {
    return failure(Refusal::already_has_floor);
  }
  if (!site->present) {
    return failure(Refusal::site_not_present);
  }
  std::vector<Event> all;
  if (state.turn) {
    all.emplace_back(end_of(*state.turn, TurnEndReason::next_turn));
  }
  all.emplace_back(TurnStarted{state.turns_given + 1, command.site});
  take_scene(state, command.site, all);
  return all;
}

Decision decide_one(const State& state, const TakeBackFloor& /*command*/, const Acting& /*by*/) {
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

void change(State& state, const TurnStarted& event, const EventRecord& record) {
  state.turn = Turn{event.turn, event.site, record.at};
  state.turns_given = event.turn;
}

void change(State& state, const TurnEnded& event, const EventRecord& /*record*/) {
  if (state.turn && state.turn->number == event.turn) {
    state.turn.reset();
  }
}

}  // namespace diemcau::conference
