// The roll call.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const CallRoll& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ConfirmPresence& command, const Acting& by);

void change(State& state, const RollCalled& event, const EventRecord& record);
void change(State& state, const PresenceConfirmed& event, const EventRecord& record);

// Whether the roll call found people of this site, wherever they sit.
[[nodiscard]] bool is_there(const SiteState& site);
// A function of the roll call alone: who is connected does not matter to it.
[[nodiscard]] Roll roll_of(const State& state);

}  // namespace diemcau::conference
