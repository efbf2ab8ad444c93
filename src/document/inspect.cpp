#include "document/inspect.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

#include "document/child.hpp"
#include "document/pdf.hpp"

namespace diemcau::document {
namespace {

namespace fs = std::filesystem;

// Counting pages of the largest papers takes a second and some 200 MB.
constexpr std::chrono::seconds kCountTime{20};
constexpr std::size_t kCountMemory = std::size_t{1} << 30U;
// LibreOffice maps some 2 GB before it reads anything, and a long presentation takes half a minute on a small server.
constexpr std::chrono::seconds kConvertTime{120};
constexpr std::size_t kConvertMemory = std::size_t{4} << 30U;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kOfficeTypes{{
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/msword", "doc"},
    {"application/vnd.ms-powerpoint", "ppt"},
    {"application/vnd.ms-excel", "xls"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.presentation", "odp"},
}};

// A new folder, removed with all that is in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const fs::path& in) {
    std::string name = (in / "paper-XXXXXX").string();
    std::error_code ignored;
    fs::create_directories(in, ignored);
    if (mkdtemp(name.data()) != nullptr) {
      folder_ = name;
    }
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!folder_.empty()) {
      fs::remove_all(folder_, ignored);
    }
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return folder_; }

 private:
  fs::path folder_;
};

bool write_file(const fs::path& file, std::string_view bytes) {
  std::ofstream out{file, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return out.flush().good();
}

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

DocumentFault fault_of(PdfFault fault) {
  switch (fault) {
    case PdfFault::no_pdf:
      return DocumentFault::no_document;
    case PdfFault::encrypted:
      return DocumentFault::encrypted;
    case PdfFault::damaged:
      return DocumentFault::damaged;
    case PdfFault::no_pages:
      return DocumentFault::no_pages;
  }
  return DocumentFault::damaged;
}

// "pages 12", or a fault's name; anything else means that the child met its limits.
Result<std::uint32_t, DocumentFault> count_in_child(const DocumentTools& tools, const fs::path& folder,
                                                    const fs::path& file) {
  const ChildResult done =
      run_child({{tools.program.string(), "count-pages", file.string()}, folder, kCountTime, kCountMemory});
  constexpr std::string_view kPages = "pages ";
  if (done.end == ChildResult::End::not_started) {
    return failure(DocumentFault::no_room);
  }
  std::string_view said = done.output;
  said = said.substr(0, said.find('\n'));
  if (const auto fault = from_text<PdfFault>(said)) {
    return failure(fault_of(*fault));
  }
  std::uint32_t pages = 0;
  if (!said.starts_with(kPages) ||
      std::from_chars(said.data() + kPages.size(), said.data() + said.size(), pages).ec != std::errc{}) {
    return failure(DocumentFault::damaged);
  }
  return pages;
}

bool convert(const DocumentTools& tools, const fs::path& folder, const fs::path& from) {
  const ChildResult done = run_child({{tools.soffice.string(), "--headless", "--norestore", "--nolockcheck",
                                       "--nodefault", "-env:UserInstallation=file://" + (folder / "profile").string(),
                                       "--convert-to", "pdf", "--outdir", folder.string(), from.string()},
                                      folder,
                                      kConvertTime,
                                      kConvertMemory});
  return done.end == ChildResult::End::exited && done.exit_code == 0;
}

}  // namespace

std::string_view office_suffix(std::string_view content_type) {
  const auto* const found =
      std::ranges::find(kOfficeTypes, content_type, &std::pair<std::string_view, std::string_view>::first);
  return found == kOfficeTypes.end() ? std::string_view{} : found->second;
}

Result<CheckedDocument, DocumentFault> inspect(const DocumentTools& tools, std::string_view content_type,
                                               std::string document) {
  const std::string_view suffix = office_suffix(content_type);
  if (suffix.empty() && content_type != kPdfType) {
    return failure(DocumentFault::no_document);
  }
  if (!suffix.empty() && tools.soffice.empty()) {
    return failure(DocumentFault::no_converter);
  }
  const TemporaryFolder own{tools.folder};
  const fs::path pdf = own.path() / "paper.pdf";
  const fs::path given = suffix.empty() ? pdf : own.path() / ("paper." + std::string{suffix});
  if (own.path().empty() || !write_file(given, document)) {
    return failure(DocumentFault::no_room);
  }
  if (!suffix.empty()) {
    if (!convert(tools, own.path(), given)) {
      return failure(DocumentFault::cannot_convert);
    }
    document = read_file(pdf);
  }
  const auto pages = count_in_child(tools, own.path(), pdf);
  if (!pages) {
    const bool is_own = suffix.empty() || pages.error() == DocumentFault::no_room;
    return failure(is_own ? pages.error() : DocumentFault::cannot_convert);
  }
  return CheckedDocument{std::move(document), *pages};
}

fs::path find_soffice() {
  for (const char* const path : {"/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"}) {
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
      return path;
    }
  }
  return {};
}

}  // namespace diemcau::document
