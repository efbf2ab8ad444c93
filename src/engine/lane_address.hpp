// Which lane a session lives on, and how its peers' first datagrams tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/media_ids.hpp"
#include "ice/credentials.hpp"
#include "sfu/outputs.hpp"

namespace diemcau::engine {

using sfu::LaneIndex;

// The first character of a local ufrag is the lane, so there are as many lanes as ice-chars (RFC 8839 section 5.4).
inline constexpr std::size_t kMaxLanes = 64;
static_assert(kMaxLanes <= sfu::kMaxLanesPerSfu);

static_assert(ice::kIceChars.size() == kMaxLanes);

// Sessions are numbered upward, so this deals them out in turn. `lanes` is at least 1.
[[nodiscard]] constexpr LaneIndex lane_of(SessionId session, std::size_t lanes) {
  return static_cast<LaneIndex>(session.value() % lanes);
}

// For a session on that lane.
[[nodiscard]] inline ice::Credentials make_credentials_on_lane(const ice::FillRandom& fill, LaneIndex lane) {
  return ice::make_credentials(fill, ice::kIceChars.substr(lane, 1));
}

// Nothing when no lane is called so; the lane need not exist.
[[nodiscard]] constexpr std::optional<LaneIndex> lane_of_ufrag(std::string_view ufrag) {
  const std::size_t lane = ufrag.empty() ? std::string_view::npos : ice::kIceChars.find(ufrag.front());
  return lane == std::string_view::npos ? std::nullopt : std::optional{static_cast<LaneIndex>(lane)};
}

}  // namespace diemcau::engine
