// Taking an act back.
#pragma once

#include <string_view>

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const Undo& command, const Acting& by);

void change(State& state, const ActUndone& event, const EventRecord& record);

// Before an event that can be undone changes the state: keeps what is before the first one of its act.
void keep_for_undo(State& state, const EventRecord& record, std::string_view what, bool follows);
// After any other event that is ordered.
void forget_undo(State& state);

}  // namespace diemcau::conference
