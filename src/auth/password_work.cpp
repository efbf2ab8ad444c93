#include "auth/password_work.hpp"

namespace diemcau::auth {

void PasswordWork::run() {
  matches = !against.empty() && verify_password(given, against);
  if (!fresh.empty() && (against.empty() || matches)) {
    hashed = hash_password(fresh, salt, cost);
  }
}

}  // namespace diemcau::auth
