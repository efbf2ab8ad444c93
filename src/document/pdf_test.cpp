#include "document/pdf.hpp"

#include <gtest/gtest.h>

#include <string>

#include "document/testing.hpp"

namespace diemcau::document {
namespace {

TEST(CountPages, OfWholeDocuments) {
  for (const int pages : {1, 2, 40}) {
    const std::string pdf = testing::pdf_of(pages);
    EXPECT_EQ(count_pages(as_bytes(pdf)).value(), static_cast<std::uint32_t>(pages));
  }
}

TEST(CountPages, SaysWhatIsWrong) {
  std::string elsewhere = testing::pdf_of(2);
  elsewhere.replace(elsewhere.find("startxref\n") + 10, 1, "9");
  std::string locked = testing::pdf_of(1);
  locked.replace(locked.find("/Root"), 0, "/Encrypt<</Filter/Standard/V 9/R 9/P 0/O()/U()>>/ID[()()]");
  const struct {
    std::string name;
    std::string text;
    PdfFault fault;
  } cases[] = {
      {"nothing", "", PdfFault::no_pdf},
      {"a page of the web", "<html></html>", PdfFault::no_pdf},
      {"only a header", "%PDF-1.7\n", PdfFault::damaged},
      {"no pages", testing::pdf_of(0), PdfFault::no_pages},
      {"a table elsewhere", elsewhere, PdfFault::damaged},
  };
  for (const auto& one : cases) {
    const auto pages = count_pages(as_bytes(one.text));
    ASSERT_FALSE(pages) << one.name;
    EXPECT_EQ(to_text(pages.error()), to_text(one.fault)) << one.name;
  }
  EXPECT_FALSE(count_pages(as_bytes(locked)));
}

TEST(CountPages, NoPrefixIsADocument) {
  const std::string pdf = testing::pdf_of(2);
  const std::size_t end = pdf.find("%%EOF");
  for (std::size_t length = 0; length < end - 8; ++length) {
    EXPECT_FALSE(count_pages(as_bytes(std::string_view{pdf}.substr(0, length)))) << length;
  }
}

}  // namespace
}  // namespace diemcau::document
