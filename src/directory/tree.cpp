#include "directory/tree.hpp"

#include <algorithm>

namespace diemcau::directory {
namespace {

// How far up a cycle is looked for. A longer one is too deep at any rate.
constexpr std::size_t kMaxWalk = 8 * kMaxDepth;

}  // namespace

Standing UnitTree::standing(std::string_view id) const {
  std::size_t depth = 1;
  auto at = parents_.find(id);
  while (at != parents_.end() && !at->second.empty() && depth <= kMaxWalk) {
    if (at->second == id) {
      return Standing::cycle;
    }
    ++depth;
    at = parents_.find(at->second);
  }
  return depth > kMaxDepth ? Standing::too_deep : Standing::sound;
}

void UnitTree::remove(std::string_view id) {
  if (const auto found = parents_.find(id); found != parents_.end()) {
    parents_.erase(found);
  }
}

Standing UnitTree::if_moved(std::string_view id, std::string_view parent) const {
  UnitTree moved = *this;
  moved.put(std::string{id}, std::string{parent});
  const Standing own = moved.standing(id);
  if (own != Standing::sound || parent.empty()) {
    return own;
  }
  std::size_t above = 1;
  for (auto at = parents_.find(parent); at != parents_.end() && !at->second.empty(); at = parents_.find(at->second)) {
    ++above;
  }
  return above + 1 + height(id) > kMaxDepth ? Standing::too_deep : Standing::sound;
}

std::size_t UnitTree::height(std::string_view id) const {
  std::size_t most = 0;
  for (const auto& [unit, ignored] : parents_) {
    std::size_t levels = 0;
    auto at = parents_.find(unit);
    while (at != parents_.end() && at->first != id && levels <= kMaxDepth) {
      ++levels;
      at = parents_.find(at->second);
    }
    if (at != parents_.end() && at->first == id) {
      most = std::max(most, levels);
    }
  }
  return most;
}

}  // namespace diemcau::directory
