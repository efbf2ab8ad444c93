#include "document/pdf.hpp"

#include <algorithm>
#include <limits>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <string_view>

namespace diemcau::document {
namespace {

constexpr std::string_view kMagic = "%PDF-";
// Readers look for the header in so many bytes (PDF Reference 1.7, appendix H.3, note 13).
constexpr std::size_t kMagicWithin = 1'024;

bool has_magic(std::string_view text) {
  return text.substr(0, kMagicWithin).find(kMagic) != std::string_view::npos;
}

}  // namespace

Result<std::uint32_t, PdfFault> count_pages(Bytes pdf) {
  const std::string_view text = as_text(pdf);
  if (!has_magic(text)) {
    return failure(PdfFault::no_pdf);
  }
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(false);
    document.processMemoryFile("paper", text.data(), text.size());
    if (document.isEncrypted()) {
      return failure(PdfFault::encrypted);
    }
    const std::size_t pages = document.getAllPages().size();
    if (pages == 0) {
      return failure(PdfFault::no_pages);
    }
    return static_cast<std::uint32_t>(std::min<std::size_t>(pages, std::numeric_limits<std::uint32_t>::max()));
  } catch (const QPDFExc& error) {
    return failure(error.getErrorCode() == qpdf_e_password ? PdfFault::encrypted : PdfFault::damaged);
  } catch (const std::exception&) {
    return failure(PdfFault::damaged);
  }
}

}  // namespace diemcau::document
