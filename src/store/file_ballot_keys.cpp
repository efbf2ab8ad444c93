#include "store/file_ballot_keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/bytes.hpp"
#include "store/disk_file.hpp"

namespace diemcau::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".new";

StoreError error_of(const fs::path& path, int error) {
  return {disk_code(error), path.string() + ": " + std::generic_category().message(error) +
                                "; secret votes need this folder, make it writable for the server"};
}

bool write(const DiskFile& file, const BallotKey& key) {
  return file.write(as_text(key));
}

bool read(const DiskFile& file, BallotKey& key) {
  std::uint8_t more = 0;
  return ::read(file.descriptor(), key.data(), key.size()) == static_cast<::ssize_t>(key.size()) &&
         ::read(file.descriptor(), &more, 1) == 0;
}

// "hoi-thao.3": a slug has no dot.
std::optional<BallotKeyName> name_of(std::string_view file) {
  const std::size_t dot = file.find('.');
  if (dot == std::string_view::npos || dot == 0) {
    return std::nullopt;
  }
  BallotKeyName name{std::string{file.substr(0, dot)}, 0};
  const char* const end = file.data() + file.size();
  const auto [last, error] = std::from_chars(file.data() + dot + 1, end, name.motion);
  return error == std::errc{} && last == end ? std::optional{name} : std::nullopt;
}

class FileBallotKeys final : public BallotKeys {
 public:
  explicit FileBallotKeys(fs::path folder) : folder_(std::move(folder)) {}

  // A key is there whole or not at all: it gets its name when it is on disk.
  Result<void, StoreError> put(const BallotKeyName& name, const BallotKey& key) override {
    const fs::path path = path_of(name);
    const fs::path unfinished = path.string() + std::string{kUnfinished};
    const DiskFile file{unfinished, O_WRONLY | O_CREAT | O_TRUNC};
    if (!file.is_open() || !write(file, key) || ::rename(unfinished.c_str(), path.c_str()) != 0) {
      return failure(error_of(path, errno));
    }
    return keep_names();
  }

  Result<std::optional<BallotKey>, StoreError> get(const BallotKeyName& name) override {
    const fs::path path = path_of(name);
    const DiskFile file{path, O_RDONLY};
    if (!file.is_open() && errno != ENOENT) {
      return failure(error_of(path, errno));
    }
    BallotKey key{};
    return file.is_open() && read(file, key) ? std::optional{key} : std::nullopt;
  }

  // Written over first: where the disk writes in place, the bytes are gone at once.
  Result<void, StoreError> erase(const BallotKeyName& name) override {
    const fs::path path = path_of(name);
    if (const DiskFile file{path, O_WRONLY}; file.is_open() && !write(file, BallotKey{})) {
      return failure(error_of(path, errno));
    }
    if (::unlink(path.c_str()) != 0) {
      return errno == ENOENT ? Result<void, StoreError>{} : failure(error_of(path, errno));
    }
    return keep_names();
  }

  Result<std::vector<BallotKeyName>, StoreError> names() override {
    std::vector<BallotKeyName> all;
    std::error_code error;
    for (fs::directory_iterator entry{folder_, error}; !error && entry != fs::directory_iterator{};
         entry.increment(error)) {
      if (auto name = name_of(entry->path().filename().string())) {
        all.push_back(*std::move(name));
      }
    }
    if (error) {
      return failure(error_of(folder_, error.value()));
    }
    std::ranges::sort(all);
    return all;
  }

 private:
  [[nodiscard]] fs::path path_of(const BallotKeyName& name) const {
    return folder_ / (name.conference + "." + std::to_string(name.motion));
  }
  [[nodiscard]] Result<void, StoreError> keep_names() const {
    return sync_folder(folder_) ? Result<void, StoreError>{} : failure(error_of(folder_, errno));
  }

  fs::path folder_;
};

}  // namespace

Result<std::unique_ptr<BallotKeys>, StoreError> open_file_ballot_keys(fs::path folder) {
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    return failure(error_of(folder, errno));
  }
  return std::make_unique<FileBallotKeys>(std::move(folder));
}

}  // namespace diemcau::store
