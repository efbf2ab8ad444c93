#include "auth/permission.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace diemcau::auth {
namespace {

// The whole table, one letter per role in the order of kAllRoles (chair director secretary site hall observer organiser
// system): '-' no, 'o' own site, 'x' any.
const std::map<Act, std::string> kTable{
    {Act::create, "------xx"},
    {Act::edit_conference, "------x-"},
    {Act::edit_programme, "x-x---x-"},
    {Act::invite, "------x-"},
    {Act::issue_link, "x-----xx"},
    {Act::revoke_link, "x-----xx"},
    {Act::list_links, "xx----x-"},
    {Act::answer_invitation, "--xo--x-"},
    {Act::submit_paper, "--xo--x-"},
    {Act::review_paper, "--x---x-"},
    {Act::show_paper, "xxxo----"},
    {Act::record_line_test, "---o----"},
    {Act::sign_line_test, "-x-o----"},
    {Act::give_consent, "---o----"},
    {Act::call_retest, "-x----x-"},
    {Act::open, "x-------"},
    {Act::pause, "x-------"},
    {Act::conclude, "x-------"},
    {Act::start_item, "xxx-----"},
    {Act::take_chair, "x-------"},
    {Act::hand_over_chair, "x-----x-"},
    {Act::request_floor, "x-xo----"},
    {Act::withdraw_request, "xxxo----"},
    {Act::reorder_queue, "x-x-----"},
    {Act::give_floor, "xx------"},
    {Act::lead_turns, "x-------"},
    {Act::undo, "xxx-----"},
    {Act::cue, "xx------"},
    {Act::set_preview, "-x------"},
    {Act::take_scene, "xx------"},
    {Act::show_strap, "xx------"},
    {Act::mute_site, "xx-o----"},
    {Act::call_roll, "--x---x-"},
    {Act::confirm_presence, "--xo--x-"},
    {Act::open_vote, "x-x----x"},
    {Act::cast_ballot, "---o----"},
    {Act::take_note, "x-x-----"},
    {Act::send_message, "xxxo----"},
    {Act::ask_question, "---o----"},
    {Act::moderate_questions, "x-x-----"},
    {Act::state_media_fact, "-------x"},
    {Act::publish, "---o----"},
    {Act::talk_back, "xx------"},
    {Act::receive_hall, "xx--x---"},
    {Act::receive_site, "xx-x----"},
    {Act::receive_observer, "xxxxxx--"},
    {Act::receive_director, "xx------"},
    {Act::watch, "xxxxxxxx"},
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
  std::size_t acts = 0;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Act>>([&](auto act) {
    ++acts;
    std::string row;
    for (const Role role : kAllRoles) {
      row += letter(grant(role, act.value));
    }
    EXPECT_EQ(row, kTable.at(act.value)) << act.name;
  });
  EXPECT_EQ(kTable.size(), acts);
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
    EXPECT_EQ(from_text<Role>(to_text(role)), role);
  }
  EXPECT_EQ(from_text<Role>("Chair"), std::nullopt);
  EXPECT_EQ(from_text<Role>(""), std::nullopt);
}

}  // namespace
}  // namespace diemcau::auth
