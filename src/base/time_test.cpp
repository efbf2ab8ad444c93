#include "base/time.hpp"

#include <gtest/gtest.h>

namespace diemcau {
namespace {

using namespace std::chrono_literals;

TEST(NtpTime, UnixEpochIsTheRfcOffset) {
  EXPECT_EQ(ntp_from_unix(0ns).value >> 32U, 2'208'988'800U);
}

TEST(NtpTime, HalfASecondIsHalfTheLowWord) {
  EXPECT_EQ(ntp_from_unix(500ms).value & 0xFFFFFFFFU, 0x80000000U);
}

TEST(NtpTime, DifferenceUndoesAddition) {
  const NtpTime start = ntp_from_unix(1'635'379'200s);
  for (const Duration delta :
       {Duration{0}, Duration{1}, Duration{-1}, Duration{37ms}, Duration{-80ms}, Duration{3600s}}) {
    EXPECT_EQ(ntp_difference(ntp_add(start, delta), start), delta) << delta.count();
  }
}

TEST(NtpTime, CompactIsTheMiddleWord) {
  EXPECT_EQ(NtpTime{0x1122334455667788}.compact(), 0x33445566U);
}

}  // namespace
}  // namespace diemcau
