// How many of what may wait between threads. What is told again soon gives way to what is said once.
#pragma once

#include <cstddef>
#include <variant>

#include "engine/lane_messages.hpp"
#include "engine/messages.hpp"

namespace diemcau::net {

// Items waiting for one lane. Commands come in bursts (a floor change of a large conference assigns a slot per
// receiver); media of other lanes comes in batches, and beyond some thousands the lane is hopelessly behind.
inline constexpr std::size_t kMaxWaitingCommands = 65'536;
inline constexpr std::size_t kMaxWaitingMedia = 4096;
// Events waiting for the control plane: it is stuck, not slow, when it has that many. Levels are told five times a
// second; behind some thousands of events they are of no use any more.
inline constexpr std::size_t kMaxWaitingEvents = 65'536;
inline constexpr std::size_t kMaxWaitingLevels = 4096;

// What is lost of media is lost as on the line. What lanes ask of each other is said once.
[[nodiscard]] inline bool is_media(const engine::LaneMessage& message) {
  return std::holds_alternative<engine::ForwardedDatagrams>(message.body) ||
         std::holds_alternative<engine::ForeignPackets>(message.body);
}
[[nodiscard]] inline std::size_t limit_of(const engine::LaneMessage& message) {
  return is_media(message) ? kMaxWaitingMedia : kMaxWaitingCommands;
}
// A session that ended unheard would stay in the control plane for ever; a level is told again at once.
[[nodiscard]] inline std::size_t limit_of(const engine::Event& event) {
  return std::holds_alternative<engine::Levels>(event) ? kMaxWaitingLevels : kMaxWaitingEvents;
}

}  // namespace diemcau::net
