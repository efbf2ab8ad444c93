// Who sits at the sites by name.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

// The delegate without regard to the site: id, texts, bounds.
[[nodiscard]] Decision decide_one(const State& state, const PutDelegate& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const RemoveDelegate& command, const Acting& by);

void change(State& state, const DelegatesPut& event, const EventRecord& record);
void change(State& state, const DelegateRemoved& event, const EventRecord& record);

}  // namespace diemcau::conference
