// What must be known of a PDF before anybody else opens it: that it can be opened, and how many pages it has.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "base/describe.hpp"
#include "base/result.hpp"

namespace diemcau::document {

enum class PdfFault : std::uint8_t {
  no_pdf,     // something else
  encrypted,  // needs a password, or forbids something
  damaged,
  no_pages,
};
BOOST_DESCRIBE_ENUM(PdfFault, no_pdf, encrypted, damaged, no_pages)

// The number of pages. Nothing in the document is run. A file made to do harm can cost much time and memory: see
// inspect.hpp.
[[nodiscard]] Result<std::uint32_t, PdfFault> count_pages(Bytes pdf);

}  // namespace diemcau::document
