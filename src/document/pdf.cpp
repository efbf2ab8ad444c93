#include "document/pdf.hpp"

#include <qpdf/qpdf-c.h>

#include <memory>
#include <string_view>

namespace diemcau::document {
namespace {

constexpr std::string_view kMagic = "%PDF-";
// Readers look for the header in so many bytes (PDF Reference 1.7, appendix H.3, note 13).
constexpr std::size_t kMagicWithin = 1'024;

// libqpdf by its C interface: its C++ headers want more of the compiler than C++20 promises.
struct Cleanup {
  void operator()(qpdf_data document) const { qpdf_cleanup(&document); }
};
using Document = std::unique_ptr<std::remove_pointer_t<qpdf_data>, Cleanup>;

bool has_magic(std::string_view text) {
  return text.substr(0, kMagicWithin).find(kMagic) != std::string_view::npos;
}

PdfFault fault_of(qpdf_data document) {
  const qpdf_error error = qpdf_get_error(document);
  const bool locked = error != nullptr && qpdf_get_error_code(document, error) == qpdf_e_password;
  return locked ? PdfFault::encrypted : PdfFault::damaged;
}

}  // namespace

Result<std::uint32_t, PdfFault> count_pages(Bytes pdf) {
  const std::string_view text = as_text(pdf);
  if (!has_magic(text)) {
    return failure(PdfFault::no_pdf);
  }
  const Document document{qpdf_init()};
  qpdf_silence_errors(document.get());
  qpdf_set_suppress_warnings(document.get(), QPDF_TRUE);
  qpdf_set_attempt_recovery(document.get(), QPDF_FALSE);
  if ((qpdf_read_memory(document.get(), "paper", text.data(), text.size(), nullptr) & QPDF_ERRORS) != 0) {
    return failure(fault_of(document.get()));
  }
  if (qpdf_is_encrypted(document.get()) == QPDF_TRUE) {
    return failure(PdfFault::encrypted);
  }
  const int pages = qpdf_get_num_pages(document.get());
  if (pages <= 0) {
    return failure(pages == 0 ? PdfFault::no_pages : fault_of(document.get()));
  }
  return static_cast<std::uint32_t>(pages);
}

}  // namespace diemcau::document
