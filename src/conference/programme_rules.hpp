// What is to be done, in order.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

// The item by itself: texts, bounds.
[[nodiscard]] Decision decide_one(const State& state, const PutItem& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const MoveItem& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const RemoveItem& command, const Acting& by);

void change(State& state, const ItemPut& event, const EventRecord& record);
void change(State& state, const ItemMoved& event, const EventRecord& record);
void change(State& state, const ItemRemoved& event, const EventRecord& record);

}  // namespace diemcau::conference
