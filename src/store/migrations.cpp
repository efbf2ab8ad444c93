#include "store/migrations.hpp"

#include <soci/soci.h>

#include <array>
#include <string>

namespace diemcau::store {
namespace {

struct Step {
  std::string_view name;
  std::array<std::string_view, 2> statements;
};

// Never changed once released: only added to. A step's number is its place here, from 1.
constexpr std::array kSteps{
    Step{"logs and settings",
         {"create table events (conference text not null, seq integer not null check (seq > 0), record text not null,"
          " primary key (conference, seq)) without rowid",
          "create table meta (key text primary key, value text not null) without rowid"}},
    // Times are milliseconds since 1970.
    Step{"accounts and sessions",
         {"create table accounts (name text primary key, role text not null, password_hash text not null,"
          " created_at integer not null, signed_in_at integer) without rowid",
          "create table sessions (key text primary key, account text not null references accounts (name)"
          " on delete cascade, created_at integer not null, used_at integer not null) without rowid"}},
    // The index holds whatever a search looks at, so that one reads no records.
    Step{"directory",
         {"create table directory (kind text not null, id text not null, owner text not null, place text not null,"
          " sort text not null, marked text not null, plain text not null, record text not null,"
          " primary key (kind, id)) without rowid",
          "create index directory_search on directory (kind, sort, id, owner, plain, marked)"}},
    Step{"who uses what in the directory",
         {"create index directory_owners on directory (owner, kind)",
          "create index directory_places on directory (place, kind)"}},
};

}  // namespace

std::optional<StoreError> migrate(soci::session& sql, std::string_view file) {
  sql << "create table if not exists migrations (version integer primary key, name text not null)";
  int version = 0;
  sql << "select coalesce(max(version), 0) from migrations", soci::into(version);
  if (version > static_cast<int>(kSteps.size())) {
    return StoreError{StoreError::Code::newer_schema, std::string{file} +
                                                          ": written by a later version of diemcau (schema " +
                                                          std::to_string(version) + "); start that version instead"};
  }
  while (version < static_cast<int>(kSteps.size())) {
    const Step& step = kSteps[static_cast<std::size_t>(version)];
    ++version;
    soci::transaction transaction{sql};
    for (const std::string_view statement : step.statements) {
      sql << std::string{statement};
    }
    const std::string name{step.name};
    sql << "insert into migrations (version, name) values (:version, :name)", soci::use(version), soci::use(name);
    transaction.commit();
  }
  return std::nullopt;
}

}  // namespace diemcau::store
