#include "sheet/csv.hpp"

#include <gtest/gtest.h>

namespace diemcau::sheet {
namespace {

using Code = TableFault::Code;

TEST(Csv, ReadsWhatSpreadsheetProgramsWrite) {
  const Table two{{"Mã", "Tên"}, {"a", "Bình Phước"}};
  const std::pair<std::string_view, Table> cases[] = {
      {"Mã,Tên\r\na,Bình Phước\r\n", two},
      {"Mã,Tên\na,Bình Phước", two},
      {"Mã,Tên\ra,Bình Phước\r", two},
      {"\xEF\xBB\xBFMã;Tên\r\na;Bình Phước\r\n", two},
      {"Mã\tTên\na\tBình Phước\n", two},
      {"\"Mã\",\"Tên\"\r\n\"a\",\"Bình Phước\"\r\n", two},
      {"a,\"b, \"\"c\"\"\r\nd\"\r\n", {{"a", "b, \"c\"\r\nd"}}},
      {"a;b,c\r\n", {{"a;b", "c"}}},
      {"\"a;b;c\"\r\n\"d\",\";\"", {{"a;b;c"}, {"d", ";"}}},
      {"a,,c\r\n", {{"a", "", "c"}}},
      {"a,b,,\r\n", {{"a", "b"}}},
      {"a\r\n\r\nb\r\n", {{"a"}, {}, {"b"}}},  // the empty row counts: numbers are those of the program
      {"a\n\n\nb", {{"a"}, {}, {}, {"b"}}},
      {"'=1+1,'+84,''-", {{"=1+1", "+84", "'-"}}},
      {"", {}},
      {"\r\n", {}},
  };
  for (const auto& [text, table] : cases) {
    const auto read = parse_csv(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, table) << text;
  }
}

TEST(Csv, NamesWhatIsWrongAndWhere) {
  const std::string long_cell(kMaxCellBytes + 1, 'x');
  const std::string many_columns(kMaxColumns + 1, ',');
  std::string many_rows(kMaxRows * 2, '\n');
  std::string much;
  for (std::size_t i = 0; i <= kMaxFileBytes / 2; ++i) {
    much += "a,";
  }
  const std::pair<std::string, TableFault> cases[] = {
      {"a,\"b", {Code::broken_quotes, 1}},
      {"a\n\"b\"c\n", {Code::broken_quotes, 2}},
      {"a\xff", {Code::not_utf8, 0}},
      {std::string{"a\0b", 3}, {Code::not_utf8, 0}},
      {"\xff\xfe" + std::string{"a\0", 2}, {Code::not_utf8, 0}},
      {"a\n" + long_cell, {Code::cell_too_long, 2}},
      {many_columns + "x", {Code::too_many_columns, 1}},
      {many_rows + "x", {Code::too_many_rows, kMaxRows * 2 + 1}},
      {much, {Code::file_too_large, 0}},
  };
  for (const auto& [text, fault] : cases) {
    const auto read = parse_csv(text);
    ASSERT_FALSE(read) << text.substr(0, 20);
    EXPECT_EQ(read.error(), fault) << text_of(read.error().code).code << " row " << read.error().row;
    EXPECT_FALSE(text_of(fault.code).vi.empty());
    EXPECT_FALSE(text_of(fault.code).en.empty());
  }
}

TEST(Csv, EveryPrefixIsReadOrRefused) {
  const std::string whole = "\xEF\xBB\xBF\"Mã\";\"Tên\"\r\n\"a\";\"Ủy ban \"\"X\"\"\"\r\n'=b;\"\n\"\r\n";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto read = parse_csv(std::string_view{whole}.substr(0, size));
    EXPECT_TRUE(read || read.error().code == Code::broken_quotes || read.error().code == Code::not_utf8) << size;
  }
  EXPECT_TRUE(parse_csv(whole));
}

TEST(Csv, WhatIsWrittenReadsTheSame) {
  const Table table{
      {"Mã", "=HYPERLINK(\"x\")"}, {"'", "''=1", "-5"}, {}, {"", "a;b", "c\td", " đầu và cuối "}, {"@x\ny"}};
  const std::string text = write_csv(table);
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF\"Mã\",\"'=HYPERLINK(\"\"x\"\")\"\r\n")) << text;
  EXPECT_EQ(parse_csv(text).value(), table);
  EXPECT_EQ(write_csv({}), "\xEF\xBB\xBF");
}

TEST(Csv, GuardsFormulasAndNothingElse) {
  for (const std::string_view text : {"=1", "+84", "-1", "@a", "\t=1", "\r=1", "'=1", "''+"}) {
    EXPECT_EQ(guarded(text), "'" + std::string{text});
    EXPECT_EQ(unguarded(guarded(text)), text);
  }
  for (const std::string_view text : {"", "a", "1-1", "'", "'a", " =1", "ã="}) {
    EXPECT_EQ(guarded(text), text);
    EXPECT_EQ(unguarded(text), text);
  }
}

}  // namespace
}  // namespace diemcau::sheet
