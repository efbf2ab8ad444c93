// The rules before the day: what the conference is, its programme, its sites and delegates.
#include "conference/setup_rules.hpp"

#include <gtest/gtest.h>

#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::concluded;
using testing::creation;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kDiscussionItem;
using testing::kHaNoi;
using testing::kOpeningItem;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::kSystem;
using testing::planned;
using testing::Play;

const SiteId kUnknown{"atlantis"};
const InvitedSite kDaNang{.id = SiteId{"da-nang"}, .name = "Đà Nẵng", .unit = "Thành phố Đà Nẵng", .phone = "0236"};
const InvitedDelegate kDelegate{DelegateId{"dai-bieu-1"}, "Đại biểu 1", "Trưởng đoàn", kBinhPhuoc, 2};

Item paper_item(std::string id) {
  return {.id = ItemId{std::move(id)}, .title = "Tham luận", .kind = "paper", .site = kBinhPhuoc, .minutes = 15};
}

std::vector<std::string> programme_of(const Play& play) {
  std::vector<std::string> ids;
  for (const Item& item : play.state.programme) {
    ids.push_back(item.id.value());
  }
  return ids;
}

// One change of a creation that makes it no conference.
Create changed(const std::function<void(Create&)>& change) {
  Create create = creation();
  change(create);
  return create;
}

Play nothing_yet() {
  return {};
}

TEST(SetupRules, ACreationIsWholeOrRefused) {
  const std::pair<std::string, std::function<void(Create&)>> faults[] = {
      {"no main site", [](Create& one) { one.main_site = kUnknown; }},
      {"a site twice", [](Create& one) { one.sites.push_back(one.sites.front()); }},
      {"no site", [](Create& one) { one.sites.clear(); }},
      {"no title", [](Create& one) { one.title.clear(); }},
      {"a kind of two words", [](Create& one) { one.kind = "hội thảo"; }},
      {"a long telephone number", [](Create& one) { one.sites[0].phone = std::string(301, '1'); }},
      {"an item twice", [](Create& one) { one.programme[1].id = one.programme[0].id; }},
      {"an item at nobody's", [](Create& one) { one.programme[0].site = kUnknown; }},
      {"an item with a paper that is not there", [](Create& one) { one.programme[0].paper = PaperId{"paper-1"}; }},
      {"an item longer than a day", [](Create& one) { one.programme[0].minutes = 1'441; }},
      {"a delegate of nobody", [](Create& one) { one.delegates = {{DelegateId{"a"}, "A", "", kUnknown, 1}}; }},
      {"a delegate twice", [](Create& one) { one.delegates = {kDelegate, kDelegate}; }},
      {"a vote of no weight", [](Create& one) { one.delegates = {{DelegateId{"a"}, "A", "", kHaNoi, 0}}; }},
  };
  for (const auto& [name, change] : faults) {
    const std::vector<testing::RefusedCommand> one{
        {name, nothing_yet, changed(change), kOrganiser, Refusal::invalid_field}};
    testing::check_refusals(one);
  }
}

TEST(SetupRules, PeoplesNamesAndNumbersAreForTheDesk) {
  Play play;
  const auto done = play.run(creation(), kOrganiser);
  ASSERT_TRUE(done);
  ASSERT_EQ(done->size(), 2U);
  EXPECT_EQ(audience_of(done->at(1)).audience, Audience::desk);
  ASSERT_EQ(play.state.desk.contacts.size(), 1U) << "of sites of which something is known";
  EXPECT_EQ(play.state.desk.contacts[0].phone, "0271 000 000");
  EXPECT_EQ(play.state.sites[1].unit, "Tỉnh Bình Phước");
}

TEST(SetupRules, ItemsWithoutIdsGetFreeOnes) {
  Create create = creation();
  create.programme = {paper_item(""), paper_item("item-1"), paper_item("")};
  Play play;
  play.must(create, kOrganiser);
  EXPECT_EQ(programme_of(play), (std::vector<std::string>{"item-2", "item-1", "item-3"}));
  play.must(PutItem{paper_item(""), std::nullopt}, kOrganiser);
  EXPECT_EQ(programme_of(play).back(), "item-4");
}

TEST(SetupRules, ALogOfBeforeItemsHadIdsReads) {
  ConferenceCreated old;
  old.main_site = kHaNoi;
  old.sites = {{kHaNoi, "Hà Nội", ""}};
  old.programme = {paper_item(""), paper_item("")};
  const State state = apply(empty_state(ConferenceId{"cu"}), {1, WallTime{}, kSystem, old, 1});
  EXPECT_EQ(state.programme[0].id, ItemId{"item-1"});
  EXPECT_EQ(state.programme[1].id, ItemId{"item-2"});
}

TEST(SetupRules, RefusedWithTheirReasons) {
  const auto with_delegate = [] {
    Play play = planned();
    play.must(PutSite{kDaNang}, kOrganiser);
    play.must(PutDelegate{{DelegateId{"a"}, "A", "", kDaNang.id, 1}}, kOrganiser);
    return play;
  };
  Item at_nobodys = paper_item("p");
  at_nobodys.site = kUnknown;
  Item untitled = paper_item("p");
  untitled.title.clear();
  InvitedSite unnamed = kDaNang;
  unnamed.name.clear();
  InvitedDelegate elsewhere = kDelegate;
  elsewhere.site = kUnknown;
  InvitedDelegate weightless = kDelegate;
  weightless.weight = 0;
  const std::vector<testing::RefusedCommand> cases{
      {"edit by chair", planned, EditConference{.title = "A"}, kChair, Refusal::not_permitted},
      {"edit to no title", planned, EditConference{.title = ""}, kOrganiser, Refusal::invalid_field},
      {"a quorum of more than all", planned, EditConference{.quorum_percent = 101}, kOrganiser, Refusal::invalid_field},
      {"edit after the end", concluded, EditConference{.title = "A"}, kOrganiser, Refusal::conference_concluded},
      {"put an item by director", planned, PutItem{paper_item("p"), {}}, kDirector, Refusal::not_permitted},
      {"put an item at nobody's", planned, PutItem{at_nobodys, {}}, kOrganiser, Refusal::no_such_site},
      {"put an item without title", planned, PutItem{untitled, {}}, kOrganiser, Refusal::invalid_field},
      {"put an item after none", planned, PutItem{paper_item("p"), ItemId{"x"}}, kOrganiser, Refusal::no_such_item},
      {"put an item after the end", concluded, PutItem{paper_item("p"), {}}, kOrganiser, Refusal::conference_concluded},
      {"move none", planned, MoveItem{ItemId{"x"}, {}}, kChair, Refusal::no_such_item},
      {"move before none", planned, MoveItem{kOpeningItem, ItemId{"x"}}, kChair, Refusal::no_such_item},
      {"remove none", planned, RemoveItem{ItemId{"x"}}, kSecretary, Refusal::no_such_item},
      {"put a site by secretary", planned, PutSite{kDaNang}, kSecretary, Refusal::not_permitted},
      {"put a site without name", planned, PutSite{unnamed}, kOrganiser, Refusal::invalid_field},
      {"put a site after the end", concluded, PutSite{kDaNang}, kOrganiser, Refusal::conference_concluded},
      {"remove no site", planned, RemoveSite{kUnknown}, kOrganiser, Refusal::no_such_site},
      {"remove the main site", planned, RemoveSite{kHaNoi}, kOrganiser, Refusal::site_in_use},
      {"remove a site with delegates", with_delegate, RemoveSite{kDaNang.id}, kOrganiser, Refusal::site_in_use},
      {"remove who was there", [] { return in_session(); }, RemoveSite{kCanTho}, kOrganiser, Refusal::site_has_joined},
      {"answer for another", planned, AnswerInvitation{kCanTho, Reply::accepted, {}}, kSite, Refusal::not_permitted},
      {"answer of nobody", planned, AnswerInvitation{kUnknown, Reply::accepted, {}}, kSecretary, Refusal::no_such_site},
      {"more people than anywhere", planned, AnswerInvitation{kBinhPhuoc, Reply::accepted, 100'001}, kSite,
       Refusal::invalid_field},
      {"a delegate of nobody", planned, PutDelegate{elsewhere}, kOrganiser, Refusal::no_such_site},
      {"a delegate without weight", planned, PutDelegate{weightless}, kOrganiser, Refusal::invalid_field},
      {"a delegate by chair", planned, PutDelegate{kDelegate}, kChair, Refusal::not_permitted},
      {"remove no delegate", planned, RemoveDelegate{kDelegate.id}, kOrganiser, Refusal::no_such_delegate},
  };
  testing::check_refusals(cases);
}

TEST(SetupRules, AnEditKeepsWhatItDoesNotName) {
  Play play = planned();
  const auto done =
      play.run(EditConference{.title = "Hội nghị", .mode = Mode::dao_tao, .quorum_percent = 67}, kOrganiser);
  ASSERT_TRUE(done);
  EXPECT_EQ(play.state.title, "Hội nghị");
  EXPECT_EQ(play.state.topic, creation().topic);
  EXPECT_EQ(play.state.starts_at, testing::kOpening);
  EXPECT_EQ(play.state.mode, Mode::dao_tao);
  EXPECT_EQ(play.state.quorum_percent, 67U);
  EXPECT_EQ(play.run(EditConference{.title = "Hội nghị"}, kOrganiser).value(), std::vector<Event>{});
}

TEST(SetupRules, ItemsStandWhereTheyWerePut) {
  Play play = planned();
  const auto order_after = [&](const Command& command) {
    play.must(command, kSecretary);
    return programme_of(play);
  };
  using Order = std::vector<std::string>;
  EXPECT_EQ(order_after(PutItem{paper_item("a"), kOpeningItem}), (Order{"khai-mac", "a", "thao-luan"}));
  EXPECT_EQ(order_after(PutItem{paper_item("b"), {}}), (Order{"khai-mac", "a", "thao-luan", "b"}));
  EXPECT_EQ(order_after(PutItem{paper_item("b"), kOpeningItem}), (Order{"khai-mac", "b", "a", "thao-luan"}));
  EXPECT_EQ(order_after(MoveItem{kDiscussionItem, ItemId{"b"}}), (Order{"khai-mac", "thao-luan", "b", "a"}));
  EXPECT_EQ(order_after(MoveItem{kOpeningItem, {}}), (Order{"thao-luan", "b", "a", "khai-mac"}));
  EXPECT_EQ(order_after(RemoveItem{ItemId{"b"}}), (Order{"thao-luan", "a", "khai-mac"}));
  Item longer = paper_item("a");
  longer.minutes = 20;
  EXPECT_EQ(order_after(PutItem{longer, {}}), (Order{"thao-luan", "a", "khai-mac"}));
  EXPECT_EQ(play.state.programme_item(longer.id)->minutes, 20U);
  EXPECT_EQ(play.run(PutItem{longer, {}}, kSecretary).value(), std::vector<Event>{}) << "it is there already";
}

TEST(SetupRules, AWithdrawnSiteTakesItsLinksWithIt) {
  Play play = planned();
  play.must(PutSite{kDaNang}, kOrganiser);
  play.must(IssueLink{LinkId{"l-da-nang"}, auth::Role::site, kDaNang.id}, kSystem);
  const auto done = play.run(RemoveSite{kDaNang.id}, kOrganiser);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (std::vector<Event>{LinkRevoked{LinkId{"l-da-nang"}}, SiteWithdrawn{kDaNang.id}}));
  EXPECT_EQ(play.state.site(kDaNang.id), nullptr);
  EXPECT_EQ(play.state.desk.contacts.size(), 1U);
}

TEST(SetupRules, AChangedNumberSaysNothingOfTheSiteToOthers) {
  Play play = planned();
  play.must(PutSite{kDaNang}, kOrganiser);
  InvitedSite other = kDaNang;
  other.phone = "0236 111";
  const auto done = play.run(PutSite{other}, kOrganiser);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, std::vector<Event>{ContactsNoted{{other.contact()}}});
  EXPECT_EQ(play.run(PutSite{other}, kOrganiser).value(), std::vector<Event>{});
}

TEST(SetupRules, TheLastAnswerCounts) {
  Play play = planned();
  play.must(AnswerInvitation{kBinhPhuoc, Reply::accepted, 45}, kSite);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->attending, 45U);
  play.must(AnswerInvitation{kBinhPhuoc, Reply::declined, {}}, kSecretary);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->reply, Reply::declined);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->attending, std::nullopt);
}

TEST(SetupRules, ASiteKnowsItsElectors) {
  Play play = planned();
  play.must(PutDelegate{kDelegate}, kOrganiser);
  ASSERT_EQ(play.state.own.at(kBinhPhuoc).electors.size(), 1U);
  InvitedDelegate moved = kDelegate;
  moved.site = kCanTho;
  play.must(PutDelegate{moved}, kOrganiser);
  EXPECT_FALSE(play.state.own.contains(kBinhPhuoc));
  EXPECT_EQ(play.state.own.at(kCanTho).electors[0].weight, 2U);
  play.must(RemoveDelegate{kDelegate.id}, kOrganiser);
  EXPECT_TRUE(play.state.own.empty());
  EXPECT_TRUE(play.state.desk.delegates.empty());
}

}  // namespace
}  // namespace diemcau::conference
