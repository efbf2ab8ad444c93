#include "sheet/xlsx.hpp"

#include <gtest/gtest.h>

#include "sheet/archive.hpp"

namespace diemcau::sheet {
namespace {

using Code = TableFault::Code;
using Parts = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kWorkbook =
    R"(<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId7"/><sheet r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view kRelations = R"(<Relationships><Relationship Id="rId1" Target="worksheets/other.xml"/>)"
                                        R"(<Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>)";

// A workbook whose first sheet holds these rows.
std::string workbook_of(std::string_view rows, std::string_view shared = {}) {
  Parts parts{{"xl/workbook.xml", std::string{kWorkbook}},
              {"xl/_rels/workbook.xml.rels", std::string{kRelations}},
              {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string{rows} + "</sheetData></worksheet>"}};
  if (!shared.empty()) {
    parts.emplace_back("xl/sharedStrings.xml", "<sst>" + std::string{shared} + "</sst>");
  }
  return pack(parts);
}

TEST(Xlsx, ReadsWhatSpreadsheetProgramsWrite) {
  struct Case {
    std::string_view rows;
    std::string_view shared;
    Table table;
  };
  const Case cases[] = {
      {R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>)",
       "<si><t>Tên</t></si><si><t>Mã</t></si>",
       {{"Mã", "Tên"}}},
      {R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)",
       "<si><r><t>Bình</t></r><r><rPr/><t xml:space=\"preserve\"> </t></r><r><t>Phước</t></r><rPh><t>x</t></rPh></si>",
       {{"Bình Phước"}}},
      {R"(<row r="2"><c r="C2"><v>80</v></c></row>)", "", {{}, {"", "", "80"}}},
      {R"(<row><c><v>1</v></c><c t="inlineStr"><is><t>&lt;b&gt;</t></is></c></row><row><c><v>2</v></c></row>)",
       "",
       {{"1", "<b>"}, {"2"}}},
      {R"(<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>x</v></c><c r="B1" t="e"><v>#N/A</v></c></row>)",
       "",
       {{"x"}}},
      {R"(<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1" t="s"><v>-1</v></c></row>)", "<si><t>a</t></si>", {}},
      {R"(<row r="1048576" ht="20"/>)", "", {}},  // a format on the last row is no row
      {R"(<row r="1"><c r="XFD1" s="3"/></row>)", "", {}},
  };
  for (const Case& one : cases) {
    const auto read = parse_xlsx(workbook_of(one.rows, one.shared));
    ASSERT_TRUE(read) << one.rows << text_of(read.error().code).code;
    EXPECT_EQ(*read, one.table) << one.rows;
  }
}

TEST(Xlsx, PassesOverNamespacePrefixes) {
  const Parts parts{
      {"xl/workbook.xml", R"(<x:workbook xmlns:rel="r"><x:sheets><x:sheet rel:id="a"/></x:sheets></x:workbook>)"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="a" Target="/xl/sheet.xml"/></Relationships>)"},
      {"xl/sheet.xml", R"(<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData>)"
                       R"(</x:worksheet>)"}};
  EXPECT_EQ(parse_xlsx(pack(parts)).value(), (Table{{"5"}}));
}

TEST(Xlsx, NamesWhatIsWrong) {
  const std::string long_text = "<si><t>" + std::string(kMaxCellBytes + 1, 'x') + "</t></si>";
  const std::string shared_text = "<si><t>" + std::string(kMaxCellBytes, 'x') + "</t></si>";
  std::string shares_much;  // a small file, a large table
  for (std::size_t row = 1; row <= kMaxTextBytes / kMaxCellBytes + 1; ++row) {
    shares_much += "<row><c t=\"s\"><v>0</v></c></row>";
  }
  const std::pair<std::string, TableFault> cases[] = {
      {"", {Code::not_a_workbook, 0}},
      {"PK\3\4", {Code::not_a_workbook, 0}},
      {"Mã,Tên\r\n", {Code::not_a_workbook, 0}},
      {pack(Parts{{"a", "b"}}), {Code::not_a_workbook, 0}},
      {workbook_of("<row>"), {Code::not_a_workbook, 0}},
      {workbook_of(R"(<row r="1"><c r="AG1"><v>1</v></c></row>)"), {Code::too_many_columns, 1}},
      {workbook_of(R"(<row r="50001"><c r="A1"><v>1</v></c></row>)"), {Code::too_many_rows, 50'001}},
      {workbook_of(R"(<row r="3"><c r="A1" t="s"><v>0</v></c></row>)", long_text), {Code::cell_too_long, 3}},
      {workbook_of("<row r=\"1\"><c r=\"A1\"><v>\xff</v></c></row>"), {Code::not_utf8, 1}},
      {workbook_of(shares_much, shared_text), {Code::text_too_long, kMaxTextBytes / kMaxCellBytes + 1}},
      {workbook_of({}, std::string(kMaxUnpackedBytes, ' ')), {Code::unpacks_too_large, 0}},
      {std::string(kMaxFileBytes + 1, 'x'), {Code::file_too_large, 0}},
  };
  for (const auto& [bytes, fault] : cases) {
    const auto read = parse_xlsx(bytes);
    ASSERT_FALSE(read) << bytes.size();
    EXPECT_EQ(read.error(), fault) << text_of(read.error().code).code << " row " << read.error().row << " of "
                                   << bytes.size();
  }
}

TEST(Xlsx, AZipBombIsSmallAndRefused) {
  const std::string bomb = workbook_of({}, std::string(kMaxUnpackedBytes, ' '));
  EXPECT_LT(bomb.size(), kMaxFileBytes / 100);
  EXPECT_EQ(parse_xlsx(bomb).error().code, Code::unpacks_too_large);
}

TEST(Xlsx, WhatIsWrittenReadsTheSame) {
  const Table table{{"Mã", "Tên"},
                    {"a", "=1+1", "0903 000 001"},
                    {},
                    {"", "<b> & \"c\"", " đầu và cuối ", "hai\ndòng"},
                    Row(kMaxColumns, "x")};
  const std::string bytes = write_xlsx(table, "Điểm cầu");
  EXPECT_EQ(parse_xlsx(bytes).value(), table);
  EXPECT_EQ(write_xlsx(table, "Điểm cầu"), bytes) << "the same table, other bytes";
  EXPECT_EQ(parse_xlsx(write_xlsx({}, "A")).value(), Table{});
  EXPECT_EQ(parse_xlsx(write_xlsx({{"a\x01"}}, "A")).value(), (Table{{"a "}}));
}

TEST(Xlsx, EveryPrefixIsReadOrRefused) {
  const std::string whole = write_xlsx({{"Mã", "Tên"}, {"a", "Bình Phước"}}, "A");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto read = parse_xlsx(std::string_view{whole}.substr(0, size));
    EXPECT_TRUE(!read && read.error().code == Code::not_a_workbook) << size;
  }
}

}  // namespace
}  // namespace diemcau::sheet
