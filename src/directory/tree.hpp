// The tree of units: who stands below whom.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace diemcau::directory {

// Ministry, department, province, district, commune, village and two to spare.
inline constexpr std::size_t kMaxDepth = 8;

enum class Standing { sound, cycle, too_deep };

class UnitTree {
 public:
  // Puts a unit below another one (empty: at the top), or moves it there with all that stands below it. What it makes
  // of the tree is seen by `standing`; a parent that is not there counts as the top.
  void put(std::string id, std::string parent) { parents_[std::move(id)] = std::move(parent); }

  void remove(std::string_view id);

  // Whether the way from the unit up ends, and in time.
  [[nodiscard]] Standing standing(std::string_view id) const;
  // As `standing` of the unit and of everything below it, were it below `parent`.
  [[nodiscard]] Standing if_moved(std::string_view id, std::string_view parent) const;

 private:
  [[nodiscard]] std::size_t height(std::string_view id) const;  // levels below it

  std::map<std::string, std::string, std::less<>> parents_;
};

}  // namespace diemcau::directory
