// Small text tools of the line-based formats. All borrow; none knows a locale.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace diemcau::wire {

[[nodiscard]] constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

[[nodiscard]] inline std::string to_lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

// The whole text as a decimal number; nothing for signs, spaces, or what `U` cannot hold.
template <std::unsigned_integral U>
[[nodiscard]] std::optional<U> parse_number(std::string_view text) {
  U value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

// Cuts the text at `separator`, hands out the part before it and leaves the part after it; all of it when there is
// none.
[[nodiscard]] inline std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
  return part;
}

[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

// The next word, separated by one or more spaces; empty at the end.
[[nodiscard]] inline std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  return take_until(text, ' ');
}

}  // namespace diemcau::wire
