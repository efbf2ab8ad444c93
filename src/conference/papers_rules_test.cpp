#include "conference/papers_rules.hpp"

#include <gtest/gtest.h>

#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::concluded;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kDiscussionItem;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::planned;
using testing::Play;

const PaperId kPaper{"paper-1"};
const std::string kHash(64, 'a');
const SubmitPaper kSubmission{
    .title = "Tham luận", .site = kBinhPhuoc, .item = kDiscussionItem, .pages = 3, .content = kHash};

Play submitted() {
  Play play = in_session();
  play.must(kSubmission, kSite);
  return play;
}
Play approved() {
  Play play = submitted();
  play.must(ApprovePaper{kPaper}, kSecretary);
  return play;
}
Play shown() {
  Play play = approved();
  play.must(ShowPaper{kPaper, 1}, kDirector);
  return play;
}

SubmitPaper submission(const std::function<void(SubmitPaper&)>& change) {
  SubmitPaper one = kSubmission;
  change(one);
  return one;
}

TEST(Papers, RefusedWithTheirReasons) {
  const PaperId unknown{"paper-9"};
  const auto floor_is_elsewhere = [] {
    Play play = shown();
    play.must(GiveFloor{kCanTho}, kChair);
    return play;
  };
  const auto shown_to_the_end = [] {
    Play play = shown();
    play.must(Conclude{}, kChair);
    return play;
  };
  const std::vector<testing::RefusedCommand> cases{
      {"another's", planned, submission([](auto& one) { one.site = kCanTho; }), kSite, Refusal::not_permitted},
      {"by the chair", planned, kSubmission, kChair, Refusal::not_permitted},
      {"no title", planned, submission([](auto& one) { one.title.clear(); }), kSite, Refusal::invalid_field},
      {"no pages", planned, submission([](auto& one) { one.pages = 0; }), kSite, Refusal::invalid_field},
      {"a book", planned, submission([](auto& one) { one.pages = 2'001; }), kSite, Refusal::invalid_field},
      {"a path as content", planned, submission([](auto& one) { one.content = "../key"; }), kSite,
       Refusal::invalid_field},
      {"for no item", planned, submission([](auto& one) { one.item = ItemId{"x"}; }), kSite, Refusal::no_such_item},
      {"of no site", planned, submission([](auto& one) { one.site = SiteId{"x"}; }), kOrganiser, Refusal::no_such_site},
      {"after the end", concluded, kSubmission, kSite, Refusal::conference_concluded},
      {"approve none", submitted, ApprovePaper{unknown}, kSecretary, Refusal::no_such_paper},
      {"approve one's own", submitted, ApprovePaper{kPaper}, kSite, Refusal::not_permitted},
      {"return without a reason", submitted, ReturnPaper{kPaper, ""}, kSecretary, Refusal::invalid_field},
      {"return none", submitted, ReturnPaper{unknown, "?"}, kOrganiser, Refusal::no_such_paper},
      {"show none", approved, ShowPaper{unknown, 1}, kChair, Refusal::no_such_paper},
      {"show what was not approved", submitted, ShowPaper{kPaper, 1}, kChair, Refusal::paper_not_approved},
      {"show page 0", approved, ShowPaper{kPaper, 0}, kChair, Refusal::no_such_page},
      {"show beyond the end", approved, ShowPaper{kPaper, 4}, kChair, Refusal::no_such_page},
      {"show without the floor", approved, ShowPaper{kPaper, 1}, kSite, Refusal::not_presenting},
      {"turn nothing", approved, TurnPage{2}, kDirector, Refusal::no_paper_shown},
      {"turn beyond the end", shown, TurnPage{4}, kDirector, Refusal::no_such_page},
      {"turn without the floor", floor_is_elsewhere, TurnPage{2}, kSite, Refusal::not_presenting},
      {"turn after the end", shown_to_the_end, TurnPage{2}, kDirector, Refusal::conference_concluded},
      {"hide after the end", shown_to_the_end, HidePaper{}, kDirector, Refusal::conference_concluded},
      {"hide without the floor", floor_is_elsewhere, HidePaper{}, kSite, Refusal::not_presenting},
  };
  testing::check_refusals(cases);
}

TEST(Papers, AnApprovedOneIsForAllAndStandsAtItsItem) {
  Play play = submitted();
  EXPECT_TRUE(play.state.papers.empty());
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).papers, play.state.desk.papers);
  play.must(ApprovePaper{kPaper}, kOrganiser);
  ASSERT_EQ(play.state.papers.size(), 1U);
  EXPECT_EQ(play.state.programme_item(kDiscussionItem)->paper, kPaper);
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).papers.at(0).status, PaperStatus::approved);
  EXPECT_EQ(play.run(ApprovePaper{kPaper}, kOrganiser).value(), std::vector<Event>{});
}

TEST(Papers, AReturnedOneIsSeenNoMore) {
  Play play = shown();
  const auto done = play.run(ReturnPaper{kPaper, "Thiếu trang 2"}, kSecretary);
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, (std::vector<Event>{PaperHidden{}, PaperReturned{kPaper, kBinhPhuoc, "Thiếu trang 2"}}));
  EXPECT_EQ(play.state.showing, std::nullopt);
  EXPECT_TRUE(play.state.papers.empty());
  EXPECT_EQ(play.state.programme_item(kDiscussionItem)->paper, std::nullopt);
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).papers.at(0).reason, "Thiếu trang 2");
  play.must(kSubmission, kSite);
  EXPECT_EQ(play.state.desk.papers.at(1).id, PaperId{"paper-2"});
}

TEST(Papers, ASiteTurnsItsOwnPagesWhileItHasTheFloor) {
  Play play = approved();
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  play.must(ShowPaper{kPaper, 1}, kSite);
  play.must(TurnPage{3}, kSite);
  EXPECT_EQ(play.state.showing, (Showing{kPaper, 3, 3, kBinhPhuoc}));
  play.must(HidePaper{}, kSite);
  EXPECT_EQ(play.state.showing, std::nullopt);
  EXPECT_EQ(play.run(HidePaper{}, kSite).value(), std::vector<Event>{});
}

TEST(Papers, ASitesPaperIsItsOwnWithoutSayingSo) {
  Play play = planned();
  play.must(submission([](auto& one) { one.site.reset(); }), kSite);
  EXPECT_EQ(play.state.desk.papers.at(0).site, kBinhPhuoc);
  play.must(submission([](auto& one) { one.site.reset(); }), kOrganiser);
  EXPECT_EQ(play.state.desk.papers.at(1).site, std::nullopt);
}

TEST(Papers, WhoMayRead) {
  const Actor hall{auth::Role::hall, LinkId{"l-hall"}};
  const Actor can_tho{auth::Role::site, LinkId{"l-can-tho"}, kCanTho};
  const Play before = submitted();
  const Play after = approved();
  const struct {
    Actor actor;
    bool at_once;
  } cases[] = {{kChair, true}, {kDirector, true}, {kSecretary, true}, {kOrganiser, true},
               {kSite, true},  {can_tho, false},  {hall, false}};
  for (const auto& one : cases) {
    EXPECT_EQ(may_read(*submitted_paper(before.state, kPaper), one.actor), one.at_once) << to_text(one.actor.role);
    EXPECT_TRUE(may_read(*submitted_paper(after.state, kPaper), one.actor)) << to_text(one.actor.role);
  }
}

}  // namespace
}  // namespace diemcau::conference
