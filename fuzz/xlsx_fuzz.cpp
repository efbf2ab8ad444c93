// Bytes as a workbook; and, since few mutations are an archive, bytes as the sheet, the texts or the workbook part
// within one (the first byte chooses). A table that was read is within its limits, and written it reads the same.
#include <array>

#include "base/bytes.hpp"
#include "check.hpp"
#include "sheet/archive.hpp"
#include "sheet/xlsx.hpp"

namespace {

using namespace diemcau;

constexpr std::string_view kWorkbook = R"(<workbook><sheets><sheet r:id="a"/></sheets></workbook>)";
constexpr std::string_view kRelations = R"(<Relationships><Relationship Id="a" Target="sheet.xml"/></Relationships>)";
constexpr std::string_view kSheet =
    R"(<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>)";
constexpr std::string_view kTexts = R"(<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>)";

std::string packed(std::size_t chosen, std::string_view bytes) {
  std::array<std::pair<std::string, std::string>, 4> parts{{{"xl/workbook.xml", std::string{kWorkbook}},
                                                            {"xl/_rels/workbook.xml.rels", std::string{kRelations}},
                                                            {"xl/sheet.xml", std::string{kSheet}},
                                                            {"xl/sharedStrings.xml", std::string{kTexts}}}};
  parts.at(chosen % parts.size()).second = bytes;
  return sheet::pack(parts);
}

void check(std::string_view bytes) {
  const auto first = sheet::parse_xlsx(bytes);
  if (!first) {
    FUZZ_CHECK(!sheet::text_of(first.error().code).vi.empty());
    return;
  }
  FUZZ_CHECK(first->size() <= sheet::kMaxRows);
  const std::string written = sheet::write_xlsx(*first, "A");
  const auto second = sheet::parse_xlsx(written);
  FUZZ_CHECK(second && second->size() == first->size());
  FUZZ_CHECK(sheet::write_xlsx(*second, "A") == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  check(text);
  if (!text.empty()) {
    check(packed(static_cast<unsigned char>(text[0]), text.substr(1)));
  }
  return 0;
}
