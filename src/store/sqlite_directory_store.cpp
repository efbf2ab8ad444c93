#include "store/sqlite_directory_store.hpp"

#include <algorithm>
#include <utility>

#include "store/sqlite_connection.hpp"

namespace diemcau::store {
namespace {

// The condition of a query and the values that it names, in the order in which it names them.
struct Condition {
  std::string text;
  std::vector<std::string> values;

  void add(std::string_view more, const std::string& value) {
    text.append(" and ").append(more);
    values.push_back(value);
  }
};

// Every unit below one, itself included. The tree has no cycles; `union` would end them too.
constexpr std::string_view kIsBelow =
    "owner in (with recursive below (unit) as (select ? union select d.id from directory d join below on"
    " d.owner = below.unit where d.kind = 'units') select unit from below)";

Condition condition_of(const DirectoryQuery& query) {
  Condition condition{"kind = ?", {query.kind}};
  if (query.owner) {
    condition.add(kIsBelow, *query.owner);
  }
  for (const std::string& word : query.plain_words) {
    condition.add("instr(plain, ?) > 0", word);
  }
  return condition;
}

// Rows that have every word as it was written; or those that do not.
Condition with_marks(Condition condition, const DirectoryQuery& query, bool exactly) {
  std::string all;
  for (const std::string& word : query.marked_words) {
    all += all.empty() ? "instr(marked, ?) > 0" : " and instr(marked, ?) > 0";
    condition.values.push_back(word);
  }
  if (!all.empty()) {
    condition.text += (exactly ? " and (" : " and not (") + all + ")";
  } else if (!exactly) {
    condition.text += " and 0";
  }
  return condition;
}

class SqliteDirectoryStore final : public DirectoryStore {
 public:
  explicit SqliteDirectoryStore(std::string file)
      : file_(std::move(file)), sql_(soci::sqlite3, connection_text(file_)) {}

  Result<void, StoreError> prepare() { return store::prepare(sql_, file_); }

  Result<std::optional<DirectoryPage>, StoreError> page(const DirectoryQuery& query) override {
    return guarded(file_, [&]() -> Result<std::optional<DirectoryPage>, StoreError> {
      Position from;
      if (query.after) {
        const auto found = position_of(query);
        if (!found) {
          return std::nullopt;
        }
        from = *found;
      }
      const Condition condition = condition_of(query);
      DirectoryPage made;
      made.total = count(condition);
      if (made.total == 0) {
        return made;
      }
      if (from.exactly) {
        append(made.records, with_marks(condition, query, true), from, query.limit + 1);
      }
      if (made.records.size() <= query.limit) {
        const Position begin = from.exactly ? Position{} : from;
        append(made.records, with_marks(condition, query, false), begin, query.limit + 1 - made.records.size());
      }
      made.more = made.records.size() > query.limit;
      made.records.resize(std::min(made.records.size(), query.limit));
      return made;
    });
  }

  Result<std::vector<std::string>, StoreError> all(std::string_view kind) override {
    return guarded(file_, [&]() -> Result<std::vector<std::string>, StoreError> {
      DirectoryQuery query;
      query.kind = kind;
      std::vector<std::string> records;
      append(records, condition_of(query), Position{}, std::nullopt);
      return records;
    });
  }

  Result<std::size_t, StoreError> uses(std::string_view kind, std::string_view id) override {
    return guarded(file_, [&]() -> Result<std::size_t, StoreError> {
      const std::string name{id};
      std::size_t uses = 0;
      if (kind == kOwners) {
        uses += count({"kind in ('units', 'sites', 'delegates') and owner = ?", {name}});
      }
      if (kind == kPlaces) {
        uses += count({"kind = 'delegates' and place = ?", {name}});
      }
      return uses;
    });
  }

  Result<void, StoreError> put(std::span<const DirectoryRow> rows) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      WriteTransaction transaction{sql_};
      DirectoryRow row;
      soci::statement one =
          (sql_.prepare << "insert or replace into directory (kind, id, owner, place, sort, marked, plain, record)"
                           " values (?, ?, ?, ?, ?, ?, ?, ?)",
           soci::use(row.kind), soci::use(row.id), soci::use(row.owner), soci::use(row.place), soci::use(row.sort),
           soci::use(row.marked), soci::use(row.plain), soci::use(row.record));
      for (const DirectoryRow& next : rows) {
        row = next;
        one.execute(true);
      }
      transaction.commit();
      return {};
    });
  }

  Result<void, StoreError> remove(std::string_view kind, std::string_view id) override {
    return guarded(file_, [&]() -> Result<void, StoreError> {
      const std::string kind_text{kind};
      const std::string id_text{id};
      sql_ << "delete from directory where kind = ? and id = ?", soci::use(kind_text), soci::use(id_text);
      return {};
    });
  }

 private:
  // Behind which row to go on; `exactly`: among those that have the words as they are written.
  struct Position {
    bool exactly = true;
    std::string sort;
    std::string id;
  };

  // Runs a statement whose ? are these values, in order; they outlive it.
  template <class... Into>
  soci::statement started(const std::string& text, const std::vector<std::string>& values, Into&... into) {
    soci::statement statement{sql_};
    statement.alloc();
    statement.prepare(text);
    (statement.exchange(soci::into(into)), ...);
    for (const std::string& value : values) {
      statement.exchange(soci::use(value));
    }
    statement.define_and_bind();
    statement.execute();
    return statement;
  }

  std::optional<Position> position_of(const DirectoryQuery& query) {
    Position position;
    position.id = *query.after;
    std::string marked;
    const std::vector<std::string> values{query.kind, position.id};
    auto statement =
        started("select sort, marked from directory where kind = ? and id = ?", values, position.sort, marked);
    if (!statement.fetch()) {
      return std::nullopt;
    }
    position.exactly = std::ranges::all_of(
        query.marked_words, [&](const std::string& word) { return marked.find(word) != std::string::npos; });
    return position;
  }

  // The index holds all that the inner query looks at; records are fetched for those found only.
  void append(std::vector<std::string>& records, Condition condition, const Position& behind,
              std::optional<std::size_t> limit) {
    condition.text += " and (sort, id) > (?, ?)";
    condition.values.push_back(behind.sort);
    condition.values.push_back(behind.id);
    const std::string most = limit ? " limit " + std::to_string(*limit) : std::string{};
    condition.values.push_back(condition.values.front());  // the kind, which the condition names first
    std::string record;
    auto statement =
        started("select d.record from (select sort, id from directory where " + condition.text + " order by sort, id" +
                    most + ") f join directory d on d.kind = ? and d.id = f.id order by f.sort, f.id",
                condition.values, record);
    while (statement.fetch()) {
      records.push_back(record);
    }
  }

  std::size_t count(const Condition& condition) {
    long long found = 0;
    auto statement = started("select count(*) from directory where " + condition.text, condition.values, found);
    statement.fetch();
    return static_cast<std::size_t>(found);
  }

  std::string file_;
  soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<DirectoryStore>, StoreError> open_sqlite_directory_store(const std::filesystem::path& file) {
  return guarded(file.string(), [&]() -> Result<std::unique_ptr<DirectoryStore>, StoreError> {
    auto store = std::make_unique<SqliteDirectoryStore>(file.string());
    if (auto ready = store->prepare(); !ready) {
      return failure(std::move(ready.error()));
    }
    return store;
  });
}

}  // namespace diemcau::store
