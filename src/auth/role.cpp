#include "auth/role.hpp"

namespace diemcau::auth {

std::string_view to_text(Role role) {
  return diemcau::to_text(role);
}

std::optional<Role> role_from_text(std::string_view text) {
  return from_text<Role>(text);
}

}  // namespace diemcau::auth
