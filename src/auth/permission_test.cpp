#include "auth/permission.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace diemcau::auth {
namespace {

// The whole table, one letter per role in the order of kAllRoles (chair director secretary site hall observer
// organiser system):
// '-' no, 'o' own site, 'x' any.
const std::map<Act, std::string> kTable{
    {Act::create, "-------x"},           {Act::issue_link, "------xx"},      {Act::open, "x-------"},
    {Act::give_floor, "x-------"},       {Act::take_back_floor, "x-------"}, {Act::take_scene, "xx------"},
    {Act::mute_site, "-x-o----"},        {Act::revoke_link, "x-----xx"},     {Act::conclude, "x-------"},
    {Act::state_media_fact, "-------x"}, {Act::watch, "xxxxxxxx"},           {Act::list_links, "xx----x-"},
    {Act::publish, "---o----"},          {Act::receive_hall, "xx--x---"},    {Act::receive_site, "xx-x----"},
    {Act::receive_observer, "xx-xxx--"},
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
    const bool leads =
        role == Role::chair || role == Role::director || role == Role::secretary || role == Role::organiser;
    EXPECT_EQ(is_desk(role), leads) << to_text(role);
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

TEST(Role, LinksGiveAllButThoseOfAccountsAndOfTheServer) {
  for (const Role role : kAllRoles) {
    EXPECT_EQ(is_of_links(role), role != Role::organiser && role != Role::system) << to_text(role);
  }
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
