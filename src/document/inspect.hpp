// Documents that were handed in, made safe to keep: checked, counted, and turned into PDFs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/describe.hpp"
#include "base/result.hpp"

namespace diemcau::document {

enum class DocumentFault : std::uint8_t {
  no_document,  // neither a PDF nor an Office file
  encrypted,    // needs a password
  damaged,      // cannot be read, or not within the limits
  no_pages,
  no_converter,    // an Office file, and no LibreOffice here
  cannot_convert,  // LibreOffice made nothing of it
  no_room          // not the document's: the folder takes no file, or a program does not start
};
BOOST_DESCRIBE_ENUM(DocumentFault, no_document, encrypted, damaged, no_pages, no_converter, cannot_convert, no_room)

struct CheckedDocument {
  std::string pdf;
  std::uint32_t pages = 0;
};

// Where the work is done. Both programs run as children within limits (child.hpp): what they read, nobody vouches for.
struct DocumentTools {
  std::filesystem::path folder;   // each document gets a folder of its own in it, which is removed afterwards
  std::filesystem::path program;  // this program: `PROGRAM count-pages FILE` says "pages N" or a PdfFault
  std::filesystem::path soffice;  // empty: there is none
};

// Office files by their content type: the file name's end that LibreOffice knows them by; empty for all others.
[[nodiscard]] std::string_view office_suffix(std::string_view content_type);
inline constexpr std::string_view kPdfType = "application/pdf";

// Blocks, as long as the limits allow; one at a time, since one is allowed much memory. `document` is consumed.
[[nodiscard]] Result<CheckedDocument, DocumentFault> inspect(const DocumentTools& tools, std::string_view content_type,
                                                             std::string document);

// LibreOffice's program on this machine; empty when there is none.
[[nodiscard]] std::filesystem::path find_soffice();

}  // namespace diemcau::document
