// The lines of a session description: "x=value", ended by CRLF or LF (RFC 8866 section 5). Borrowed.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "wire/sdp_error.hpp"

namespace diemcau::wire {

struct SdpLine {
  std::size_t number = 0;  // from 1
  char type = 0;
  std::string_view value;
};

// "name" or "name:value", as they follow "a=".
struct SdpAttribute {
  std::string_view name;
  std::string_view value;
};
[[nodiscard]] SdpAttribute split_attribute(std::string_view text);

class SdpLines {
 public:
  explicit SdpLines(std::string_view text);

  // The next line that is not empty. Nothing at the end or at an error.
  [[nodiscard]] std::optional<SdpLine> next();
  [[nodiscard]] const std::optional<SdpError>& error() const { return error_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
  std::optional<SdpError> error_;
};

}  // namespace diemcau::wire
