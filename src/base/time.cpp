#include "base/time.hpp"

namespace diemcau {
namespace {

using Wide = __int128;
constexpr Wide kNanosPerSecond = 1'000'000'000;

Wide to_ntp_units(Duration duration) {
  return (static_cast<Wide>(duration.count()) << 32) / kNanosPerSecond;
}

}  // namespace

NtpTime ntp_from_unix(Duration since_unix_epoch) {
  return ntp_add(NtpTime{kNtpUnixOffsetSeconds << 32U}, since_unix_epoch);
}

Duration ntp_difference(NtpTime later, NtpTime earlier) {
  const auto delta = static_cast<std::int64_t>(later.value - earlier.value);
  const Wide scaled = static_cast<Wide>(delta) * kNanosPerSecond;
  const Wide half = Wide{1} << 31;
  return Duration{static_cast<std::int64_t>((scaled + (scaled < 0 ? -half : half)) / (Wide{1} << 32))};
}

NtpTime ntp_add(NtpTime time, Duration delta) {
  return NtpTime{time.value + static_cast<std::uint64_t>(to_ntp_units(delta))};
}

}  // namespace diemcau
