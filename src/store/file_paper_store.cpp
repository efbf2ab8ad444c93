#include "store/file_paper_store.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <boost/algorithm/hex.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <utility>

#include "store/disk_file.hpp"

namespace diemcau::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameLength = 64;  // of SHA-256 in hexadecimal

std::string name_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), &length, EVP_sha256(), nullptr);
  std::string name;
  boost::algorithm::hex_lower(hash.begin(), hash.begin() + length, std::back_inserter(name));
  return name;
}

bool is_name(std::string_view text) {
  return text.size() == kNameLength && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

StoreError error_of(const std::string& what, const fs::path& file, int number) {
  const StoreError::Code code = disk_code(number);
  const char* const remedy = code == StoreError::Code::disk_full ? "; free some space" : "";
  return {code, "cannot " + what + " " + file.string() + ": " + std::strerror(number) + remedy};
}

class FilePaperStore final : public PaperStore {
 public:
  explicit FilePaperStore(fs::path folder) : folder_(std::move(folder)) {}

  Result<std::string, StoreError> put(std::string_view paper) override {
    std::string name = name_of(paper);
    const fs::path file = file_of(name);
    std::error_code error;
    if (fs::exists(file, error)) {
      return name;
    }
    fs::create_directories(file.parent_path(), error);
    if (auto written = write_new(file, paper); !written) {
      return failure(written.error());
    }
    return name;
  }

  Result<PaperBytes, StoreError> get(std::string_view name) override {
    const std::lock_guard lock{mutex_};
    std::erase_if(open_, [](const auto& one) { return one.second.expired(); });
    const auto found = open_.find(name);
    if (found != open_.end()) {
      if (auto bytes = found->second.lock()) {
        return bytes;
      }
    }
    auto read = read_whole(name);
    if (read) {
      open_.insert_or_assign(std::string{name}, *read);
    }
    return read;
  }

 private:
  [[nodiscard]] fs::path file_of(std::string_view name) const {
    return folder_ / name.substr(0, 2) / (std::string{name} + ".pdf");
  }

  // Under another name until it is whole; two that write the same paper at once come out the same.
  Result<void, StoreError> write_new(const fs::path& file, std::string_view paper) const {
    std::string other = file.string() + ".XXXXXX";
    const DiskFile opened{mkostemp(other.data(), O_CLOEXEC)};
    if (!opened.is_open()) {
      return failure(error_of("make", file, errno));
    }
    const bool is_whole = opened.write(paper) && rename(other.c_str(), file.c_str()) == 0;
    if (!is_whole) {
      const int number = errno;
      unlink(other.c_str());
      return failure(error_of("write", file, number));
    }
    if (!sync_folder(file.parent_path()) || !sync_folder(folder_)) {
      return failure(error_of("write", file.parent_path(), errno));
    }
    return {};
  }

  [[nodiscard]] Result<PaperBytes, StoreError> read_whole(std::string_view name) const {
    if (!is_name(name)) {
      return failure(StoreError{StoreError::Code::corrupt, "a paper has no proper name in the log"});
    }
    const fs::path file = file_of(name);
    std::ifstream in{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    auto text = std::make_shared<const std::string>(std::move(bytes).str());
    if (name_of(*text) != name) {
      return failure(StoreError{StoreError::Code::corrupt,
                                file.string() + " is missing or damaged; restore it from the last copy"});
    }
    return PaperBytes{std::move(text)};
  }

  fs::path folder_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const std::string>, std::less<>> open_;  // what is being sent now
};

}  // namespace

Result<std::unique_ptr<PaperStore>, StoreError> open_file_paper_store(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return failure(StoreError{StoreError::Code::cannot_open,
                              "cannot make the folder for papers " + folder.string() + ": " + error.message()});
  }
  return std::unique_ptr<PaperStore>{std::make_unique<FilePaperStore>(folder)};
}

}  // namespace diemcau::store
