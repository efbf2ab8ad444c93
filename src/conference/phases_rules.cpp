#include "conference/phases_rules.hpp"

#include "conference/floor_rules.hpp"
#include "conference/scene_rules.hpp"

namespace diemcau::conference {

Decision decide_one(const State& state, const Open& /*command*/, const Acting& /*by*/) {
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

Decision decide_one(const State& state, const Conclude& /*command*/, const Acting& /*by*/) {
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

void change(State& state, const Opened& /*event*/, const EventRecord& /*record*/) {
  state.phase = Phase::in_session;
}

void change(State& state, const Concluded& /*event*/, const EventRecord& /*record*/) {
  state.phase = Phase::concluded;
}

}  // namespace diemcau::conference
