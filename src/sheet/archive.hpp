// ZIP archives in memory.
#pragma once

#include <zip.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "sheet/table.hpp"

namespace diemcau::sheet {

// The parts of an archive, unpacked one by one; together never more than kMaxUnpackedBytes, whatever the archive says
// of itself. Borrows the bytes.
class Archive {
 public:
  [[nodiscard]] static std::optional<Archive> open(std::string_view bytes);

  // `not_a_workbook` when there is no such part, or it cannot be unpacked.
  [[nodiscard]] Result<std::string, TableFault> part(const std::string& name);

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  explicit Archive(zip_t* archive) : archive_(archive) {}

  std::unique_ptr<zip_t, Discard> archive_;
  std::size_t left_ = kMaxUnpackedBytes;
};

// Packs parts (name, content) in their order. Empty when memory runs out.
[[nodiscard]] std::string pack(std::span<const std::pair<std::string, std::string>> parts);

}  // namespace diemcau::sheet
