// One connection to the SQLite file: how it is opened, how it writes, and how its errors become values.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>
#include <utility>

#include "base/result.hpp"
#include "store/migrations.hpp"
#include "store/sqlite_error.hpp"
#include "store/store.hpp"

namespace diemcau::store {

// How long to wait for another that writes (a copy, an inspection, the command line): the caller's thread stands still
// meanwhile.
inline constexpr int kBusyMilliseconds = 500;

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

// SOCI reports by exceptions; here they become values. Without what was bound to the statement: that is the log's
// business, and nobody's who reads the operator's.
template <class Action>
auto guarded(const std::string& file, Action action) -> decltype(action()) {
  try {
    return action();
  } catch (const soci::sqlite3_soci_error& error) {
    return failure(error_of(error.result(), error.get_error_message(), file));
  } catch (const soci::soci_error& error) {
    return failure(StoreError{StoreError::Code::other, file + ": " + error.get_error_message()});
  }
}

// What SOCI is told to open.
[[nodiscard]] inline std::string connection_text(const std::string& file) {
  return "dbname=\"" + file + "\"";
}

// What every connection needs before its first use, the schema included.
[[nodiscard]] inline Result<void, StoreError> prepare(soci::session& sql, const std::string& file) {
  return guarded(file, [&]() -> Result<void, StoreError> {
    sql << "pragma busy_timeout = " + std::to_string(kBusyMilliseconds);
    std::string mode;
    sql << "pragma journal_mode = wal", soci::into(mode);
    sql << "pragma synchronous = full";  // a command is answered after its events are on disk
    sql << "pragma foreign_keys = on";
    if (auto error = migrate(sql, file)) {
      return failure(*std::move(error));
    }
    sql << "delete from meta where false";  // what cannot be written is refused now, not at the first command
    return {};
  });
}

}  // namespace diemcau::store
