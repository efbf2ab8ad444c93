// The accounts in the same SQLite file as the log, over a connection of their own.
#pragma once

#include <filesystem>
#include <memory>

#include "store/account_store.hpp"

namespace diemcau::store {

// Opens or makes the database and brings its schema up to date. The parent folder must exist.
[[nodiscard]] Result<std::unique_ptr<AccountStore>, StoreError> open_sqlite_account_store(
    const std::filesystem::path& file);

}  // namespace diemcau::store
