#include "store/disk_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace diemcau::store {

StoreError::Code disk_code(int error) {
  if (error == ENOSPC || error == EDQUOT) {
    return StoreError::Code::disk_full;
  }
  return error == EROFS || error == EACCES ? StoreError::Code::read_only : StoreError::Code::other;
}

DiskFile::DiskFile(const std::filesystem::path& path, int flags)
    : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}

DiskFile::~DiskFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

bool DiskFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ::ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  return ::fsync(descriptor_) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
  const DiskFile opened{folder, O_RDONLY | O_DIRECTORY};
  return opened.is_open() && ::fsync(opened.descriptor()) == 0;
}

}  // namespace diemcau::store
