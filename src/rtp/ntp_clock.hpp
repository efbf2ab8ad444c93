// The server's one NTP timeline, tied to the monotonic clock once at start: wall time may jump, this never does.
#pragma once

#include "base/time.hpp"

namespace diemcau::rtp {

// `ntp` was the time at `at`; both advance together from there.
struct NtpClock {
  Instant at;
  NtpTime ntp;

  [[nodiscard]] NtpTime ntp_at(Instant now) const { return ntp_add(ntp, now - at); }
};

}  // namespace diemcau::rtp
