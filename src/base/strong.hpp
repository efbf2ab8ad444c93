// Strong types: a number or a string that cannot be mistaken for another one.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <ostream>
#include <utility>

namespace diemcau {

// A value type that holds one `Rep` and means one `Tag`. Compares and hashes as its representation; converts to
// nothing.
template <class Tag, class Rep>
class Strong {
 public:
  using rep = Rep;

  constexpr Strong() = default;
  constexpr explicit Strong(Rep value) : value_(std::move(value)) {}

  [[nodiscard]] constexpr const Rep& value() const { return value_; }

  friend constexpr bool operator==(const Strong&, const Strong&) = default;
  friend constexpr auto operator<=>(const Strong&, const Strong&) = default;

  friend std::ostream& operator<<(std::ostream& out, const Strong& strong) { return out << strong.value_; }

 private:
  Rep value_{};
};

}  // namespace diemcau

template <class Tag, class Rep>
struct std::hash<diemcau::Strong<Tag, Rep>> {
  std::size_t operator()(const diemcau::Strong<Tag, Rep>& strong) const { return std::hash<Rep>{}(strong.value()); }
};
