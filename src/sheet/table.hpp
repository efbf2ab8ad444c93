// A table as people exchange it: rows of cells of text, read from bytes that nobody vouches for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace diemcau::sheet {

// Every row of the file, empty ones too: row number n of a spreadsheet program is rows[n - 1].
using Row = std::vector<std::string>;
using Table = std::vector<Row>;

// What a file may hold at most. The largest directory, every site of the country, has some 40'000 rows.
inline constexpr std::size_t kMaxFileBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxUnpackedBytes = 48 * 1024 * 1024;  // of all parts of a packed file that are read
inline constexpr std::size_t kMaxTextBytes = 24 * 1024 * 1024;      // of all cells: packed files share their texts
inline constexpr std::size_t kMaxRows = 50'000;
inline constexpr std::size_t kMaxColumns = 32;
inline constexpr std::size_t kMaxCellBytes = 4096;

// Why a file cannot be read as a table.
struct TableFault {
  enum class Code : std::uint8_t {
    file_too_large,
    not_utf8,        // UTF-16, a legacy Vietnamese encoding, or not text at all
    broken_quotes,   // CSV: a quoted cell does not end, or goes on behind its end
    not_a_workbook,  // XLSX: not packed, packed wrongly, encrypted, or without a sheet
    unpacks_too_large,
    too_many_rows,
    too_many_columns,
    cell_too_long,
    text_too_long,  // all cells together
  };
  Code code = Code::not_a_workbook;
  std::size_t row = 0;  // where; 0 when it is about the file as a whole

  friend bool operator==(const TableFault&, const TableFault&) = default;
};

// A stable code, and what happened and what to do, in the product's two languages.
struct FaultText {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};
[[nodiscard]] FaultText text_of(TableFault::Code code);

using TableResult = Result<Table, TableFault>;

// Fills a table within its limits; the first fault latches.
class TableBuilder {
 public:
  // Puts a cell into its place (both from 0), with empty ones before it; an empty cell takes no place.
  // False once there is a fault.
  bool put(std::size_t row, std::size_t column, std::string_view text);
  bool fail(TableFault::Code code, std::size_t row = 0);
  [[nodiscard]] TableResult take();

 private:
  Table table_;
  std::size_t text_bytes_ = 0;
  std::optional<TableFault> fault_;
};

}  // namespace diemcau::sheet
