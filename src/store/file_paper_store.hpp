// Papers as files of one folder: FOLDER/ab/abcd….pdf.
#pragma once

#include <filesystem>
#include <memory>

#include "store/paper_store.hpp"

namespace diemcau::store {

// Makes the folder where it is missing.
[[nodiscard]] Result<std::unique_ptr<PaperStore>, StoreError> open_file_paper_store(
    const std::filesystem::path& folder);

}  // namespace diemcau::store
