// What takes long about passwords, as a value: made on the control thread, run on another, and handed back.
#pragma once

#include <optional>
#include <string>

#include "auth/password.hpp"

namespace diemcau::auth {

struct PasswordWork {
  // ---- What to do ----
  std::string given;    // the password somebody says is theirs,
  std::string against;  // and the hash it should have; empty: nothing to check
  std::string fresh;    // a new password; empty: nothing to hash
  PasswordSalt salt{};
  PasswordCost cost{};

  // ---- What came of it ----
  bool matches = false;
  std::optional<std::string> hashed = {};  // none when there was nothing to hash, or no memory for it

  // Checks, and hashes when nothing was to be checked or it was right. Looks at nothing but itself.
  void run();
};

}  // namespace diemcau::auth
