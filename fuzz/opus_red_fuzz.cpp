// Redundant audio, Opus and retransmissions: the blocks of a payload add up to it; a wrapped payload unwraps the same.
#include <algorithm>

#include "check.hpp"
#include "wire/opus.hpp"
#include "wire/red.hpp"
#include "wire/rtx.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;

void check_opus(Bytes payload) {
  if (const auto packet = parse_opus(payload)) {
    FUZZ_CHECK(packet->frames > 0 && packet->frames <= 48);
    FUZZ_CHECK(packet->duration > Duration{0} && packet->duration <= std::chrono::milliseconds{120});
  }
}

void check_red(Bytes payload) {
  const auto red = parse_red(payload);
  if (!red) {
    return;
  }
  std::size_t total = 4 * (red->count - 1) + 1 + red->primary().data.size();
  for (const RedBlock& block : red->redundant()) {
    total += block.data.size();
    check_opus(block.data);
  }
  FUZZ_CHECK(total == payload.size());
  check_opus(red->primary().data);
}

void check_rtx(Bytes payload) {
  static std::array<std::uint8_t, 300'000> target{};
  const auto rtx = parse_rtx(payload);
  FUZZ_CHECK(rtx.has_value() == (payload.size() >= 2));
  if (!rtx || payload.size() > target.size() - kRtpHeaderSize) {
    return;
  }
  const auto size = write_rtx(target, {}, {}, rtx->original_sequence, rtx->payload);
  FUZZ_CHECK(size);
  FUZZ_CHECK(std::ranges::equal(parse_rtp(Bytes{target}.first(*size))->payload, payload));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes payload{data, size};
  check_opus(payload);
  check_red(payload);
  check_rtx(payload);
  return 0;
}
