// Comma-separated values (RFC 4180), as spreadsheet programs write and read them.
#pragma once

#include <string>
#include <string_view>

#include "sheet/table.hpp"

namespace diemcau::sheet {

// UTF-8, with or without byte order mark; the separator is whichever of , ; and tab the first row has most
// of, outside quotation marks.
// Lines may end in CR, LF or both. A formula guard (see write_csv) is taken off.
[[nodiscard]] TableResult parse_csv(std::string_view bytes);

// Every cell quoted, separated by commas, lines ended by CR LF, after a byte order mark, without which Excel takes
// UTF-8 for a legacy encoding. A cell that a spreadsheet program would run as a formula gets an apostrophe in front.
[[nodiscard]] std::string write_csv(const Table& table);

// Text whose first character, apostrophes passed over, is one of = + - @ tab CR, with one more apostrophe in front;
// any other text as it is. `unguarded(guarded(text)) == text` for every text.
[[nodiscard]] std::string guarded(std::string_view text);
[[nodiscard]] std::string_view unguarded(std::string_view text);

}  // namespace diemcau::sheet
