// Where accounts and their sessions live. A port beside the log's: what a role or a hash means is not the store's
// matter.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace diemcau::store {

struct Account {
  std::string name;  // unique
  std::string role;
  std::string password_hash;
  WallTime created_at{};
  std::optional<WallTime> signed_in_at;  // the last time

  friend bool operator==(const Account&, const Account&) = default;
};

// Somebody who has signed in.
struct Session {
  std::string key;  // unique; stands for a secret that is kept nowhere
  std::string account;
  WallTime created_at{};
  WallTime used_at{};

  friend bool operator==(const Session&, const Session&) = default;
};

// Used from one thread. Every call blocks until it is done; those that change something until it is on disk. Others may
// change the same accounts meanwhile (the command line while the server runs), so nothing is remembered here.
class AccountStore {
 public:
  AccountStore() = default;
  AccountStore(const AccountStore&) = delete;
  AccountStore& operator=(const AccountStore&) = delete;
  virtual ~AccountStore() = default;

  // ---- Accounts ----
  // All, by name.
  virtual Result<std::vector<Account>, StoreError> accounts() = 0;
  virtual Result<std::optional<Account>, StoreError> account(std::string_view name) = 0;
  // False when there is one of that name, which stays as it is.
  virtual Result<bool, StoreError> add_account(const Account& account) = 0;
  // Each of these is false when there is no such account.
  virtual Result<bool, StoreError> set_role(std::string_view name, std::string_view role) = 0;
  // The account's sessions end with the old password.
  virtual Result<bool, StoreError> set_password(std::string_view name, std::string_view hash) = 0;
  virtual Result<bool, StoreError> set_signed_in(std::string_view name, WallTime at) = 0;
  // Its sessions go with it.
  virtual Result<bool, StoreError> remove_account(std::string_view name) = 0;

  // ---- Sessions ----
  // Keeps at most `most` sessions of an account: the one longest unused gives way. False when the account is gone.
  virtual Result<bool, StoreError> add_session(const Session& session, std::size_t most) = 0;
  virtual Result<std::optional<Session>, StoreError> session(std::string_view key) = 0;
  virtual Result<void, StoreError> touch_session(std::string_view key, WallTime used_at) = 0;
  virtual Result<void, StoreError> remove_session(std::string_view key) = 0;
  // Those created or last used at these times or before.
  virtual Result<void, StoreError> remove_sessions_until(WallTime created_at, WallTime used_at) = 0;
  // Accounts that have a session, by name.
  virtual Result<std::vector<std::string>, StoreError> accounts_with_sessions() = 0;
};

}  // namespace diemcau::store
