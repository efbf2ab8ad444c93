// SQLite's result codes as errors a person can act on.
#pragma once

#include <string_view>

#include "store/store.hpp"

namespace diemcau::store {

// `result` is a primary or extended SQLite result code, `message` what SQLite said, `file` the database.
[[nodiscard]] StoreError error_of(int result, std::string_view message, std::string_view file);

}  // namespace diemcau::store
