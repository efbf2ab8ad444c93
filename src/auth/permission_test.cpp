#include "auth/permission.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace diemcau::auth {
namespace {

// The whole table, one letter per role in the order of kAllRoles (chair director site hall observer system):
// '-' no, 'o' own site, 'x' any.
const std::map<Act, std::string> kTable{
    {Act::create, "-----x"},           {Act::issue_link, "-----x"},      {Act::open, "x-----"},
    {Act::give_floor, "x-----"},       {Act::take_back_floor, "x-----"}, {Act::take_scene, "xx----"},
    {Act::mute_site, "-xo---"},        {Act::revoke_link, "x----x"},     {Act::conclude, "x-----"},
    {Act::state_media_fact, "-----x"}, {Act::watch, "xxxxxx"},           {Act::list_links, "xx----"},
    {Act::publish, "--o---"},          {Act::receive_hall, "xx-x--"},    {Act::receive_site, "xxx---"},
    {Act::receive_observer, "xxxxx-"},
};

char letter(Grant grant) {
  switch (grant) {
    case Grant::no:
      return '-';
    case Grant::own_site:
      return 'o';
    case Grant::any:
      return 'x';
  }
  return '?';
}

TEST(Role, TheDeskIsWhoLeads) {
  for (const Role role : kAllRoles) {
    EXPECT_EQ(is_desk(role), role == Role::chair || role == Role::director) << to_text(role);
  }
}

TEST(Permission, EveryRoleAndActIsAsTheTableSays) {
  ASSERT_EQ(kTable.size(), kAllActs.size());
  for (const Act act : kAllActs) {
    std::string row;
    for (const Role role : kAllRoles) {
      row += letter(grant(role, act));
    }
    EXPECT_EQ(row, kTable.at(act)) << "act " << static_cast<int>(act);
  }
}

TEST(Permission, OwnSiteIsOnlyOnesOwn) {
  const SiteId own{"binh-phuoc"};
  const SiteId other{"can-tho"};
  EXPECT_TRUE(may(Role::site, own, Act::mute_site, own));
  EXPECT_TRUE(may(Role::site, own, Act::publish, std::nullopt));
  EXPECT_FALSE(may(Role::site, own, Act::mute_site, other));
  EXPECT_FALSE(may(Role::site, std::nullopt, Act::mute_site, other));
  EXPECT_TRUE(may(Role::director, std::nullopt, Act::mute_site, other));
}

TEST(Role, NamesReadBack) {
  for (const Role role : kAllRoles) {
    EXPECT_EQ(role_from_text(to_text(role)), role);
  }
  EXPECT_EQ(role_from_text("Chair"), std::nullopt);
  EXPECT_EQ(role_from_text(""), std::nullopt);
}

}  // namespace
}  // namespace diemcau::auth
