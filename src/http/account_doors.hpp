// Doors of those who sign in: their session, their password, and, for administrators, who has an account.
#pragma once

#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer login(const Call& call);            // POST /api/v1/login
[[nodiscard]] Answer logout(const Call& call);           // POST /api/v1/logout
[[nodiscard]] Answer account(const Call& call);          // GET /api/v1/account
[[nodiscard]] Answer change_password(const Call& call);  // POST /api/v1/account/password
[[nodiscard]] Answer accounts(const Call& call);         // GET /api/v1/accounts
[[nodiscard]] Answer add_account(const Call& call);      // POST /api/v1/accounts
[[nodiscard]] Answer edit_account(const Call& call);     // PATCH /api/v1/accounts/{name}
[[nodiscard]] Answer remove_account(const Call& call);   // DELETE /api/v1/accounts/{name}

}  // namespace diemcau::http
