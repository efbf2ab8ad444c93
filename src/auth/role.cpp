#include "auth/role.hpp"

namespace diemcau::auth {

bool is_desk(Role role) {
  switch (role) {
    case Role::chair:
    case Role::director:
    case Role::secretary:
    case Role::organiser:
      return true;
    case Role::site:
    case Role::hall:
    case Role::observer:
    case Role::system:
      return false;
  }
  return false;
}

bool is_of_links(Role role) {
  return role != Role::organiser && role != Role::system;
}

std::string_view to_text(Role role) {
  return diemcau::to_text(role);
}

}  // namespace diemcau::auth
