#include "wire/sdp_lines.hpp"

#include <algorithm>

#include "wire/sdp.hpp"
#include "wire/text.hpp"

namespace diemcau::wire {

SdpAttribute split_attribute(std::string_view text) {
  SdpAttribute attribute;
  attribute.value = text;
  attribute.name = take_until(attribute.value, ':');
  return attribute;
}

SdpLines::SdpLines(std::string_view text) : rest_(text) {
  if (text.size() > kMaxSdpBytes) {
    error_ = SdpError{0, "the text is longer than " + std::to_string(kMaxSdpBytes) + " bytes"};
  }
}

std::optional<SdpLine> SdpLines::next() {
  while (!error_ && !rest_.empty()) {
    std::string_view line = take_until(rest_, '\n');
    ++number_;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      continue;
    }
    if (number_ > kMaxSdpLines) {
      error_ = SdpError{number_, "more than " + std::to_string(kMaxSdpLines) + " lines"};
    } else if (line.size() < 2 || line[1] != '=') {
      error_ = SdpError{number_, "expected a letter and '=', as in \"a=mid:0\""};
    } else if (line.find('\r') != std::string_view::npos || line.find('\0') != std::string_view::npos) {
      error_ = SdpError{number_, "a carriage return or a zero byte stands within the line"};
    } else {
      return SdpLine{number_, line[0], line.substr(2)};
    }
  }
  return std::nullopt;
}

std::string SdpError::describe() const {
  std::string text = line == 0 ? "session description: " + reason : "line " + std::to_string(line) + ": " + reason;
  // It quotes what the client sent, which need not be text at all; what it becomes part of (JSON, a log) must be.
  std::ranges::replace_if(text, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return text;
}

}  // namespace diemcau::wire
