// Why signing in or changing accounts was refused.
#pragma once

#include "auth/password.hpp"
#include "base/time.hpp"
#include "server/problem.hpp"

namespace diemcau::server {

[[nodiscard]] Problem not_signed_in();
[[nodiscard]] Problem login_refused();
[[nodiscard]] Problem wrong_password();
[[nodiscard]] Problem too_many_attempts(Duration wait);
[[nodiscard]] Problem not_administrator();
[[nodiscard]] Problem no_such_account();
[[nodiscard]] Problem account_exists();
[[nodiscard]] Problem last_administrator();
[[nodiscard]] Problem too_many_accounts();
[[nodiscard]] Problem invalid_account_name();
[[nodiscard]] Problem invalid_password(auth::PasswordFault fault);

}  // namespace diemcau::server
