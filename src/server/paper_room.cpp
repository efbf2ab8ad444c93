#include "server/paper_room.hpp"

#include <utility>

namespace diemcau::server {
namespace {

Problem problem_of(document::DocumentFault fault) {
  using document::DocumentFault;
  constexpr auto kKind = Problem::Kind::unprocessable;
  switch (fault) {
    case DocumentFault::no_document:
      return {kKind, "paper_unreadable", "Tệp này không phải là PDF hoặc tệp văn phòng. Hãy lưu thành PDF rồi gửi lại.",
              "The file is neither a PDF nor an Office file. Save it as a PDF and send it again."};
    case DocumentFault::encrypted:
      return {kKind, "paper_encrypted", "Tệp PDF có mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu rồi gửi lại.",
              "The PDF has a password or is locked. Remove it and send the file again."};
    case DocumentFault::no_room:
      return storage_failed();
    case DocumentFault::damaged:
      return {kKind, "paper_damaged", "Tệp PDF bị hỏng hoặc quá phức tạp. Hãy xuất lại thành PDF rồi gửi lại.",
              "The PDF is damaged, or too complex to check. Export it anew and send it again."};
    case DocumentFault::no_pages:
      return {kKind, "paper_has_no_pages", "Tệp không có trang nào. Hãy kiểm tra lại tệp.",
              "The file has no pages. Look at it again."};
    case DocumentFault::no_converter:
      return {kKind, "paper_needs_pdf", "Máy chủ này không đổi được tệp văn phòng. Hãy lưu thành PDF rồi gửi lại.",
              "This server cannot convert Office files. Save it as a PDF and send that."};
    case DocumentFault::cannot_convert:
      return {kKind, "paper_not_convertible",
              "Không đổi được tệp văn phòng này thành PDF. Hãy tự lưu thành PDF rồi gửi lại.",
              "The Office file could not be converted. Save it as a PDF yourself and send that."};
  }
  return malformed_request("The document cannot be read.");
}

}  // namespace

PaperRoom::PaperRoom(store::PaperStore& store, document::DocumentTools tools, OperatorLog log)
    : store_(store), tools_(std::move(tools)), log_(std::move(log)) {}

Result<KeptPaper, Problem> PaperRoom::keep(std::string_view content_type, std::string document) {
  const auto inspected = document::inspect(tools_, content_type, std::move(document));
  if (!inspected && inspected.error() == document::DocumentFault::no_room) {
    return failure(
        storage_failed(log_, "papers cannot be checked: no room in the folder for papers, or the program cannot run"));
  }
  if (!inspected) {
    return failure(problem_of(inspected.error()));
  }
  auto name = store_.put(inspected->pdf);
  if (!name) {
    return failure(storage_failed(log_, name.error().text));
  }
  return KeptPaper{*std::move(name), inspected->pages};
}

Result<Frame, Problem> PaperRoom::read(std::string_view content) {
  auto bytes = store_.get(content);
  if (!bytes) {
    return failure(storage_failed(log_, bytes.error().text));
  }
  return *std::move(bytes);
}

}  // namespace diemcau::server
