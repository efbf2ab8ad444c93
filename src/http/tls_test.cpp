#include "http/tls.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

namespace diemcau::http {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNow = 1'635'382'800;  // 2021-10-28 08:00 in Hà Nội
constexpr std::int64_t kDay = 24L * 3600;

class LocalAuthorityTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "diemcau-tls-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = fs::path{name};
  }
  void TearDown() override { fs::remove_all(folder_); }

  LocalAuthority ensure(const std::vector<std::string>& names, std::int64_t now = kNow) {
    const auto made = ensure_local_authority(folder_ / "tls", names, now);
    EXPECT_TRUE(made) << (made ? "" : made.error());
    return made.value_or(LocalAuthority{});
  }
  static std::string text_of(const fs::path& path) {
    std::ifstream in{path};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  fs::path folder_;
};

TEST_F(LocalAuthorityTest, MakesBothOnceAndKeepsThem) {
  const LocalAuthority first = ensure({"localhost", "127.0.0.1"});
  EXPECT_TRUE(first.made_authority);
  EXPECT_TRUE(first.made_certificate);
  const std::string certificate = text_of(first.certificate);
  const LocalAuthority again = ensure({"localhost", "127.0.0.1"}, kNow + kDay);
  EXPECT_FALSE(again.made_authority);
  EXPECT_FALSE(again.made_certificate);
  EXPECT_EQ(text_of(again.certificate), certificate);
}

TEST_F(LocalAuthorityTest, KeysAreForTheirOwnerAlone) {
  const LocalAuthority files = ensure({"localhost"});
  for (const fs::path& key : {files.key, folder_ / "tls" / "ca-key.pem"}) {
    EXPECT_EQ(fs::status(key).permissions(), fs::perms::owner_read | fs::perms::owner_write) << key;
  }
  EXPECT_EQ(fs::status(folder_ / "tls").permissions(), fs::perms::owner_all);
}

TEST_F(LocalAuthorityTest, NewNamesOrTheEndNearMakeANewCertificateUnderTheSameAuthority) {
  const LocalAuthority files = ensure({"localhost"});
  const std::string authority = text_of(files.ca_certificate);
  EXPECT_TRUE(ensure({"localhost", "192.0.2.7"}).made_certificate);
  EXPECT_FALSE(ensure({"localhost"}).made_certificate) << "fewer names need no new one";
  EXPECT_FALSE(ensure({"localhost"}, kNow + 360 * kDay).made_certificate);
  EXPECT_TRUE(ensure({"localhost"}, kNow + 370 * kDay).made_certificate);
  EXPECT_EQ(text_of(files.ca_certificate), authority);
}

TEST_F(LocalAuthorityTest, WhatIsBrokenIsMadeAnew) {
  const LocalAuthority files = ensure({"localhost"});
  std::ofstream{files.certificate} << "no certificate";
  EXPECT_TRUE(ensure({"localhost"}).made_certificate);
  EXPECT_TRUE(tls_from_files(files.certificate, files.key));
}

TEST_F(LocalAuthorityTest, ADamagedAuthorityIsNotReplacedInSilence) {
  const LocalAuthority files = ensure({"localhost"});
  const fs::path key = folder_ / "tls" / "ca-key.pem";
  for (const fs::path& damaged : {files.ca_certificate, key}) {
    const std::string whole = text_of(damaged);
    std::ofstream{damaged} << "";
    const auto refused = ensure_local_authority(folder_ / "tls", {"localhost"}, kNow);
    ASSERT_FALSE(refused) << damaged;
    EXPECT_NE(refused.error().find("damaged"), std::string::npos);
    std::ofstream{damaged} << whole;
    EXPECT_FALSE(ensure({"localhost"}).made_authority);
  }
  fs::remove(files.ca_certificate);
  fs::remove(key);
  EXPECT_TRUE(ensure({"localhost"}).made_authority) << "whoever removes both wants a new one";
}

TEST_F(LocalAuthorityTest, AnAuthorityNearItsEndIsFollowedByANewOne) {
  ensure({"localhost"});
  EXPECT_TRUE(ensure({"localhost"}, kNow + 3'400 * kDay).made_authority);
}

TEST_F(LocalAuthorityTest, FilesThatDoNotFitAreRefusedWithAReason) {
  const LocalAuthority files = ensure({"localhost"});
  EXPECT_TRUE(tls_from_files(files.certificate, files.key));
  EXPECT_NE(tls_from_files(files.certificate, folder_ / "tls" / "ca-key.pem").error().find("key"), std::string::npos);
  EXPECT_NE(tls_from_files(folder_ / "none.pem", files.key).error().find("none.pem"), std::string::npos);
}

TEST(NamesOfThisHost, HoldLoopbackAndWhatIsGivenOnce) {
  const auto names = names_of_this_host({"192.0.2.7", "localhost"});
  for (const char* name : {"localhost", "127.0.0.1", "::1", "192.0.2.7"}) {
    EXPECT_EQ(std::ranges::count(names, name), 1) << name;
  }
}

}  // namespace
}  // namespace diemcau::http
