#include "sheet/archive.hpp"

#include <algorithm>

namespace diemcau::sheet {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
// Parts carry no time of their own, so that the same table gives the same bytes: 1 January 2020, 12:00 UTC.
constexpr time_t kTimeOfParts = 1'577'880'000;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

// All that was written into a source.
std::string bytes_of(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) {
    return {};
  }
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  return read == static_cast<zip_int64_t>(bytes.size()) ? bytes : std::string{};
}

bool add_part(zip_t* archive, const std::string& name, const std::string& content) {
  zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
  if (source == nullptr) {
    return false;
  }
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), kTimeOfParts, 0) == 0;
}

}  // namespace

std::optional<Archive> Archive::open(std::string_view bytes) {
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) {
    return std::nullopt;
  }
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) {
    zip_source_free(source);
    return std::nullopt;
  }
  return Archive{archive};
}

Result<std::string, TableFault> Archive::part(const std::string& name) {
  const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen(archive_.get(), name.c_str(), ZIP_FL_NOCASE)};
  if (!file) {
    return failure(TableFault{TableFault::Code::not_a_workbook});
  }
  std::string bytes;
  zip_int64_t read = 0;
  do {
    const std::size_t size = bytes.size();
    bytes.resize(size + kPieceBytes);
    read = zip_fread(file.get(), bytes.data() + size, kPieceBytes);
    bytes.resize(size + static_cast<std::size_t>(std::max<zip_int64_t>(read, 0)));
    if (bytes.size() > left_) {
      return failure(TableFault{TableFault::Code::unpacks_too_large});
    }
  } while (read > 0);
  if (read < 0) {
    return failure(TableFault{TableFault::Code::not_a_workbook});
  }
  left_ -= bytes.size();
  return bytes;
}

std::string pack(std::span<const std::pair<std::string, std::string>> parts) {
  const Source source{zip_source_buffer_create(nullptr, 0, 0, nullptr)};
  zip_t* const archive = source ? zip_open_from_source(source.get(), ZIP_TRUNCATE, nullptr) : nullptr;
  if (archive == nullptr) {
    return {};
  }
  zip_source_keep(source.get());  // the archive gives its share back when it closes
  const bool added =
      std::ranges::all_of(parts, [&](const auto& part) { return add_part(archive, part.first, part.second); });
  if (!added || zip_close(archive) != 0) {
    zip_discard(archive);
    return {};
  }
  return bytes_of(source.get());
}

}  // namespace diemcau::sheet
