// Each field of each form: what is wrong with it is said at it.
#include "conference/field_faults.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conference/limits.hpp"
#include "conference/test_conference.hpp"

namespace diemcau::conference {
namespace {

using namespace testing;
using enum FaultKind;

const std::string kTooLong(kMaxTextBytes + 1, 'a');
const std::string kTooLongName(kMaxShortBytes + 1, 'a');
const std::string kTooLongTopic(kMaxTopicBytes + 1, 'a');

struct Case {
  std::string name;
  Command command;
  std::vector<FieldFault> faults;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    std::string said;
    for (const FieldFault& fault : field_faults(one.command, kOpening)) {
      said += fault.field + " " + std::string{to_text(fault.kind)} + "; ";
    }
    EXPECT_EQ(field_faults(one.command, kOpening), one.faults) << one.name << ": " << said;
  }
}

TEST(FieldFaults, OfSettingUp) {
  const PutItem item{{.id = ItemId{"m1"}, .title = "Tham luận", .kind = "paper", .speaker = "Bà Lan"}, {}};
  const PutSite site{{.id = kBinhPhuoc, .name = "Bình Phước"}};
  const PutDelegate delegate{{.id = DelegateId{"d1"}, .name = "Ông Ba", .post = "", .site = kBinhPhuoc, .weight = 1}};
  const auto changed = [](auto command, auto change) {
    change(command);
    return command;
  };
  check({
      {"a whole conference", creation(), {}},
      {"no title", changed(creation(), [](Create& c) { c.title = ""; }), {{"title", missing}}},
      {"a kind with spaces", changed(creation(), [](Create& c) { c.kind = "hội thảo"; }), {{"kind", malformed}}},
      {"no sites",
       changed(creation(),
               [](Create& c) {
                 c.sites.clear();
                 c.programme.clear();
                 c.delegates.clear();
               }),
       {{"sites", missing}, {"main_site", unknown}}},
      {"a site twice", changed(creation(), [](Create& c) { c.sites[1] = c.sites[0]; }), {{"sites[1].id", repeated}}},
      {"a site of no name", changed(creation(), [](Create& c) { c.sites[1].name = ""; }), {{"sites[1].name", missing}}},
      {"an item at no site",
       changed(creation(),
               [](Create& c) { c.programme = {{.title = "Tham luận", .kind = "paper", .site = SiteId{"hue"}}}; }),
       {{"programme[0].site", unknown}}},
      {"a delegate of no site",
       changed(creation(), [](Create& c) { c.delegates = {{DelegateId{"d1"}, "Ông Ba", "", SiteId{"hue"}, 1}}; }),
       {{"delegates[0].site", unknown}}},
      {"an empty title", EditConference{.title = ""}, {{"title", missing}}},
      {"all is wrong",
       EditConference{.title = kTooLong, .topic = kTooLong, .kind = "", .quorum_percent = 101},
       {{"title", too_long}, {"topic", too_long}, {"kind", missing}, {"quorum_percent", out_of_range}}},
      {"nothing is changed", EditConference{}, {}},
      {"an item", item, {}},
      {"an item's title", changed(item, [](PutItem& c) { c.item.title = ""; }), {{"item.title", missing}}},
      {"an item's speaker", changed(item, [](PutItem& c) { c.item.speaker = ""; }), {{"item.speaker", missing}}},
      {"an item's minutes",
       changed(item, [](PutItem& c) { c.item.minutes = kMaxItemMinutes + 1; }),
       {{"item.minutes", out_of_range}}},
      {"a site", site, {}},
      {"a site's id", changed(site, [](PutSite& c) { c.site.id = SiteId{"Bình Phước"}; }), {{"site.id", malformed}}},
      {"a site's people",
       changed(site, [](PutSite& c) { c.site.operator_ = c.site.phone = c.site.head = c.site.unit = kTooLongName; }),
       {{"site.unit", too_long}, {"site.head", too_long}, {"site.operator", too_long}, {"site.phone", too_long}}},
      {"a delegate", delegate, {}},
      {"a delegate's weight",
       changed(delegate, [](PutDelegate& c) { c.delegate.weight = 0; }),
       {{"delegate.weight", out_of_range}}},
      {"a delegate's name",
       changed(delegate, [](PutDelegate& c) { c.delegate.name = kTooLongName; }),
       {{"delegate.name", too_long}}},
      {"too many people", AnswerInvitation{kBinhPhuoc, Reply::accepted, kMaxPeople + 1}, {{"attending", out_of_range}}},
      {"a site's link without a site", IssueLink{LinkId{"l"}, auth::Role::site}, {{"site", missing}}},
      {"a chair's link with one", IssueLink{LinkId{"l"}, auth::Role::chair, kBinhPhuoc}, {{"site", misplaced}}},
      {"a link that is over",
       IssueLink{.link = LinkId{"l"}, .role = auth::Role::chair, .expires_at = kOpening},
       {{"expires_at", out_of_range}}},
      {"a link for the server itself", IssueLink{LinkId{"l"}, auth::Role::system}, {{"role", out_of_range}}},
  });
}

TEST(FieldFaults, OfPapersAndTheLineTest) {
  RecordLineTest record;
  record.site = kBinhPhuoc;
  record.loss_percent = 101;
  record.note = kTooLongName;
  check({
      {"a paper", SubmitPaper{"Báo cáo", kBinhPhuoc, {}, 3, std::string(64, 'a')}, {}},
      {"a paper of nothing",
       SubmitPaper{"", kBinhPhuoc, {}, 0, "x"},
       {{"title", missing}, {"pages", out_of_range}, {"content", malformed}}},
      {"sent back without a word", ReturnPaper{PaperId{"paper-1"}, ""}, {{"reason", missing}}},
      {"measures of no line", record, {{"loss_percent", out_of_range}, {"note", too_long}}},
      {"signed by nobody", SignLineTest{kBinhPhuoc, ""}, {{"name", missing}}},
  });
}

TEST(FieldFaults, OfTheDay) {
  check({
      {"a topic", RequestFloor{kBinhPhuoc, kTooLongTopic}, {{"topic", too_long}}},
      {"one request twice", ReorderQueue{{1, 2, 1}}, {{"numbers", repeated}}},
      {"more requests than can be",
       ReorderQueue{std::vector<std::uint64_t>(kMaxRequests + 1, 1)},
       {{"numbers", too_long}, {"numbers", repeated}}},
      {"a turn of no time", GiveFloor{.site = kBinhPhuoc, .minutes = 0}, {{"minutes", out_of_range}}},
      {"a turn without limit", GiveFloor{.site = kBinhPhuoc}, {}},
      {"a turn longer by nothing", ExtendTurn{0}, {{"minutes", out_of_range}}},
      {"a strap of nothing", ShowStrap{"", kTooLong}, {{"title", missing}, {"subtitle", too_long}}},
      {"a slate of nothing", ShowSlate{""}, {{"text", missing}}},
  });
}

TEST(FieldFaults, OfTheAssembly) {
  check({
      {"not called", ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::not_called}, {{"roll", missing}}},
      {"absent people",
       ConfirmPresence{.site = kBinhPhuoc, .roll = Attendance::absent, .headcount = 4},
       {{"headcount", misplaced}}},
      {"why it is there", ConfirmPresence{.site = kBinhPhuoc, .absence = "ốm"}, {{"absence", misplaced}}},
      {"a stadium", ConfirmPresence{.site = kBinhPhuoc, .headcount = kMaxPeople + 1}, {{"headcount", out_of_range}}},
      {"a motion of nothing",
       OpenVote{.title = "", .text = "", .quorum_percent = 101},
       {{"title", missing}, {"quorum_percent", out_of_range}}},
      {"an empty note", TakeNote{"", {}}, {{"text", missing}}},
      {"a corrected note", CorrectNote{1, kTooLong}, {{"text", too_long}}},
      {"a message", SendMessage{"director", std::string(kMaxMessageBytes + 1, 'a')}, {{"text", too_long}}},
      {"a question", AskQuestion{""}, {{"text", missing}}},
      {"an answer", AnswerQuestion{1, ""}, {{"answer", missing}}},
  });
}

TEST(FieldFaults, AreBounded) {
  Create create = creation();
  create.delegates.assign(kMaxDelegates, InvitedDelegate{});
  EXPECT_EQ(field_faults(create, kOpening).size(), kMaxFieldFaults);
}

}  // namespace
}  // namespace diemcau::conference
