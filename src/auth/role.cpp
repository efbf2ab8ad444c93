#include "auth/role.hpp"

#include <algorithm>

namespace diemcau::auth {

std::string_view to_text(Role role) {
  switch (role) {
    case Role::chair:
      return "chair";
    case Role::director:
      return "director";
    case Role::site:
      return "site";
    case Role::hall:
      return "hall";
    case Role::observer:
      return "observer";
    case Role::system:
      return "system";
  }
  return "";
}

std::optional<Role> role_from_text(std::string_view text) {
  const auto* const found =
      std::find_if(kAllRoles.begin(), kAllRoles.end(), [text](Role role) { return to_text(role) == text; });
  return found == kAllRoles.end() ? std::nullopt : std::optional{*found};
}

}  // namespace diemcau::auth
