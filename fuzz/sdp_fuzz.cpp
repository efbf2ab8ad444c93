// A description that was read, written again, reads the same; errors name a line and a reason. Likewise fragments.
#include <algorithm>

#include "check.hpp"
#include "wire/sdp.hpp"
#include "wire/trickle.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;

// What was given once for the whole session is written in each section, and may be longer then than is read.
bool readable(const std::string& text) {
  return text.size() <= kMaxSdpBytes &&
         static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <= kMaxSdpLines;
}

void check_error(const SdpError& error) {
  FUZZ_CHECK(!error.reason.empty() && error.line <= kMaxSdpLines + 1 && !error.describe().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  if (const auto first = parse_sdp(text)) {
    const std::string written = write_sdp(*first);
    if (readable(written)) {
      const auto second = parse_sdp(written);
      FUZZ_CHECK(second && *second == *first);
      FUZZ_CHECK(write_sdp(*second) == written);
    }
  } else {
    check_error(first.error());
  }
  if (const auto first = parse_trickle_fragment(text)) {
    const std::string written = write_trickle_fragment(*first);
    if (readable(written)) {
      const auto second = parse_trickle_fragment(written);
      FUZZ_CHECK(second && *second == *first);
    }
  } else {
    check_error(first.error());
  }
  return 0;
}
