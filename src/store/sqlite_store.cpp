#include "store/sqlite_store.hpp"

#include <algorithm>
#include <utility>

#include "store/sqlite_connection.hpp"

namespace diemcau::store {
namespace {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::string file) : file_(std::move(file)), sql_(soci::sqlite3, connection_text(file_)) {}

  Result<void, StoreError> prepare() { return store::prepare(sql_, file_); }

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
