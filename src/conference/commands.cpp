#include "conference/commands.hpp"

#include <concepts>

namespace diemcau::conference {

std::string_view type_of(const Command& command) {
  return std::visit([]<class T>(const T&) { return type_name<T>(); }, command);
}

auth::Act act_of(const Command& command) {
  return std::visit([]<class T>(const T&) { return T::kAct; }, command);
}

std::optional<SiteId> target_of(const Command& command) {
  return std::visit(
      []<class T>(const T& one) -> std::optional<SiteId> {
        if constexpr (
            requires {
              { one.site } -> std::same_as<const SiteId&>;
            } ||
            requires {
              { one.site } -> std::same_as<const std::optional<SiteId>&>;
            }) {
          return one.site;
        }
        return std::nullopt;
      },
      command);
}

bool is_for_any_chair(const Command& command) {
  return std::visit([]<class T>(const T&) { return requires { T::kAnyChair; }; }, command);
}

bool may_follow_conclusion(const Command& command) {
  return std::visit([]<class T>(const T&) { return requires { T::kAfterConclusion; }; }, command);
}

bool order_matters(const Command& command) {
  return std::visit([]<class T>(const T&) { return requires { T::kOrderMatters; }; }, command);
}

}  // namespace diemcau::conference
