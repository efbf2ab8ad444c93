#include <array>
#include <pugixml.hpp>
#include <sstream>

#include "sheet/archive.hpp"
#include "sheet/xlsx.hpp"

namespace diemcau::sheet {
namespace {

// ECMA-376 part 1, sections 18.2 (workbook), 18.3 (worksheet), 18.8 (styles); part 2 for the packaging.
constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr std::string_view kPackage =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" )"
    R"(Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" )"
    R"(Target="worksheets/sheet1.xml"/><Relationship Id="rId2" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";
// Format 49 is text ("@"): what is typed into a cell stays as it was typed. Style 0 plain, 1 the heading.
constexpr std::string_view kStyles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2">)"
    R"(<font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill>)"
    R"(<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>)"
    R"(<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRelationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr double kColumnWidth = 24;  // characters

std::string text_of(const pugi::xml_document& document) {
  std::ostringstream text;
  document.save(text, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::string{kDeclaration} + text.str();
}

std::string workbook(std::string_view name) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("workbook");
  root.append_attribute("xmlns") = kMain;
  root.append_attribute("xmlns:r") = kRelationSpace;
  pugi::xml_node sheet = root.append_child("sheets").append_child("sheet");
  sheet.append_attribute("name") = std::string{name}.c_str();
  sheet.append_attribute("sheetId") = 1;
  sheet.append_attribute("r:id") = "rId1";
  return text_of(document);
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return letters;
}

// XML 1.0 has no way to write these.
std::string printable(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 && c != '\t' && c != '\n' && c != '\r' ? ' ' : c;
  }
  return clean;
}

void append_cell(pugi::xml_node row, const std::string& reference, std::string_view text, bool heading) {
  pugi::xml_node cell = row.append_child("c");
  cell.append_attribute("r") = reference.c_str();
  cell.append_attribute("s") = heading ? 1 : 0;
  cell.append_attribute("t") = "inlineStr";
  pugi::xml_node t = cell.append_child("is").append_child("t");
  t.append_attribute("xml:space") = "preserve";
  t.text() = printable(text).c_str();
}

std::string worksheet(const Table& table) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("worksheet");
  root.append_attribute("xmlns") = kMain;
  pugi::xml_node view = root.append_child("sheetViews").append_child("sheetView");
  view.append_attribute("workbookViewId") = 0;
  pugi::xml_node pane = view.append_child("pane");
  pane.append_attribute("ySplit") = 1;
  pane.append_attribute("topLeftCell") = "A2";
  pane.append_attribute("state") = "frozen";
  pugi::xml_node columns = root.append_child("cols").append_child("col");
  columns.append_attribute("min") = 1;
  columns.append_attribute("max") = static_cast<unsigned>(kMaxColumns);
  columns.append_attribute("width") = kColumnWidth;
  columns.append_attribute("style") = 0;
  pugi::xml_node data = root.append_child("sheetData");
  for (std::size_t number = 0; number < table.size(); ++number) {
    const std::string row_text = std::to_string(number + 1);
    pugi::xml_node row = data.append_child("row");
    row.append_attribute("r") = row_text.c_str();
    for (std::size_t column = 0; column < table[number].size(); ++column) {
      if (!table[number][column].empty()) {
        append_cell(row, column_letters(column) + row_text, table[number][column], number == 0);
      }
    }
  }
  return text_of(document);
}

}  // namespace

std::string write_xlsx(const Table& table, std::string_view name) {
  const auto xml = [](std::string_view body) { return std::string{kDeclaration}.append(body); };
  const std::array<std::pair<std::string, std::string>, 6> parts{{{"[Content_Types].xml", xml(kTypes)},
                                                                  {"_rels/.rels", xml(kPackage)},
                                                                  {"xl/workbook.xml", workbook(name)},
                                                                  {"xl/_rels/workbook.xml.rels", xml(kRelations)},
                                                                  {"xl/styles.xml", xml(kStyles)},
                                                                  {"xl/worksheets/sheet1.xml", worksheet(table)}}};
  return pack(parts);
}

}  // namespace diemcau::sheet
