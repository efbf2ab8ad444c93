// What a receiver may be for (docs/protocol.md, "Media").
#pragma once

#include <cstdint>

#include "auth/permission.hpp"
#include "base/describe.hpp"
#include "engine/slot_layout.hpp"

namespace diemcau::server {

// `loop` shows a site its own test.
enum class View : std::uint8_t { hall, site, observer, director, loop };
BOOST_DESCRIBE_ENUM(View, hall, site, observer, director, loop)

[[nodiscard]] auth::Act act_of(View view);
[[nodiscard]] engine::SlotLayout layout_of(View view);

}  // namespace diemcau::server
