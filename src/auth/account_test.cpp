#include "auth/account.hpp"

#include <gtest/gtest.h>

#include <string>

namespace diemcau::auth {
namespace {

TEST(AccountNames, AreReadOrRefused) {
  const std::string longest(kMaxAccountName, 'a');
  const struct {
    std::string text;
    std::optional<std::string> name;
  } cases[] = {
      {"an", "an"},
      {"tran-an", "tran-an"},
      {"Tran-An", "tran-an"},
      {"  tran-an ", "tran-an"},
      {"can-bo-2", "can-bo-2"},
      {longest, longest},
      {longest + "a", std::nullopt},
      {"a", std::nullopt},
      {"", std::nullopt},
      {"   ", std::nullopt},
      {"tran an", std::nullopt},
      {"-an", std::nullopt},
      {"an-", std::nullopt},
      {"tran--an", std::nullopt},
      {"tr\xE1\xBA\xA7n", std::nullopt},
      {"an@example.org", std::nullopt},
      {"../an", std::nullopt},
      {std::string{"an\0b", 4}, std::nullopt},
  };
  for (const auto& one : cases) {
    const auto name = account_name(one.text);
    EXPECT_EQ(name ? std::optional{name->value()} : std::nullopt, one.name) << '"' << one.text << '"';
  }
}

TEST(AccountRoles, OnlyAdministratorsManageAccounts) {
  EXPECT_TRUE(may_manage_accounts(AccountRole::administrator));
  EXPECT_FALSE(may_manage_accounts(AccountRole::organiser));
}

}  // namespace
}  // namespace diemcau::auth
