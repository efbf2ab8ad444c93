// Ballot keys as files of a folder of their own, one each, readable by the server's account only.
#pragma once

#include <filesystem>
#include <memory>

#include "store/ballot_keys.hpp"

namespace diemcau::store {

// Makes the folder where it is missing; its parent must exist. The folder does not belong into backups.
[[nodiscard]] Result<std::unique_ptr<BallotKeys>, StoreError> open_file_ballot_keys(std::filesystem::path folder);

}  // namespace diemcau::store
