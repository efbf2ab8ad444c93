// Where the keys of secret votes are while these are open. A port, apart from the store: whoever has the whole
// database, and all copies of it, has no choice of anybody. What is erased here is gone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace diemcau::store {

using BallotKey = std::array<std::uint8_t, 32>;

// Which vote: a conference's name (a slug) and the number of the motion in it.
struct BallotKeyName {
  std::string conference;
  std::uint64_t motion = 0;

  friend auto operator<=>(const BallotKeyName&, const BallotKeyName&) = default;
};

// Used from one thread. Every call blocks until it is done; `put` and `erase` until it is on disk.
class BallotKeys {
 public:
  BallotKeys() = default;
  BallotKeys(const BallotKeys&) = delete;
  BallotKeys& operator=(const BallotKeys&) = delete;
  virtual ~BallotKeys() = default;

  // In the place of the one of that name, if there is one.
  virtual Result<void, StoreError> put(const BallotKeyName& name, const BallotKey& key) = 0;
  // Empty when there is none, or nothing that can be a key.
  virtual Result<std::optional<BallotKey>, StoreError> get(const BallotKeyName& name) = 0;
  // There may be none.
  virtual Result<void, StoreError> erase(const BallotKeyName& name) = 0;
  // Of all keys there are, in order.
  virtual Result<std::vector<BallotKeyName>, StoreError> names() = 0;
};

}  // namespace diemcau::store
