// Whom an event is for. An event that is not for all says so by a member `static constexpr Audience kAudience`.
#pragma once

#include <cstdint>

namespace diemcau::conference {

// Who gets an event as it is; all others learn only its number and what it changed for everybody. `desk_and_site` means
// the site in the event's member `site`.
enum class Audience : std::uint8_t { all, desk, desk_and_site };

}  // namespace diemcau::conference
