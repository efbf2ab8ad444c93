// Where the directory lives. A port: the server writes records here and finds them again; what they mean is not the
// store's matter, only how they are found and sorted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace diemcau::store {

struct DirectoryRow {
  std::string kind;
  std::string id;      // unique within its kind
  std::string owner;   // id of the row of kind `DirectoryStore::kOwners` that it belongs to; may be empty
  std::string place;   // id of the row of kind `DirectoryStore::kPlaces` that it is at; may be empty
  std::string sort;    // rows come in the order of these bytes
  std::string marked;  // what searches look at: as it is written,
  std::string plain;   // and without its marks
  std::string record;
};

struct DirectoryQuery {
  std::string kind;
  // Each must be somewhere in `marked`, or the word without marks of the same place in `plain`. Rows that have all
  // words as they are written come first. At most kMaxWords, both lists as long.
  std::vector<std::string> marked_words;
  std::vector<std::string> plain_words;
  std::optional<std::string> owner;  // only rows that belong to it, or to something below it
  std::optional<std::string> after;  // only rows behind the one of this id
  std::size_t limit = 0;
};

struct DirectoryPage {
  std::vector<std::string> records;
  std::size_t total = 0;  // that the query finds, pages apart
  bool more = false;      // behind these
};

// Used from one thread. Every call blocks until it is done; those that write until it is on disk.
class DirectoryStore {
 public:
  static constexpr std::string_view kOwners = "units";
  static constexpr std::string_view kPlaces = "sites";
  static constexpr std::size_t kMaxWords = 8;

  DirectoryStore() = default;
  DirectoryStore(const DirectoryStore&) = delete;
  DirectoryStore& operator=(const DirectoryStore&) = delete;
  virtual ~DirectoryStore() = default;

  // Nothing when there is no row of the id `after`.
  virtual Result<std::optional<DirectoryPage>, StoreError> page(const DirectoryQuery& query) = 0;
  // All records of a kind, in order.
  virtual Result<std::vector<std::string>, StoreError> all(std::string_view kind) = 0;
  // How many rows belong to this one or are at it.
  virtual Result<std::size_t, StoreError> uses(std::string_view kind, std::string_view id) = 0;

  // Adds rows, or replaces those of the same kind and id: all or none.
  virtual Result<void, StoreError> put(std::span<const DirectoryRow> rows) = 0;
  virtual Result<void, StoreError> remove(std::string_view kind, std::string_view id) = 0;
};

}  // namespace diemcau::store
