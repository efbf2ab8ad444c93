// The floor.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const GiveFloor& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const TakeBackFloor& command, const Acting& by);

void change(State& state, const TurnStarted& event, const EventRecord& record);
void change(State& state, const TurnEnded& event, const EventRecord& record);

// How a turn ends.
[[nodiscard]] TurnEnded end_of(const Turn& turn, TurnEndReason reason);

}  // namespace diemcau::conference
