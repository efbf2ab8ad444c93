// Which lanes a command is for.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/lane_address.hpp"
#include "engine/messages.hpp"

namespace diemcau::engine {

// A bit set of lanes: that of the session, or all of them for SetMix. Lanes find tracks of each other by themselves.
[[nodiscard]] std::uint64_t lanes_for(const Command& command, std::size_t lanes);

}  // namespace diemcau::engine
