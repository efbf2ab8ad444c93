#include "dtls/certificate.hpp"

#include <gtest/gtest.h>

namespace diemcau::dtls {
namespace {

constexpr WallTime kNow{std::chrono::seconds{1'800'000'000}};

TEST(Certificate, EachIsItsOwn) {
  const Certificate a = Certificate::generate(kNow);
  const Certificate b = Certificate::generate(kNow);
  EXPECT_NE(a.fingerprint(), b.fingerprint());
  EXPECT_EQ(a.fingerprint(), fingerprint_of(*a.x509()));
  EXPECT_EQ(X509_verify(a.x509(), a.key()), 1);
}

TEST(Certificate, IsValidAroundTheGivenTime) {
  const Certificate certificate = Certificate::generate(kNow);
  std::time_t now = std::chrono::system_clock::to_time_t(kNow);
  EXPECT_LT(X509_cmp_time(X509_get0_notBefore(certificate.x509()), &now), 0);
  EXPECT_GT(X509_cmp_time(X509_get0_notAfter(certificate.x509()), &now), 0);
}

}  // namespace
}  // namespace diemcau::dtls
