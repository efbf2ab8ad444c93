// The rules of a conference, pure: a command becomes events or is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "conference/commands.hpp"
#include "conference/refusal.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// Bounds of one conference: what a page can show and a snapshot frame may weigh.
inline constexpr std::size_t kMaxSites = 1'000;
inline constexpr std::size_t kMaxProgrammeItems = 500;
inline constexpr std::size_t kMaxDelegates = 5'000;
inline constexpr std::size_t kMaxLinks = 10'000;
inline constexpr std::size_t kMaxTextBytes = 2'000;      // title, topic, an item's title, a site's name
inline constexpr std::size_t kMaxShortBytes = 300;       // names, posts and telephone numbers of people, a site's unit
inline constexpr std::size_t kMaxWordLength = 64;        // kinds
inline constexpr std::uint32_t kMaxItemMinutes = 1'440;  // a day
inline constexpr std::uint32_t kMaxPeople = 100'000;     // at one site
inline constexpr std::uint32_t kMaxWeight = 1'000'000;   // of one vote; as many as a company has shares, in thousands

// The events that the command makes of this state, in order; none when it asks for what already is. Checks the actor's
// permission first. `now` is for rules that depend on the time of day.
[[nodiscard]] Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                                         WallTime now);

// True when the sender of a command for which order matters (phase, floor, scene) has not seen the last event that
// changed one of these, or claims to have seen what has not happened.
[[nodiscard]] bool is_stale(const State& state, const CommandRequest& request);

}  // namespace diemcau::conference
