// The rules of a conference, pure: a command becomes events or is refused.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "conference/commands.hpp"
#include "conference/refusal.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// The events that the command makes of this state, in order; none when it asks for what already is. Checks the actor's
// permission first, then the command's fields (field_faults.hpp). `now` is for rules that depend on the time of day.
[[nodiscard]] Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                                         WallTime now);

// True when the sender of a command for which order matters (phase, floor, scene) has not seen the last event that
// changed one of these, or claims to have seen what has not happened.
[[nodiscard]] bool is_stale(const State& state, const CommandRequest& request);

}  // namespace diemcau::conference
