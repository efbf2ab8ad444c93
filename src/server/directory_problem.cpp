#include "server/directory_problem.hpp"

#include <fmt/format.h>

#include "directory/entry.hpp"

namespace diemcau::server {

using Kind = Problem::Kind;

Problem no_such_entry() {
  return {Kind::not_found, "no_such_entry", "Danh bạ không còn mục này. Hãy tải lại danh sách.",
          "The directory has no such entry. Load the list again."};
}

Problem page_is_gone() {
  return {Kind::conflict, "page_is_gone", "Mục cuối của trang trước vừa bị xóa. Hãy tải lại danh sách.",
          "The last entry of the page before was deleted. Load the list again."};
}

Problem entry_in_use(std::size_t uses) {
  return {Kind::conflict, "in_use",
          fmt::format("Còn {} mục thuộc về mục này. Hãy chuyển hoặc xóa các mục đó trước.", uses),
          fmt::format("{} entries belong to this one. Move or delete them first.", uses)};
}

Problem directory_is_full() {
  return {Kind::too_many, "too_many",
          fmt::format("Danh bạ chỉ chứa được {} mục mỗi loại. Hãy xóa bớt trước.", directory::kMaxEntries),
          fmt::format("The directory holds {} entries of a kind. Delete some first.", directory::kMaxEntries)};
}

Problem invalid_entry(std::span<const directory::Fault> faults) {
  Problem problem{Kind::unprocessable, "invalid_field", faults.front().vi, faults.front().en};
  for (const directory::Fault& fault : faults) {
    problem.faults.push_back({fault.field, std::string{to_text(fault.code)}, fault.vi, fault.en});
  }
  return problem;
}

Problem unreadable_table(const sheet::TableFault& fault) {
  const sheet::FaultText text = sheet::text_of(fault.code);
  const bool has_row = fault.row > 0;
  return {Kind::unprocessable, std::string{text.code},
          (has_row ? fmt::format("Dòng {}: ", fault.row) : std::string{}) + std::string{text.vi},
          (has_row ? fmt::format("Row {}: ", fault.row) : std::string{}) + std::string{text.en}};
}

Problem import_refused(const directory::ImportFault& fault) {
  return {Kind::unprocessable, fault.code, fault.vi, fault.en};
}

}  // namespace diemcau::server
