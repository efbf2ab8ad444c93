// The scene.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const TakeScene& command, const Acting& by);

void change(State& state, const SceneTaken& event, const EventRecord& record);

// Appends what brings the scene to `main`, if it is not there yet.
void take_scene(const State& state, const SiteId& main, std::vector<Event>& into);

}  // namespace diemcau::conference
