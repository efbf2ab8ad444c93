#include "base/text.hpp"

#include <utf8proc.h>

#include <cstddef>

namespace diemcau {

std::optional<char32_t> take_character(std::string_view& text) {
  utf8proc_int32_t point = 0;
  const utf8proc_ssize_t taken = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                  static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (taken <= 0) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(taken));
  return static_cast<char32_t>(point);
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (!take_character(text)) {
      return false;
    }
  }
  return true;
}

bool is_readable(std::string_view text) {
  constexpr std::u32string_view kAllowed = U"\t\n\r";
  while (!text.empty()) {
    const auto one = take_character(text);
    if (!one || (*one < 0x20 && kAllowed.find(*one) == std::u32string_view::npos) || *one == 0x7f) {
      return false;
    }
  }
  return true;
}

}  // namespace diemcau
