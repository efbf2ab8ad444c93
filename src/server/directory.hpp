// The directory's entries as organisers read and change them: checks, imports and exports over the directory store.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "directory/entry.hpp"
#include "directory/import.hpp"
#include "directory/snapshot.hpp"
#include "server/operator_log.hpp"
#include "server/problem.hpp"
#include "sheet/table.hpp"
#include "store/directory_store.hpp"

namespace diemcau::server {

inline constexpr std::size_t kMaxPageEntries = 500;

struct DirectorySearch {
  directory::Kind kind = directory::Kind::units;
  std::string words = {};                 // empty: all
  std::optional<std::string> unit = {};   // only what belongs to it, or to a unit below it
  std::optional<std::string> after = {};  // the id of the last entry of the page before
  std::size_t limit = 100;                // at most kMaxPageEntries
};

struct DirectoryListing {
  std::vector<std::string> entries;  // each a JSON object
  std::size_t total = 0;             // that the search finds, pages apart
  std::optional<std::string> next;   // `after` of the next page; nothing behind the last one
};

enum class SheetFormat : std::uint8_t { csv, xlsx };
BOOST_DESCRIBE_ENUM(SheetFormat, csv, xlsx)

// Pure, and up to a second for the largest files: not for the control thread.
[[nodiscard]] Result<sheet::Table, Problem> read_table(SheetFormat format, std::string_view bytes);
[[nodiscard]] std::string write_table(SheetFormat format, directory::Kind kind, const sheet::Table& table);

struct ImportOutcome {
  directory::ImportPlan plan;
  std::size_t written = 0;  // entries that were added or changed
};

// Control thread only. What it has read stays in memory: the server is the only one who writes the store.
class Directory {
 public:
  // Borrows the store.
  explicit Directory(store::DirectoryStore& store, OperatorLog log = {}) : store_(store), log_(std::move(log)) {}

  [[nodiscard]] Result<DirectoryListing, Problem> list(const DirectorySearch& search);
  [[nodiscard]] Result<directory::Entry, Problem> find(directory::Kind kind, std::string_view id);

  // Without an id in `object` the entry gets one made of its name.
  [[nodiscard]] Result<directory::Entry, Problem> add(directory::Kind kind, const boost::json::object& object);
  // The whole entry: fields that are not said are emptied. Its id stays. A unit takes along what stands below it.
  [[nodiscard]] Result<directory::Entry, Problem> replace(directory::Kind kind, std::string_view id,
                                                          const boost::json::object& object);
  // Refused as `in_use` while others belong to it.
  [[nodiscard]] Result<void, Problem> remove(directory::Kind kind, std::string_view id);

  // What the table would make of the directory; with `write`, and if no row has a fault, it is made so, in one
  // transaction.
  [[nodiscard]] Result<ImportOutcome, Problem> import(directory::Kind kind, const sheet::Table& table, bool write);
  // All entries of a kind, for `write_table`.
  [[nodiscard]] Result<sheet::Table, Problem> table(directory::Kind kind);

 private:
  // Reads the store when nothing of it is in memory yet.
  [[nodiscard]] Result<directory::Snapshot*, Problem> snapshot();
  [[nodiscard]] Result<std::vector<directory::Entry>, Problem> entries_of(directory::Kind kind);
  [[nodiscard]] Result<directory::Entry, Problem> checked(directory::Entry entry, std::vector<directory::Fault> faults);
  [[nodiscard]] Result<void, Problem> put(const std::vector<directory::Entry>& entries);

  store::DirectoryStore& store_;
  OperatorLog log_;
  std::optional<directory::Snapshot> snapshot_;
};

}  // namespace diemcau::server
