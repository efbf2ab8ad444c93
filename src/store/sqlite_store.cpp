#include "store/sqlite_store.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <utility>

#include "store/migrations.hpp"
#include "store/sqlite_error.hpp"

namespace diemcau::store {
namespace {

// How long to wait for another process that writes (a copy, an inspection): the caller's thread stands still meanwhile.
constexpr int kBusyMilliseconds = 500;

// A write transaction: takes the lock at its beginning, where waiting for it is safe (a lock that was begun by reading
// is not waited for). Rolls back on the way out unless committed.
class WriteTransaction {
 public:
  explicit WriteTransaction(soci::session& sql) : sql_(sql) { sql_ << "begin immediate"; }
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  ~WriteTransaction() {
    if (open_) {
      try {
        sql_ << "rollback";
      } catch (const soci::soci_error&) {  // SQLite has rolled back by itself, as it does on a full disk
        return;
      }
    }
  }

  void commit() {
    sql_ << "commit";
    open_ = false;
  }

 private:
  soci::session& sql_;
  bool open_ = true;
};

// SOCI reports by exceptions; here they become values.
template <class Action>
auto guarded(const std::string& file, Action action) -> decltype(action()) {
  try {
    return action();
  } catch (const soci::sqlite3_soci_error& error) {
    return failure(error_of(error.result(), error.what(), file));
  } catch (const soci::soci_error& error) {
    return failure(StoreError{StoreError::Code::other, file + ": " + error.what()});
  }
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::string file) : file_(std::move(file)), sql_(soci::sqlite3, "dbname=\"" + file_ + "\"") {}

  // What every connection needs before its first use.
  Result<void, StoreError> prepare() {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      sql_ << "pragma busy_timeout = " + std::to_string(kBusyMilliseconds);
      std::string mode;
      sql_ << "pragma journal_mode = wal", soci::into(mode);
      sql_ << "pragma synchronous = full";  // a command is answered after its events are on disk
      sql_ << "pragma foreign_keys = on";
      if (auto error = migrate(sql_, file_)) {
        return failure(*std::move(error));
      }
      return {};
    });
  }

  Result<void, StoreError> append(std::string_view conference, std::uint64_t last_seq,
                                  std::span<const std::string> entries) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      WriteTransaction transaction{sql_};
      const std::string name{conference};
      long long end = 0;
      sql_ << "select coalesce(max(seq), 0) from events where conference = :name", soci::use(name), soci::into(end);
      if (static_cast<std::uint64_t>(end) != last_seq) {
        return failure(StoreError{StoreError::Code::gap,
                                  file_ + ": the log of " + name + " ends at " + std::to_string(end) + ", not at " +
                                      std::to_string(last_seq) + "; another server writes it too, end one of them"});
      }
      insert(name, end, entries);
      transaction.commit();
      return {};
    });
  }

  Result<std::vector<Entry>, StoreError> load(std::string_view conference, std::uint64_t from_seq) override {
    return guarded(file_, [&]() -> Result<std::vector<Entry>, StoreError> {
      const std::string name{conference};
      const auto from = static_cast<long long>(from_seq);
      long long seq = 0;
      std::string record;
      soci::statement query =
          (sql_.prepare << "select seq, record from events where conference = :name and seq >= :from order by seq",
           soci::use(name), soci::use(from), soci::into(seq), soci::into(record));
      query.execute();
      std::vector<Entry> entries;
      std::uint64_t expected = std::max<std::uint64_t>(from_seq, 1);
      while (query.fetch()) {
        if (static_cast<std::uint64_t>(seq) != expected) {
          return failure(StoreError{
              StoreError::Code::corrupt,
              file_ + ": the log of " + name + " lacks entry " + std::to_string(expected) + "; restore the last copy"});
        }
        entries.push_back({expected++, record});
      }
      return entries;
    });
  }

  Result<std::vector<std::string>, StoreError> conferences() override {
    return guarded(file_, [&]() -> Result<std::vector<std::string>, StoreError> {
      std::string name;
      soci::statement query =
          (sql_.prepare << "select distinct conference from events order by conference", soci::into(name));
      query.execute();
      std::vector<std::string> names;
      while (query.fetch()) {
        names.push_back(name);
      }
      return names;
    });
  }

  Result<std::optional<std::string>, StoreError> meta(std::string_view key) override {
    return guarded(file_, [&]() -> Result<std::optional<std::string>, StoreError> {
      const std::string name{key};
      std::string value;
      sql_ << "select value from meta where key = :key", soci::use(name), soci::into(value);
      return sql_.got_data() ? std::optional{value} : std::nullopt;
    });
  }

  Result<void, StoreError> put_meta(std::string_view key, std::string_view value) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      const std::string name{key};
      const std::string text{value};
      sql_ << "insert into meta (key, value) values (:key, :value) on conflict (key) do update set value = "
              "excluded.value",
          soci::use(name), soci::use(text);
      return {};
    });
  }

 private:
  void insert(const std::string& name, long long end, std::span<const std::string> entries) {
    long long seq = end;
    std::string record;
    soci::statement one = (sql_.prepare << "insert into events (conference, seq, record) values (:name, :seq, :record)",
                           soci::use(name), soci::use(seq), soci::use(record));
    for (const std::string& entry : entries) {
      ++seq;
      record = entry;
      one.execute(true);
    }
  }

  std::string file_;
  soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<Store>, StoreError> open_sqlite_store(const std::filesystem::path& file) {
  return guarded(file.string(), [&]() -> Result<std::unique_ptr<Store>, StoreError> {
    auto store = std::make_unique<SqliteStore>(file.string());
    if (auto ready = store->prepare(); !ready) {
      return failure(std::move(ready.error()));
    }
    return store;
  });
}

}  // namespace diemcau::store
