// The scene, strap, slate and cue.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const TakeScene& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const SetPreview& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Take& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const FallBack& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const Cue& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ShowStrap& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const HideStrap& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ShowSlate& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const HideSlate& command, const Acting& by);

void change(State& state, const SceneTaken& event, const EventRecord& record);
void change(State& state, const SceneFellBack& event, const EventRecord& record);
void change(State& state, const StrapShown& event, const EventRecord& record);
void change(State& state, const StrapHidden& event, const EventRecord& record);
void change(State& state, const SlateShown& event, const EventRecord& record);
void change(State& state, const SlateHidden& event, const EventRecord& record);
void change(State& state, const Cued& event, const EventRecord& record);
void change(State& state, const PreviewChanged& event, const EventRecord& record);

// Append what brings the scene, with its strap, to who begins to speak, and back to the main site.
void show_speaker(const State& state, const TurnStarted& turn, std::vector<Event>& into);
void show_main_site(const State& state, std::vector<Event>& into);

// Sites in the scene that are not there, and from which it falls back after the grace time.
[[nodiscard]] std::vector<SiteId> lost_in_scene(const State& state);

}  // namespace diemcau::conference
