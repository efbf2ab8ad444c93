// The floor: turns in floor_rules.cpp, the queue of requests in queue_rules.cpp.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const GiveFloor& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Next& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ExtendTurn& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const TakeBackFloor& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const RequestFloor& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const WithdrawRequest& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ReorderQueue& command, const Acting& by);

void change(State& state, const TurnStarted& event, const EventRecord& record);
void change(State& state, const TurnExtended& event, const EventRecord& record);
void change(State& state, const TurnEnded& event, const EventRecord& record);
void change(State& state, const FloorRequested& event, const EventRecord& record);
void change(State& state, const RequestWithdrawn& event, const EventRecord& record);
void change(State& state, const QueueReordered& event, const EventRecord& record);

// Appends the end of the turn, if there is one, and the scene's return to the main site.
void end_turn(const State& state, TurnEndReason reason, WallTime now, std::vector<Event>& into);

void stop_clock(Turn& turn, WallTime at);
// Starts or stops the turn's clock as it should be after phase, holder or presence changed.
void keep_clock(State& state, WallTime at);

}  // namespace diemcau::conference
