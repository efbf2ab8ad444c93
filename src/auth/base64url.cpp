#include "auth/base64url.hpp"

namespace diemcau::auth {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string to_base64url(Bytes bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  unsigned waiting = 0;  // bits not yet written, in the low end of `bits`
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8U) | byte;
    waiting += 8;
    while (waiting >= 6) {
      waiting -= 6;
      text += kAlphabet[(bits >> waiting) & 0x3FU];
    }
  }
  if (waiting > 0) {
    text += kAlphabet[(bits << (6 - waiting)) & 0x3FU];
  }
  return text;
}

std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned waiting = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    waiting += 6;
    if (waiting >= 8) {
      waiting -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> waiting));
    }
  }
  const bool has_rest = waiting >= 6 || (bits & ((1U << waiting) - 1U)) != 0;
  return has_rest ? std::nullopt : std::optional{std::move(bytes)};
}

}  // namespace diemcau::auth
