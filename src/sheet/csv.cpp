#include "sheet/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"

namespace diemcau::sheet {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ",;\t";
constexpr std::string_view kStartsFormula = "=+-@\t\r";

// Whichever the first row has most of, outside quotation marks.
char separator_of(std::string_view text) {
  std::array<std::size_t, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted != (c == '"');
    if (!quoted && (c == '\r' || c == '\n')) {
      break;
    }
    if (const auto place = kSeparators.find(c); !quoted && place != std::string_view::npos) {
      ++counts.at(place);
    }
  }
  return kSeparators.at(static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin()));
}

// What libcsv calls back.
struct Reading {
  TableBuilder builder;
  std::size_t row = 0;
  std::size_t column = 0;
  int last_end = 0;  // the character that ended the last row

  void cell(std::string_view text) { builder.put(row, column++, unguarded(text)); }

  // libcsv reports each CR and LF that ends no cell; the LF of a CR LF is no row.
  void end_of_row(int character) {
    if (column == 0 && character == CSV_LF && last_end == CSV_CR) {
      last_end = 0;
      return;
    }
    last_end = character;
    ++row;
    column = 0;
  }
};

void on_cell(void* text, std::size_t size, void* reading) {
  static_cast<Reading*>(reading)->cell({static_cast<const char*>(text), size});
}
void on_row(int character, void* reading) {
  static_cast<Reading*>(reading)->end_of_row(character);
}

struct FreeParser {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

}  // namespace

TableResult parse_csv(std::string_view bytes) {
  using enum TableFault::Code;
  if (bytes.size() > kMaxFileBytes) {
    return failure(TableFault{file_too_large});
  }
  if (!is_utf8(bytes) || bytes.find('\0') != std::string_view::npos) {
    return failure(TableFault{not_utf8});
  }
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  csv_parser parser{};
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  const std::unique_ptr<csv_parser, FreeParser> owner{&parser};
  csv_set_delim(&parser, static_cast<unsigned char>(separator_of(bytes)));
  Reading reading;
  if (csv_parse(&parser, bytes.data(), bytes.size(), on_cell, on_row, &reading) != bytes.size() ||
      csv_fini(&parser, on_cell, on_row, &reading) != 0) {
    return failure(TableFault{broken_quotes, reading.row + 1});
  }
  return reading.builder.take();
}

std::string write_csv(const Table& table) {
  std::string text{kByteOrderMark};
  for (const Row& row : table) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string cell = guarded(row[column]);
      if (column > 0) {
        text += ',';
      }
      const std::size_t begin = text.size();
      text.resize(begin + csv_write(nullptr, 0, cell.data(), cell.size()));
      csv_write(text.data() + begin, text.size() - begin, cell.data(), cell.size());
    }
    text += "\r\n";
  }
  return text;
}

std::string guarded(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  const bool runs = first != std::string_view::npos && kStartsFormula.find(text[first]) != std::string_view::npos;
  return (runs ? "'" : "") + std::string{text};
}

std::string_view unguarded(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  const bool is_guarded =
      first != std::string_view::npos && first > 0 && kStartsFormula.find(text[first]) != std::string_view::npos;
  return is_guarded ? text.substr(1) : text;
}

}  // namespace diemcau::sheet
