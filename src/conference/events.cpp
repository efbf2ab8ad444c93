#include "conference/events.hpp"

namespace diemcau::conference {

std::string_view type_of(const Event& event) {
  return std::visit([]<class T>(const T&) { return type_name<T>(); }, event);
}

Addressed audience_of(const Event& event) {
  return std::visit(
      []<class T>(const T& one) -> Addressed {
        Addressed addressed;
        if constexpr (requires { T::kAudience; }) {
          addressed.audience = T::kAudience;
          if constexpr (T::kAudience == Audience::desk_and_site) {
            addressed.site = one.site;
          }
        }
        return addressed;
      },
      event);
}

Event told(const Event& event) {
  return std::visit(
      []<class T>(const T& one) -> Event {
        if constexpr (requires { one.told(); }) {
          return one.told();
        } else {
          return one;
        }
      },
      event);
}

}  // namespace diemcau::conference
