// Presence: facts of the media plane hold in every phase. People connect before the opening and stay after the end.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const MuteSite& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const JoinSite& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const LeaveSite& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const StartSource& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const StopSource& command, const Acting& by);

void change(State& state, const SiteJoined& event, const EventRecord& record);
void change(State& state, const SiteLeft& event, const EventRecord& record);
void change(State& state, const SourceStarted& event, const EventRecord& record);
void change(State& state, const SourceStopped& event, const EventRecord& record);
void change(State& state, const SiteMuted& event, const EventRecord& record);

}  // namespace diemcau::conference
