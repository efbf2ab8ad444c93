#include "conference/draft.hpp"

#include <gtest/gtest.h>

#include "conference/json.hpp"
#include "conference/test_conference.hpp"

namespace diemcau::conference {
namespace {

using testing::creation;
using testing::kBinhPhuoc;
using testing::kDiscussionItem;
using testing::kOrganiser;
using testing::kSite;
using testing::Play;

Play former() {
  Play play;
  play.must(creation(), kOrganiser);
  play.must(PutDelegate{{DelegateId{"a"}, "A", "Trưởng đoàn", kBinhPhuoc, 2}}, kOrganiser);
  play.must(AnswerInvitation{kBinhPhuoc, Reply::accepted, 45}, kOrganiser);
  return play;
}

TEST(Draft, ACopyHasSitesProgrammeAndDelegatesButNotWhatHappened) {
  const Play before = former();
  Play copy;
  copy.must(creation_of({.title = "Diễn tập", .rehearsal = true, .copy_of = before.state.id}, &before.state),
            kOrganiser);
  EXPECT_EQ(copy.state.title, "Diễn tập");
  EXPECT_EQ(copy.state.topic, before.state.topic);
  EXPECT_TRUE(copy.state.rehearsal);
  EXPECT_EQ(copy.state.starts_at, std::nullopt) << "another day";
  EXPECT_EQ(copy.state.programme, before.state.programme);
  EXPECT_EQ(copy.state.desk.contacts, before.state.desk.contacts);
  EXPECT_EQ(copy.state.desk.delegates, before.state.desk.delegates);
  EXPECT_EQ(copy.state.site(kBinhPhuoc)->reply, Reply::none);
}

TEST(Draft, WhatItSaysTakesThePlaceOfTheCopys) {
  const Play before = former();
  const Create create =
      creation_of({.topic = "", .programme = std::vector<Item>{}, .copy_of = before.state.id}, &before.state);
  EXPECT_EQ(create.topic, before.state.topic) << "empty is not said";
  EXPECT_EQ(create.programme.size(), 2U);
}

TEST(Draft, WithoutACopyNothingIsMadeUp) {
  EXPECT_EQ(Play{}.run(creation_of({}, nullptr), kOrganiser).error(), Refusal::invalid_field);
  EXPECT_EQ(creation_of({}, nullptr), Create{});
}

TEST(Draft, ReadsWhatAPageSends) {
  const auto draft = parse_draft(
      R"({"title":"Hội nghị","kind":"hoi_nghi","mode":"dao_tao","starts_at":"2021-10-28T01:00:00.000Z","main_site":"a",)"
      R"("sites":[{"id":"a","name":"A","operator":"Kỹ thuật viên"}],"programme":[{"title":"Khai mạc","kind":"opening",)"
      R"("minutes":5}],"copy_of":null})");
  ASSERT_TRUE(draft) << describe(draft.error());
  EXPECT_EQ(draft->sites->at(0).operator_, "Kỹ thuật viên");
  EXPECT_EQ(draft->programme->at(0).minutes, 5U);
  EXPECT_EQ(draft->mode, Mode::dao_tao);
  EXPECT_EQ(draft->copy_of, std::nullopt);
  EXPECT_EQ(parse_draft(R"({"sites":[{"id":"a"}]})").error(),
            (JsonError{JsonError::Kind::missing_field, "sites[0].name"}));
  EXPECT_EQ(parse_draft(R"({"colour":"red"})").error(), (JsonError{JsonError::Kind::unknown_field, "colour"}));
}

}  // namespace
}  // namespace diemcau::conference
