// The directory on the SQLite file of the logs, by a connection of its own.
#pragma once

#include <filesystem>
#include <memory>

#include "store/directory_store.hpp"

namespace diemcau::store {

// Opens or makes the database and brings its schema up to date. The parent folder must exist.
[[nodiscard]] Result<std::unique_ptr<DirectoryStore>, StoreError> open_sqlite_directory_store(
    const std::filesystem::path& file);

}  // namespace diemcau::store
