// What may pass for text that people wrote.
#pragma once

#include <optional>
#include <string_view>

namespace diemcau {

// Takes the first character off; nothing, and `text` as it was, where it is empty or does not begin with UTF-8 (RFC
// 3629).
[[nodiscard]] std::optional<char32_t> take_character(std::string_view& text);

// Well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

// UTF-8 without control characters but tabulators and line ends.
[[nodiscard]] bool is_readable(std::string_view text);

}  // namespace diemcau
