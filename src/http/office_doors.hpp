// Doors for organisers: the list of conferences, new ones, and the simulated sites of rehearsals.
#pragma once

#include <cstddef>
#include <optional>

#include "http/door.hpp"

namespace diemcau::http {

// Simulated sites of one rehearsal: each encodes a picture of its own.
inline constexpr std::size_t kMaxRobots = 12;

[[nodiscard]] Answer conferences(const Call& call);
[[nodiscard]] Answer create_conference(const Call& call);
// Who may not make one is told before the body is read: it can be long.
[[nodiscard]] std::optional<Refused> refuse_creation(const Call& call);
[[nodiscard]] Answer run_robots(const Call& call);

}  // namespace diemcau::http
