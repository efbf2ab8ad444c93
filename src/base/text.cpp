#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace diemcau {

bool is_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t taken = utf8proc_iterate(at, left, &point);
    if (taken <= 0) {
      return false;
    }
    at += taken;
    left -= taken;
  }
  return true;
}

bool is_readable(std::string_view text) {
  const auto is_control = [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7f;
  };
  return is_utf8(text) && std::ranges::none_of(text, is_control);
}

}  // namespace diemcau
