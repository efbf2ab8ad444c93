// Why a session description was refused, for the person whose client sent it.
#pragma once

#include <cstddef>
#include <string>

namespace diemcau::wire {

struct SdpError {
  std::size_t line = 0;  // counted from 1; 0: the text as a whole
  std::string reason;    // what is wrong and what was expected

  // "line 12: ..." in one sentence.
  [[nodiscard]] std::string describe() const;

  friend bool operator==(const SdpError&, const SdpError&) = default;
};

}  // namespace diemcau::wire
