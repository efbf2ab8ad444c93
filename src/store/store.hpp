// Where logs live. A port: the server writes texts here and reads them back; what they mean is not the store's matter.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace diemcau::store {

struct StoreError {
  enum class Code : std::uint8_t {
    cannot_open,
    disk_full,
    read_only,
    corrupt,
    busy,          // another process holds the database
    gap,           // the log does not end where the caller thinks
    newer_schema,  // written by a later version of this program
    other,
  };
  Code code = Code::other;
  std::string text;  // says what happened and what to do; for the log and the operator
};
[[nodiscard]] std::string_view to_text(StoreError::Code code);

struct Entry {
  std::uint64_t seq = 0;
  std::string text;

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Used from one thread. Every call blocks until it is done; `append` and `put_meta` until it is on disk.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  // Adds entries number last_seq + 1, + 2, ... to a conference's log, all or none. `last_seq` is the number of the last
  // entry there (0: no log yet); any other end of the log is refused as `gap`.
  virtual Result<void, StoreError> append(std::string_view conference, std::uint64_t last_seq,
                                          std::span<const std::string> entries) = 0;
  // Entries from number `from_seq` on, in order, without gaps (a gap is reported as `corrupt`).
  virtual Result<std::vector<Entry>, StoreError> load(std::string_view conference, std::uint64_t from_seq) = 0;
  // Names of all conferences that have a log, sorted.
  virtual Result<std::vector<std::string>, StoreError> conferences() = 0;

  // Small texts of the server itself (its key, its settings).
  virtual Result<std::optional<std::string>, StoreError> meta(std::string_view key) = 0;
  virtual Result<void, StoreError> put_meta(std::string_view key, std::string_view value) = 0;
};

}  // namespace diemcau::store
