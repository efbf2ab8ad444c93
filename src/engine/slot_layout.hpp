// Which slots a receiver may have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace diemcau::engine {

// Names (slot_name.hpp) in the order of the offer's sections of each kind; sections beyond are refused.
struct SlotLayout {
  std::vector<std::string> video;
  std::vector<std::string> mixed_audio;     // filled with the loudest voices of the mix
  std::vector<std::string> assigned_audio;  // after those; filled as video is, by AssignSlot

  friend bool operator==(const SlotLayout&, const SlotLayout&) = default;
};

// What most views have: main, content, second, `tiles` of the gallery, and three voices.
[[nodiscard]] SlotLayout stage_layout(std::size_t tiles);

}  // namespace diemcau::engine
