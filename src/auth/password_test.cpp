#include "auth/password.hpp"

#include <argon2.h>
#include <gtest/gtest.h>

#include <string>

#include "auth/password_work.hpp"

namespace diemcau::auth {
namespace {

constexpr PasswordCost kCheap{.memory_kib = 64, .passes = 1};
constexpr std::string_view kGood = "một câu dài dễ nhớ";

TEST(Passwords, AreTakenByTheirLengthInCharacters) {
  const struct {
    std::string text;
    std::optional<PasswordFault> fault;
  } cases[] = {
      {"", PasswordFault::too_short},
      {"elevenchars", PasswordFault::too_short},
      {"twelve chars", std::nullopt},
      {std::string{kGood}, std::nullopt},
      {"ấấấấấấấấấấấ", PasswordFault::too_short},  // 11 characters, 33 bytes
      {"ấấấấấấấấấấấấ", std::nullopt},
      {std::string(kMaxPasswordBytes, 'x'), std::nullopt},
      {std::string(kMaxPasswordBytes + 1, 'x'), PasswordFault::too_long},
      {"twelve chars\n", PasswordFault::not_text},
      {std::string{"twelve chars\0", 13}, PasswordFault::not_text},
      {"twelve chars\x7f", PasswordFault::not_text},
      {"twelve chars\xff", PasswordFault::not_text},
      {"twelve chars\xe1\xba", PasswordFault::not_text},
      {"twelve chars\xc0\xaf", PasswordFault::not_text},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(fault_of_password(one.text), one.fault) << one.text;
  }
}

TEST(Passwords, AreKnownByTheirHash) {
  const auto hash = hash_password(kGood, PasswordSalt{1, 2, 3}, kCheap);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << *hash;
  EXPECT_TRUE(verify_password(kGood, *hash));
  EXPECT_FALSE(verify_password("một câu dài dễ nhơ", *hash));
  EXPECT_FALSE(verify_password("", *hash));
  EXPECT_FALSE(verify_password(std::string(kMaxPasswordBytes + 1, 'x'), *hash));
  EXPECT_NE(hash, hash_password(kGood, PasswordSalt{1, 2, 4}, kCheap)) << "the salt is part of it";
}

TEST(Passwords, NothingIsVerifiedByWhatIsNoHash) {
  const std::string whole = *hash_password(kGood, PasswordSalt{}, kCheap);
  for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
    EXPECT_FALSE(verify_password(kGood, whole.substr(0, length))) << length;
  }
}

TEST(Passwords, TheDecoyIsAsDearAsARealHashAndNobodys) {
  const std::string decoy = decoy_hash(kCheap);
  EXPECT_EQ(decoy.size(), hash_password(kGood, PasswordSalt{}, kCheap)->size());
  // It is refused for what was computed, not for how it is written.
  EXPECT_EQ(argon2id_verify(decoy.c_str(), kGood.data(), kGood.size()), ARGON2_VERIFY_MISMATCH);
  EXPECT_FALSE(verify_password(kGood, decoy));
}

// Nothing cheaper goes into a release by mistake.
TEST(Passwords, CostWhatWasChosen) {
  EXPECT_EQ(decoy_hash({}).substr(0, 31), "$argon2id$v=19$m=32768,t=2,p=1$");
}

TEST(PasswordWork, ChecksAndHashesWhatItIsGiven) {
  const std::string hash = *hash_password(kGood, PasswordSalt{}, kCheap);
  const std::string good{kGood};
  const struct {
    PasswordWork work;
    bool matches;
    bool hashes;
  } cases[] = {
      {{.given = good, .against = hash, .fresh = {}, .cost = kCheap}, true, false},
      {{.given = "wrong", .against = hash, .fresh = {}, .cost = kCheap}, false, false},
      {{.given = good, .against = hash, .fresh = "another sentence", .cost = kCheap}, true, true},
      {{.given = "wrong", .against = hash, .fresh = "another sentence", .cost = kCheap}, false, false},
      {{.given = {}, .against = {}, .fresh = "another sentence", .cost = kCheap}, false, true},
      {{.given = {}, .against = {}, .fresh = {}, .cost = kCheap}, false, false},
  };
  for (auto one : cases) {
    one.work.run();
    EXPECT_EQ(one.work.matches, one.matches) << one.work.given;
    EXPECT_EQ(one.work.hashed.has_value(), one.hashes) << one.work.given;
    EXPECT_TRUE(!one.hashes || verify_password("another sentence", *one.work.hashed));
  }
}

}  // namespace
}  // namespace diemcau::auth
