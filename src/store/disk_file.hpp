// Files that must be on disk when a call returns. For the stores that keep files of their own.
#pragma once

#include <filesystem>
#include <string_view>

#include "store/store.hpp"

namespace diemcau::store {

// What an errno of the file system means to whoever keeps things there.
[[nodiscard]] StoreError::Code disk_code(int error);

// A descriptor, closed at the end.
class DiskFile {
 public:
  // Opens with O_CLOEXEC; what is made new is for its owner only.
  DiskFile(const std::filesystem::path& path, int flags);
  explicit DiskFile(int descriptor) : descriptor_(descriptor) {}  // takes it; -1: none
  ~DiskFile();
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Whole and on disk, or false with errno set.
  [[nodiscard]] bool write(std::string_view bytes) const;

 private:
  int descriptor_;
};

// So that a new name survives a power cut, not only what it names. False with errno set.
[[nodiscard]] bool sync_folder(const std::filesystem::path& folder);

}  // namespace diemcau::store
