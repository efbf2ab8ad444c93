// The schema, as steps from an empty database to the present one.
#pragma once

#include <soci/session.h>

#include <optional>
#include <string_view>

#include "store/store.hpp"

namespace diemcau::store {

// Brings the schema up to date, each step in a transaction of its own with its row in `migrations`. A database that a
// later version has touched is left alone. Throws what SOCI throws.
[[nodiscard]] std::optional<StoreError> migrate(soci::session& sql, std::string_view file);

}  // namespace diemcau::store
