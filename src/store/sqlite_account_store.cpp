#include "store/sqlite_account_store.hpp"

#include <utility>

#include "store/sqlite_connection.hpp"

namespace diemcau::store {
namespace {

long long to_number(WallTime time) {
  return time.time_since_epoch().count();
}

WallTime to_time(long long number) {
  return WallTime{std::chrono::milliseconds{number}};
}

// A row of `accounts`, for SOCI to read into.
struct AccountRow {
  std::string name;
  std::string role;
  std::string hash;
  long long created_at = 0;
  long long signed_in_at = 0;
  soci::indicator has_signed_in = soci::i_null;

  [[nodiscard]] Account account() const {
    return {name, role, hash, to_time(created_at),
            has_signed_in == soci::i_ok ? std::optional{to_time(signed_in_at)} : std::nullopt};
  }
};

class SqliteAccountStore final : public AccountStore {
 public:
  explicit SqliteAccountStore(std::string file) : file_(std::move(file)), sql_(soci::sqlite3, connection_text(file_)) {}

  Result<void, StoreError> prepare() { return store::prepare(sql_, file_); }

  Result<std::vector<Account>, StoreError> accounts() override {
    return guarded(file_, [&]() -> Result<std::vector<Account>, StoreError> {
      AccountRow row;
      soci::statement query =
          (sql_.prepare << "select name, role, password_hash, created_at, signed_in_at from accounts order by name",
           soci::into(row.name), soci::into(row.role), soci::into(row.hash), soci::into(row.created_at),
           soci::into(row.signed_in_at, row.has_signed_in));
      query.execute();
      std::vector<Account> all;
      while (query.fetch()) {
        all.push_back(row.account());
      }
      return all;
    });
  }

  Result<std::optional<Account>, StoreError> account(std::string_view name) override {
    return guarded(file_, [&]() -> Result<std::optional<Account>, StoreError> {
      AccountRow row;
      const std::string wanted{name};
      sql_ << "select name, role, password_hash, created_at, signed_in_at from accounts where name = :name",
          soci::use(wanted), soci::into(row.name), soci::into(row.role), soci::into(row.hash),
          soci::into(row.created_at), soci::into(row.signed_in_at, row.has_signed_in);
      return sql_.got_data() ? std::optional{row.account()} : std::nullopt;
    });
  }

  Result<bool, StoreError> add_account(const Account& account) override {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      const long long created_at = to_number(account.created_at);
      const long long signed_in_at = account.signed_in_at ? to_number(*account.signed_in_at) : 0;
      soci::indicator has_signed_in = account.signed_in_at ? soci::i_ok : soci::i_null;
      soci::statement one =
          (sql_.prepare << "insert into accounts (name, role, password_hash, created_at, signed_in_at)"
                           " values (:name, :role, :hash, :created, :signed_in)"
                           " on conflict (name) do nothing",
           soci::use(account.name), soci::use(account.role), soci::use(account.password_hash), soci::use(created_at),
           soci::use(signed_in_at, has_signed_in));
      one.execute(true);
      return one.get_affected_rows() > 0;
    });
  }

  Result<bool, StoreError> set_role(std::string_view name, std::string_view role) override {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      const std::string wanted{name};
      const std::string value{role};
      soci::statement one =
          (sql_.prepare << "update accounts set role = :role where name = :name", soci::use(value), soci::use(wanted));
      one.execute(true);
      return one.get_affected_rows() > 0;
    });
  }

  Result<bool, StoreError> set_password(std::string_view name, std::string_view hash) override {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      WriteTransaction transaction{sql_};
      const std::string wanted{name};
      const std::string value{hash};
      soci::statement one = (sql_.prepare << "update accounts set password_hash = :hash where name = :name",
                             soci::use(value), soci::use(wanted));
      one.execute(true);
      sql_ << "delete from sessions where account = :name", soci::use(wanted);
      transaction.commit();
      return one.get_affected_rows() > 0;
    });
  }

  Result<bool, StoreError> set_signed_in(std::string_view name, WallTime at) override {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      const std::string wanted{name};
      const long long value = to_number(at);
      soci::statement one = (sql_.prepare << "update accounts set signed_in_at = :at where name = :name",
                             soci::use(value), soci::use(wanted));
      one.execute(true);
      return one.get_affected_rows() > 0;
    });
  }

  Result<bool, StoreError> remove_account(std::string_view name) override {
    return run("delete from accounts where name = :name", std::string{name});
  }

  Result<bool, StoreError> add_session(const Session& session, std::size_t most) override {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      WriteTransaction transaction{sql_};
      const long long created_at = to_number(session.created_at);
      const long long used_at = to_number(session.used_at);
      const auto limit = static_cast<long long>(most);
      soci::statement insert = (sql_.prepare << "insert into sessions (key, account, created_at, used_at)"
                                                " select :key, name, :created, :used from accounts where name = :name",
                                soci::use(session.key, "key"), soci::use(created_at, "created"),
                                soci::use(used_at, "used"), soci::use(session.account, "name"));
      insert.execute(true);
      const bool added = insert.get_affected_rows() > 0;
      sql_ << "delete from sessions where account = :name and key not in"
              " (select key from sessions where account = :name order by used_at desc, created_at desc limit :most)",
          soci::use(session.account, "name"), soci::use(limit, "most");
      transaction.commit();
      return added;
    });
  }

  Result<std::optional<Session>, StoreError> session(std::string_view key) override {
    return guarded(file_, [&]() -> Result<std::optional<Session>, StoreError> {
      Session session{.key = std::string{key}, .account = {}};
      long long created_at = 0;
      long long used_at = 0;
      sql_ << "select account, created_at, used_at from sessions where key = :key", soci::use(session.key),
          soci::into(session.account), soci::into(created_at), soci::into(used_at);
      session.created_at = to_time(created_at);
      session.used_at = to_time(used_at);
      return sql_.got_data() ? std::optional{std::move(session)} : std::nullopt;
    });
  }

  Result<void, StoreError> touch_session(std::string_view key, WallTime used_at) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      const std::string wanted{key};
      const long long used = to_number(used_at);
      sql_ << "update sessions set used_at = :used where key = :key", soci::use(used), soci::use(wanted);
      return {};
    });
  }

  Result<void, StoreError> remove_session(std::string_view key) override {
    return run("delete from sessions where key = :key", std::string{key}).map([](bool) {});
  }

  Result<void, StoreError> remove_sessions_until(WallTime created_at, WallTime used_at) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      const long long created = to_number(created_at);
      const long long used = to_number(used_at);
      sql_ << "delete from sessions where created_at <= :created or used_at <= :used", soci::use(created),
          soci::use(used);
      return {};
    });
  }

  Result<std::vector<std::string>, StoreError> accounts_with_sessions() override {
    return guarded(file_, [&]() -> Result<std::vector<std::string>, StoreError> {
      std::string name;
      soci::statement query =
          (sql_.prepare << "select distinct account from sessions order by account", soci::into(name));
      query.execute();
      std::vector<std::string> names;
      while (query.fetch()) {
        names.push_back(name);
      }
      return names;
    });
  }

 private:
  // Whether a row was concerned.
  Result<bool, StoreError> run(const std::string& statement, const std::string& argument) {
    return guarded(file_, [&]() -> Result<bool, StoreError> {
      soci::statement one = (sql_.prepare << statement, soci::use(argument));
      one.execute(true);
      return one.get_affected_rows() > 0;
    });
  }

  std::string file_;
  soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<AccountStore>, StoreError> open_sqlite_account_store(const std::filesystem::path& file) {
  return guarded(file.string(), [&]() -> Result<std::unique_ptr<AccountStore>, StoreError> {
    auto store = std::make_unique<SqliteAccountStore>(file.string());
    if (auto ready = store->prepare(); !ready) {
      return failure(std::move(ready.error()));
    }
    return store;
  });
}

}  // namespace diemcau::store
