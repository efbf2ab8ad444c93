// Who presides.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const TakeChair& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const HandOverChair& command, const Acting& by);

void change(State& state, const ChairHandedOver& event, const EventRecord& record);

// A chair's link that does not preside.
[[nodiscard]] bool is_deputy(const State& state, const Actor& actor);

// After links came or went: whoever presides still may, or the first chair's link that is good does.
void keep_presiding(State& state, WallTime now);

}  // namespace diemcau::conference
