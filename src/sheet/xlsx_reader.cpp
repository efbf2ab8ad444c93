#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "base/text.hpp"
#include "sheet/archive.hpp"
#include "sheet/xlsx.hpp"

namespace diemcau::sheet {
namespace {

using Code = TableFault::Code;

constexpr std::size_t kMaxColumnLetters = 3;  // "XFD" is the last column there is
constexpr std::string_view kWorkbook = "xl/workbook.xml";

// A name without its namespace prefix, of which every program may choose its own.
std::string_view local_name(const char* name) {
  const std::string_view whole{name};
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node one : node.children()) {
    if (local_name(one.name()) == name) {
      return one;
    }
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute one : node.attributes()) {
    if (local_name(one.name()) == name) {
      return one.value();
    }
  }
  return {};
}

// `name` must be without prefix: "id" and "r:id" are two attributes.
std::string_view plain_attribute(pugi::xml_node node, const char* name) {
  return node.attribute(name).value();
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// Fills `document` from a part; borrows `bytes`, which it changes.
Result<void, TableFault> load(Archive& archive, const std::string& name, std::string& bytes,
                              pugi::xml_document& document) {
  auto part = archive.part(name);
  if (!part) {
    return failure(part.error());
  }
  bytes = std::move(*part);
  // Blanks between runs of text are text.
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata_single;
  if (!document.load_buffer_inplace(bytes.data(), bytes.size(), kOptions, pugi::encoding_auto)) {
    return failure(TableFault{Code::not_a_workbook});
  }
  return {};
}

// The text of `si` and `is` (ECMA-376 part 1, 18.4.8): `t` alone, or `t` of each run; phonetic hints are no text.
std::string rich_text(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node one : node.children()) {
    if (local_name(one.name()) == "t") {
      text += one.text().get();
    } else if (local_name(one.name()) == "r") {
      text += child(one, "t").text().get();
    }
  }
  return text;
}

// The path of the first sheet's part: workbook.xml names a relationship, whose target is relative to xl/ or absolute.
Result<std::string, TableFault> first_sheet(Archive& archive) {
  std::string bytes;
  pugi::xml_document workbook;
  if (auto loaded = load(archive, std::string{kWorkbook}, bytes, workbook); !loaded) {
    return failure(loaded.error());
  }
  const pugi::xml_node sheet = child(child(child(workbook, "workbook"), "sheets"), "sheet");
  std::string relation;
  for (const pugi::xml_attribute one : sheet.attributes()) {
    if (std::string_view{one.name()}.ends_with(":id")) {
      relation = one.value();
    }
  }
  std::string more_bytes;
  pugi::xml_document relations;
  if (auto loaded = load(archive, "xl/_rels/workbook.xml.rels", more_bytes, relations); !loaded) {
    return failure(loaded.error());
  }
  for (const pugi::xml_node one : child(relations, "Relationships").children()) {
    const std::string_view target = plain_attribute(one, "Target");
    if (plain_attribute(one, "Id") == relation && !relation.empty() && !target.empty()) {
      return target.starts_with('/') ? std::string{target.substr(1)} : "xl/" + std::string{target};
    }
  }
  return failure(TableFault{Code::not_a_workbook});
}

// A workbook without texts has no such part.
Result<std::vector<std::string>, TableFault> shared_texts(Archive& archive) {
  std::string bytes;
  pugi::xml_document document;
  std::vector<std::string> texts;
  if (auto loaded = load(archive, "xl/sharedStrings.xml", bytes, document); !loaded) {
    if (loaded.error().code == Code::not_a_workbook) {
      return texts;
    }
    return failure(loaded.error());
  }
  for (const pugi::xml_node one : child(document, "sst").children()) {
    if (local_name(one.name()) == "si") {
      texts.push_back(rich_text(one));
    }
  }
  return texts;
}

// "BC23" is column 54 (from 0). Nothing when it does not begin with a column.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
    if (++letters > kMaxColumnLetters) {
      return std::nullopt;
    }
  }
  return letters > 0 ? std::optional{column - 1} : std::nullopt;
}

// Borrows from the document and from `shared`, which many cells may name; `own` keeps what is put together.
std::string_view text_of_cell(pugi::xml_node cell, const std::vector<std::string>& shared, std::string& own) {
  const std::string_view type = attribute(cell, "t");
  const std::string_view value = child(cell, "v").text().get();
  if (type == "s") {
    const auto index = number(value);
    return index && *index < shared.size() ? std::string_view{shared[*index]} : std::string_view{};
  }
  if (type == "inlineStr") {
    own = rich_text(child(cell, "is"));
    return own;
  }
  return type == "e" ? std::string_view{} : value;  // "#N/A" is no text of anybody's
}

// False once there is a fault.
bool read_row(pugi::xml_node node, std::size_t row, const std::vector<std::string>& shared, TableBuilder& builder) {
  std::size_t column = 0;
  std::string own;
  for (const pugi::xml_node cell : node.children()) {
    if (local_name(cell.name()) != "c") {
      continue;
    }
    column = column_of(attribute(cell, "r")).value_or(column);
    const std::string_view text = text_of_cell(cell, shared, own);
    if (!builder.put(row, column, text)) {
      return false;
    }
    if (!is_utf8(text)) {  // not before it is known to be short
      return builder.fail(Code::not_utf8, row + 1);
    }
    ++column;
  }
  return true;
}

}  // namespace

TableResult parse_xlsx(std::string_view bytes) {
  if (bytes.size() > kMaxFileBytes) {
    return failure(TableFault{Code::file_too_large});
  }
  auto archive = Archive::open(bytes);
  if (!archive) {
    return failure(TableFault{Code::not_a_workbook});
  }
  const auto name = first_sheet(*archive);
  if (!name) {
    return failure(name.error());
  }
  const auto shared = shared_texts(*archive);
  if (!shared) {
    return failure(shared.error());
  }
  std::string sheet;
  pugi::xml_document document;
  if (auto loaded = load(*archive, *name, sheet, document); !loaded) {
    return failure(loaded.error());
  }
  TableBuilder builder;
  std::size_t row = 0;  // where the next row stands unless it says another
  for (const pugi::xml_node one : child(child(document, "worksheet"), "sheetData").children()) {
    if (local_name(one.name()) == "row") {
      const auto said = number(attribute(one, "r"));
      row = said && *said > 0 ? *said - 1 : row;
      if (!read_row(one, row, *shared, builder)) {
        break;
      }
      ++row;
    }
  }
  return builder.take();
}

}  // namespace diemcau::sheet
