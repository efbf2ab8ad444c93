// Accounts and who is signed in: what the doors and the command line ask for, over the account store.
//
// Passwords are dear to check, so whatever needs one has two steps: `begin_…` says what to compute, the caller runs its
// `work` on a thread that nobody waits for, and `finish_…` looks at the present once more before anything is changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/account.hpp"
#include "auth/login_throttle.hpp"
#include "auth/password_work.hpp"
#include "auth/secure_random.hpp"
#include "base/address.hpp"
#include "base/conference_ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "server/now.hpp"
#include "server/operator_log.hpp"
#include "server/problem.hpp"
#include "store/account_store.hpp"

namespace diemcau::server {

inline constexpr std::size_t kMaxAccounts = 1'000;         // a ministry's organisers; the list is one answer
inline constexpr std::size_t kMaxSessionsPerAccount = 20;  // browsers of one person; the one longest unused gives way
inline constexpr std::chrono::minutes kSessionTouchEvery{5};  // a session's use is written down so often at most

struct AccountInfo {
  AccountName name;
  auth::AccountRole role = auth::AccountRole::organiser;
  WallTime created_at{};
  std::optional<WallTime> signed_in_at;  // the last time
};

// Somebody who has signed in.
struct Caller {
  AccountName name;
  auth::AccountRole role = auth::AccountRole::organiser;
  std::string session;  // its key in the store
};

struct SignedIn {
  Caller caller;
  std::string token;  // for the cookie; a secret
};

struct LoginAttempt {
  std::optional<AccountName> name;  // none when it cannot be one
  std::string typed;                // as it is counted by the throttle
  IpAddress from;
  auth::PasswordWork work;
};

struct AccountDraft {
  AccountName name;
  std::optional<auth::AccountRole> role;
  auth::PasswordWork work;
};

// Control thread only, like the host.
class Accounts {
 public:
  // Borrows the store. `cost` is lower in tests only.
  Accounts(store::AccountStore& store, auth::FillRandom fill, auth::PasswordCost cost = {}, OperatorLog log = {});

  // ---- Signing in and out ----
  // The same work whether there is such an account or not.
  [[nodiscard]] Result<LoginAttempt, Problem> begin_login(std::string_view name, std::string password,
                                                          const IpAddress& from, Now now);
  [[nodiscard]] Result<SignedIn, Problem> finish_login(const LoginAttempt& attempt, Now now);
  // Whose cookie this is.
  [[nodiscard]] Result<Caller, Problem> caller(std::string_view token, Now now);
  [[nodiscard]] Result<void, Problem> log_out(const Caller& caller);

  // One's own password: all sessions of the account end, and the caller gets a new one.
  [[nodiscard]] Result<LoginAttempt, Problem> begin_change(const Caller& caller, std::string present, std::string fresh,
                                                           const IpAddress& from, Now now);
  [[nodiscard]] Result<SignedIn, Problem> finish_change(const LoginAttempt& attempt, Now now);

  // ---- Administration; whether the caller may is the door's question ----
  [[nodiscard]] Result<std::vector<AccountInfo>, Problem> list();
  [[nodiscard]] Result<bool, Problem> has_administrator();
  [[nodiscard]] Result<AccountDraft, Problem> begin_add(std::string_view name, auth::AccountRole role,
                                                        std::string password);
  [[nodiscard]] Result<AccountInfo, Problem> finish_add(const AccountDraft& draft, Now now);
  // Another role, another password (which ends the account's sessions), or both.
  [[nodiscard]] Result<AccountDraft, Problem> begin_edit(std::string_view name, std::optional<auth::AccountRole> role,
                                                         std::optional<std::string> password);
  [[nodiscard]] Result<AccountInfo, Problem> finish_edit(const AccountDraft& draft);
  [[nodiscard]] Result<AccountName, Problem> remove(std::string_view name);

  // For /metrics: stable names.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> counters() const;

  // Forgets sessions that have expired. Gives back which of these accounts are signed in nowhere any more.
  [[nodiscard]] std::vector<AccountName> sweep(std::vector<AccountName> watching, Now now);

 private:
  [[nodiscard]] Result<store::Account, Problem> find(std::string_view name);
  [[nodiscard]] Result<SignedIn, Problem> open_session(const store::Account& account, Now now);
  [[nodiscard]] Result<void, Problem> is_not_last_administrator(const AccountName& name);
  // The role, or nothing where a later version wrote it.
  [[nodiscard]] Result<AccountInfo, Problem> info_of(const store::Account& account) const;
  [[nodiscard]] auth::PasswordWork hashing(std::string password) const;
  [[nodiscard]] Problem failed(const store::StoreError& error) const;

  store::AccountStore& store_;
  auth::FillRandom fill_;
  auth::PasswordCost cost_;
  OperatorLog log_;
  auth::LoginThrottle throttle_;
  std::uint64_t logins_ = 0;
  std::uint64_t logins_refused_ = 0;
  std::uint64_t logins_throttled_ = 0;
};

}  // namespace diemcau::server
