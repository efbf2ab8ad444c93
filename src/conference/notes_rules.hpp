// Notes.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const TakeNote& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const CorrectNote& command, const Acting& by);

void change(State& state, const NoteTaken& event, const EventRecord& record);

}  // namespace diemcau::conference
