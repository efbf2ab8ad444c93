// A stand-in for the account store. For tests and the fuzzer.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/account_store.hpp"

namespace diemcau::server::testing {

class MemoryAccountStore final : public store::AccountStore {
 public:
  template <class T>
  using Stored = Result<T, store::StoreError>;

  Stored<std::vector<store::Account>> accounts() override {
    if (broken) {
      return failure(store::StoreError{store::StoreError::Code::busy, "busy"});
    }
    std::vector<store::Account> all;
    for (const auto& [name, account] : known) {
      all.push_back(account);
    }
    return all;
  }
  Stored<std::optional<store::Account>> account(std::string_view name) override {
    if (broken) {
      return failure(store::StoreError{store::StoreError::Code::busy, "busy"});
    }
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional{found->second};
  }
  Stored<bool> add_account(const store::Account& account) override {
    return known.emplace(account.name, account).second;
  }
  Stored<bool> set_role(std::string_view name, std::string_view role) override {
    return change(name, [&](store::Account& one) { one.role = role; });
  }
  Stored<bool> set_password(std::string_view name, std::string_view hash) override {
    std::erase_if(sessions, [&](const auto& one) { return one.second.account == name; });
    return change(name, [&](store::Account& one) { one.password_hash = hash; });
  }
  Stored<bool> set_signed_in(std::string_view name, WallTime at) override {
    return change(name, [&](store::Account& one) { one.signed_in_at = at; });
  }
  Stored<bool> remove_account(std::string_view name) override {
    std::erase_if(sessions, [&](const auto& one) { return one.second.account == name; });
    return std::erase_if(known, [&](const auto& one) { return one.first == name; }) > 0;
  }

  Stored<bool> add_session(const store::Session& session, std::size_t most) override {
    if (!known.contains(session.account)) {
      return false;
    }
    sessions.emplace(session.key, session);
    const auto own = [&](const auto& one) { return one.second.account == session.account; };
    while (static_cast<std::size_t>(std::ranges::count_if(sessions, own)) > most) {
      auto oldest = std::ranges::find_if(sessions, own);
      for (auto one = oldest; one != sessions.end(); ++one) {
        oldest = own(*one) && one->second.used_at < oldest->second.used_at ? one : oldest;
      }
      sessions.erase(oldest);
    }
    return true;
  }
  Stored<std::optional<store::Session>> session(std::string_view key) override {
    const auto found = sessions.find(key);
    return found == sessions.end() ? std::nullopt : std::optional{found->second};
  }
  Stored<void> touch_session(std::string_view key, WallTime used_at) override {
    ++touched;
    if (const auto found = sessions.find(key); found != sessions.end()) {
      found->second.used_at = used_at;
    }
    return {};
  }
  Stored<void> remove_session(std::string_view key) override {
    std::erase_if(sessions, [&](const auto& one) { return one.first == key; });
    return {};
  }
  Stored<void> remove_sessions_until(WallTime created_at, WallTime used_at) override {
    std::erase_if(sessions, [&](const auto& one) {
      return one.second.created_at <= created_at || one.second.used_at <= used_at;
    });
    return {};
  }
  Stored<std::vector<std::string>> accounts_with_sessions() override {
    std::set<std::string> names;
    for (const auto& [key, session] : sessions) {
      names.insert(session.account);
    }
    return std::vector<std::string>{names.begin(), names.end()};
  }

  bool broken = false;
  int touched = 0;
  std::map<std::string, store::Account, std::less<>> known;
  std::map<std::string, store::Session, std::less<>> sessions;

 private:
  template <class Change>
  bool change(std::string_view name, Change apply) {
    const auto found = known.find(name);
    if (found == known.end()) {
      return false;
    }
    apply(found->second);
    return true;
  }
};

}  // namespace diemcau::server::testing
