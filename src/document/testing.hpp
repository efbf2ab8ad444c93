// Documents for tests.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace diemcau::document::testing {

// A whole PDF of so many empty pages.
inline std::string pdf_of(int pages) {
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", {}};
  std::string kids;
  for (int i = 0; i < pages; ++i) {
    kids += std::to_string(i + 3) + " 0 R ";
    objects.emplace_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
  }
  objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages) + ">>";
  std::string text = "%PDF-1.4\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string at = std::to_string(text.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    text += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(text.size());
  return text + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer<</Size " + size +
         "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace diemcau::document::testing
