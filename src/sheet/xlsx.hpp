// Workbooks of spreadsheet programs: SpreadsheetML (ECMA-376 part 1, section 18) in a ZIP archive.
#pragma once

#include <string>
#include <string_view>

#include "sheet/table.hpp"

namespace diemcau::sheet {

// The first sheet's cells as texts: numbers as they are written there, results in place of formulas, no formats.
[[nodiscard]] TableResult parse_xlsx(std::string_view bytes);

// A workbook of one sheet whose cells all are text (nothing runs as a formula, telephone numbers keep their zeros). The
// first row is a heading: bold, and it stays while the others scroll. The same table gives the same bytes.
// `name` is the sheet's: at most 31 characters, none of []:*?/\.
[[nodiscard]] std::string write_xlsx(const Table& table, std::string_view name);

}  // namespace diemcau::sheet
