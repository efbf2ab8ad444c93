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

TEST(Fingerprint, TextRoundTrip) {
  Fingerprint fingerprint;
  for (std::size_t i = 0; i < fingerprint.digest.size(); ++i) {
    fingerprint.digest[i] = static_cast<std::uint8_t>(i * 9 + 3);
  }
  const std::string text = fingerprint_text(fingerprint);
  EXPECT_EQ(text.substr(0, 11), "03:0C:15:1E");
  EXPECT_EQ(text.size(), 95U);
  EXPECT_EQ(parse_fingerprint(text), fingerprint);
  std::string lower = text;
  for (char& character : lower) {
    character = static_cast<char>(std::tolower(character));
  }
  EXPECT_EQ(parse_fingerprint(lower), fingerprint);
}

TEST(Fingerprint, RefusesEverythingElse) {
  const std::string text = fingerprint_text(Fingerprint{});
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(parse_fingerprint(text.substr(0, size))) << size;
  }
  EXPECT_FALSE(parse_fingerprint(text + ":00"));
  EXPECT_FALSE(parse_fingerprint(text + "0"));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = 'g';
    EXPECT_FALSE(parse_fingerprint(changed)) << i;
  }
}

}  // namespace
}  // namespace diemcau::dtls
