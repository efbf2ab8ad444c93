// The store on one SQLite file: WAL, synchronous=FULL, so that what was answered survives a power cut.
#pragma once

#include <filesystem>
#include <memory>

#include "store/store.hpp"

namespace diemcau::store {

// Opens or makes the database and brings its schema up to date. The parent folder must exist.
[[nodiscard]] Result<std::unique_ptr<Store>, StoreError> open_sqlite_store(const std::filesystem::path& file);

}  // namespace diemcau::store
