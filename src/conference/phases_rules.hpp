// The opening, the pauses, the programme's items and the end.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const Open& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Pause& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Resume& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Conclude& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const StartItem& command, const Acting& by);

void change(State& state, const Opened& event, const EventRecord& record);
void change(State& state, const Paused& event, const EventRecord& record);
void change(State& state, const Resumed& event, const EventRecord& record);
void change(State& state, const Concluded& event, const EventRecord& record);
void change(State& state, const ItemStarted& event, const EventRecord& record);

}  // namespace diemcau::conference
