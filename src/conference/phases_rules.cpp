#include "conference/phases_rules.hpp"

#include "conference/floor_rules.hpp"

namespace diemcau::conference {

Decision decide_one(const State& state, const Open& /*command*/, const Acting& /*by*/) {
  switch (state.phase) {
    case Phase::planned:
      return events(Opened{});
    case Phase::in_session:
    case Phase::paused:
      return failure(Refusal::already_open);
    case Phase::concluded:
      return failure(Refusal::conference_concluded);
  }
  return failure(Refusal::conference_concluded);
}

Decision decide_one(const State& state, const Pause& /*command*/, const Acting& /*by*/) {
  if (const auto hindrance = not_under_way(state)) {
    return failure(*hindrance);
  }
  return state.phase == Phase::paused ? nothing() : events(Paused{});
}

Decision decide_one(const State& state, const Resume& /*command*/, const Acting& /*by*/) {
  if (const auto hindrance = not_under_way(state)) {
    return failure(*hindrance);
  }
  return state.phase == Phase::in_session ? nothing() : events(Resumed{});
}

Decision decide_one(const State& state, const Conclude& /*command*/, const Acting& by) {
  if (const auto hindrance = not_under_way(state)) {
    return failure(*hindrance);
  }
  if (state.open_motion() != nullptr) {
    return failure(Refusal::vote_open);  // nobody could close it any more
  }
  std::vector<Event> all;
  end_turn(state, TurnEndReason::concluded, by.now, all);
  all.emplace_back(Concluded{});
  return all;
}

Decision decide_one(const State& state, const StartItem& command, const Acting& /*by*/) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  if (state.programme_item(command.item) == nullptr) {
    return failure(Refusal::no_such_item);
  }
  return state.item && state.item->id == command.item ? nothing() : events(ItemStarted{command.item});
}

void change(State& state, const Opened& /*event*/, const EventRecord& /*record*/) {
  state.phase = Phase::in_session;
}

void change(State& state, const Paused& /*event*/, const EventRecord& record) {
  state.phase = Phase::paused;
  keep_clock(state, record.at);
}

void change(State& state, const Resumed& /*event*/, const EventRecord& record) {
  state.phase = Phase::in_session;
  keep_clock(state, record.at);
}

void change(State& state, const Concluded& /*event*/, const EventRecord& record) {
  state.phase = Phase::concluded;
  keep_clock(state, record.at);
}

void change(State& state, const ItemStarted& event, const EventRecord& record) {
  state.item = ItemUnderWay{event.item, record.at};
}

}  // namespace diemcau::conference
