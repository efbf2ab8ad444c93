// What may pass for text that people wrote.
#pragma once

#include <string_view>

namespace diemcau {

// Well-formed UTF-8 (RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view text);

// UTF-8 without control characters but tabulators and line ends.
[[nodiscard]] bool is_readable(std::string_view text);

}  // namespace diemcau
