#include "server/accounts.hpp"

#include <algorithm>
#include <utility>

#include "auth/session.hpp"
#include "server/account_problem.hpp"

namespace diemcau::server {

Accounts::Accounts(store::AccountStore& store, auth::FillRandom fill, auth::PasswordCost cost, OperatorLog log)
    : store_(store), fill_(std::move(fill)), cost_(cost), log_(std::move(log)) {}

Problem Accounts::failed(const store::StoreError& error) const {
  return storage_failed(log_, error.text);
}

// ---- Signing in and out ---------------------------------------------------------------------------------------------

Result<LoginAttempt, Problem> Accounts::begin_login(std::string_view name, std::string password, const IpAddress& from,
                                                    Now now) {
  LoginAttempt attempt{.name = auth::account_name(name), .typed = {}, .from = from, .work = {}};
  attempt.typed = attempt.name ? attempt.name->value() : std::string{};  // what is no name counts as one
  if (const auto wait = throttle_.attempt(attempt.typed, from, now.instant)) {
    ++logins_throttled_;
    return failure(too_many_attempts(*wait));
  }
  using Found = Result<std::optional<store::Account>, store::StoreError>;
  const Found found = attempt.name ? store_.account(attempt.name->value()) : Found{std::nullopt};
  if (!found) {
    return failure(failed(found.error()));
  }
  attempt.work.given = std::move(password);
  attempt.work.against = *found ? (*found)->password_hash : auth::decoy_hash(cost_);
  return attempt;
}

Result<SignedIn, Problem> Accounts::finish_login(const LoginAttempt& attempt, Now now) {
  if (!attempt.work.matches || !attempt.name) {
    ++logins_refused_;
    return failure(login_refused());
  }
  const auto account = store_.account(attempt.name->value());
  if (!account) {
    return failure(failed(account.error()));
  }
  if (!*account || (*account)->password_hash != attempt.work.against) {
    return failure(login_refused());  // removed or changed meanwhile
  }
  throttle_.succeeded(attempt.typed, attempt.from);
  ++logins_;
  if (const auto noted = store_.set_signed_in((*account)->name, now.wall); !noted) {
    return failure(failed(noted.error()));
  }
  return open_session(**account, now);
}

Result<SignedIn, Problem> Accounts::open_session(const store::Account& account, Now now) {
  const auto info = info_of(account);
  if (!info) {
    return failure(info.error());
  }
  SignedIn signed_in{{info->name, info->role, {}}, auth::make_session_token(fill_)};
  signed_in.caller.session = *auth::session_key(signed_in.token);
  const auto added =
      store_.add_session({signed_in.caller.session, account.name, now.wall, now.wall}, kMaxSessionsPerAccount);
  if (!added) {
    return failure(failed(added.error()));
  }
  return *added ? Result<SignedIn, Problem>{std::move(signed_in)} : failure(login_refused());
}

Result<Caller, Problem> Accounts::caller(std::string_view token, Now now) {
  const auto key = auth::session_key(token);
  if (!key) {
    return failure(not_signed_in());
  }
  const auto session = store_.session(*key);
  if (!session) {
    return failure(failed(session.error()));
  }
  if (!*session || auth::is_expired((*session)->created_at, (*session)->used_at, now.wall)) {
    return failure(not_signed_in());
  }
  const auto account = find((*session)->account);
  const auto info = account ? info_of(*account) : failure(account.error());
  if (!info) {
    return failure(info.error());
  }
  if (now.wall - (*session)->used_at >= kSessionTouchEvery) {
    if (const auto touched = store_.touch_session(*key, now.wall); !touched) {
      return failure(failed(touched.error()));
    }
  }
  return Caller{info->name, info->role, *key};
}

Result<void, Problem> Accounts::log_out(const Caller& caller) {
  return store_.remove_session(caller.session).map_error([&](const auto& error) { return failed(error); });
}

Result<LoginAttempt, Problem> Accounts::begin_change(const Caller& caller, std::string present, std::string fresh,
                                                     const IpAddress& from, Now now) {
  if (const auto fault = auth::fault_of_password(fresh)) {
    return failure(invalid_password(*fault));
  }
  auto attempt = begin_login(caller.name.value(), std::move(present), from, now);
  if (attempt) {
    auth::PasswordWork work = hashing(std::move(fresh));
    work.given = std::move(attempt->work.given);
    work.against = std::move(attempt->work.against);
    attempt->work = std::move(work);
  }
  return attempt;
}

Result<SignedIn, Problem> Accounts::finish_change(const LoginAttempt& attempt, Now now) {
  if (!attempt.work.matches) {
    ++logins_refused_;
    return failure(wrong_password());
  }
  const auto account = find(attempt.typed);
  if (!account) {
    return failure(account.error());
  }
  if (account->password_hash != attempt.work.against) {
    return failure(wrong_password());  // changed meanwhile
  }
  if (!attempt.work.hashed) {
    return failure(overloaded());
  }
  throttle_.succeeded(attempt.typed, attempt.from);
  if (const auto put = store_.set_password(account->name, *attempt.work.hashed); !put) {
    return failure(failed(put.error()));
  }
  return open_session(*account, now);
}

// ---- Administration -------------------------------------------------------------------------------------------------

Result<AccountInfo, Problem> Accounts::info_of(const store::Account& account) const {
  const auto role = from_text<auth::AccountRole>(account.role);
  if (!role) {
    return failure(failed({store::StoreError::Code::corrupt,
                           "an account has the role " + account.role + ", which this version does not know"}));
  }
  return AccountInfo{AccountName{account.name}, *role, account.created_at, account.signed_in_at};
}

Result<store::Account, Problem> Accounts::find(std::string_view name) {
  const auto wanted = auth::account_name(name);
  if (!wanted) {
    return failure(no_such_account());
  }
  auto account = store_.account(wanted->value());
  if (!account) {
    return failure(failed(account.error()));
  }
  return *account ? Result<store::Account, Problem>{std::move(**account)} : failure(no_such_account());
}

auth::PasswordWork Accounts::hashing(std::string password) const {
  return {.given = {}, .against = {}, .fresh = std::move(password), .salt = auth::make_salt(fill_), .cost = cost_};
}

Result<std::vector<AccountInfo>, Problem> Accounts::list() {
  const auto all = store_.accounts();
  if (!all) {
    return failure(failed(all.error()));
  }
  std::vector<AccountInfo> infos;
  for (const store::Account& account : *all) {
    auto info = info_of(account);
    if (!info) {
      return failure(info.error());
    }
    infos.push_back(*std::move(info));
  }
  return infos;
}

Result<bool, Problem> Accounts::has_administrator() {
  return list().map([](const auto& all) {
    return std::ranges::any_of(all, [](const auto& one) { return auth::may_manage_accounts(one.role); });
  });
}

Result<AccountDraft, Problem> Accounts::begin_add(std::string_view name, auth::AccountRole role, std::string password) {
  const auto wanted = auth::account_name(name);
  if (!wanted) {
    return failure(invalid_account_name());
  }
  if (const auto fault = auth::fault_of_password(password)) {
    return failure(invalid_password(*fault));
  }
  return AccountDraft{*wanted, role, hashing(std::move(password))};
}

Result<AccountInfo, Problem> Accounts::finish_add(const AccountDraft& draft, Now now) {
  if (!draft.work.hashed || !draft.role) {
    return failure(overloaded());
  }
  const auto all = store_.accounts();
  if (!all) {
    return failure(failed(all.error()));
  }
  if (all->size() >= kMaxAccounts) {
    return failure(too_many_accounts());
  }
  const store::Account account{draft.name.value(), std::string{to_text(*draft.role)}, *draft.work.hashed, now.wall,
                               std::nullopt};
  const auto added = store_.add_account(account);
  if (!added) {
    return failure(failed(added.error()));
  }
  return *added ? info_of(account) : failure(account_exists());
}

Result<AccountDraft, Problem> Accounts::begin_edit(std::string_view name, std::optional<auth::AccountRole> role,
                                                   std::optional<std::string> password) {
  const auto account = find(name);
  if (!account) {
    return failure(account.error());
  }
  AccountDraft draft{AccountName{account->name}, role, {}};
  if (password) {
    if (const auto fault = auth::fault_of_password(*password)) {
      return failure(invalid_password(*fault));
    }
    draft.work = hashing(*std::move(password));
  }
  return draft;
}

Result<AccountInfo, Problem> Accounts::finish_edit(const AccountDraft& draft) {
  if (!draft.work.fresh.empty() && !draft.work.hashed) {
    return failure(overloaded());
  }
  if (draft.role && !auth::may_manage_accounts(*draft.role)) {
    if (auto allowed = is_not_last_administrator(draft.name); !allowed) {
      return failure(allowed.error());
    }
  }
  if (draft.role) {
    if (const auto put = store_.set_role(draft.name.value(), to_text(*draft.role)); !put) {
      return failure(failed(put.error()));
    }
  }
  if (draft.work.hashed) {
    if (const auto put = store_.set_password(draft.name.value(), *draft.work.hashed); !put) {
      return failure(failed(put.error()));
    }
    throttle_.succeeded(draft.name.value(), IpAddress{});  // whoever gets a new password need not wait with it
  }
  const auto account = find(draft.name.value());
  return account ? info_of(*account) : failure(account.error());
}

Result<AccountName, Problem> Accounts::remove(std::string_view name) {
  const auto account = find(name);
  if (!account) {
    return failure(account.error());
  }
  AccountName found{account->name};
  if (auto allowed = is_not_last_administrator(found); !allowed) {
    return failure(allowed.error());
  }
  if (const auto removed = store_.remove_account(found.value()); !removed) {
    return failure(failed(removed.error()));
  }
  return found;
}

Result<void, Problem> Accounts::is_not_last_administrator(const AccountName& name) {
  const auto all = list();
  if (!all) {
    return failure(all.error());
  }
  const auto manages = [](const AccountInfo& one) { return auth::may_manage_accounts(one.role); };
  const bool is_one = std::ranges::any_of(*all, [&](const auto& one) { return one.name == name && manages(one); });
  if (is_one && std::ranges::count_if(*all, manages) == 1) {
    return failure(last_administrator());  // nobody could ever add one again without the command line
  }
  return {};
}

std::vector<std::pair<std::string, std::uint64_t>> Accounts::counters() const {
  return {{"logins", logins_}, {"logins_refused", logins_refused_}, {"logins_throttled", logins_throttled_}};
}

std::vector<AccountName> Accounts::sweep(std::vector<AccountName> watching, Now now) {
  const auto removed = store_.remove_sessions_until(now.wall - auth::kSessionAge, now.wall - auth::kSessionIdle);
  const auto signed_in = removed ? store_.accounts_with_sessions() : failure(removed.error());
  if (!signed_in) {
    (void)failed(signed_in.error());
    return {};  // the next sweep tries again
  }
  std::erase_if(watching,
                [&](const AccountName& one) { return std::ranges::find(*signed_in, one.value()) != signed_in->end(); });
  return watching;
}

}  // namespace diemcau::server
