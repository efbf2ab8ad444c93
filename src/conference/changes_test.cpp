#include "conference/changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <string>

#include "base/random.hpp"
#include "conference/codec.hpp"
#include "conference/frames.hpp"
#include "conference/json.hpp"
#include "conference/test_changes.hpp"
#include "conference/test_conference.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;
using testing::applied;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kHaNoi;
using testing::kOpening;
using testing::kSite;

template <class T>
void shuffle(std::vector<T>& list, Random& random) {
  for (std::size_t i = list.size(); i > 1; --i) {
    std::swap(list[i - 1], list[random.below(i)]);
  }
}

// Any change of any part, more than the events of today make.
State random_change(State state, Random& random, std::uint64_t& next_site) {
  for (SiteState& site : state.sites) {
    site.present = random.below(4) != 0;
    site.screen = site.present && random.below(4) == 0;
    site.muted = random.below(4) == 0;
  }
  if (random.below(3) == 0 && !state.sites.empty()) {
    state.sites.erase(state.sites.begin() + static_cast<std::ptrdiff_t>(random.below(state.sites.size())));
  }
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    const std::string id = "site-" + std::to_string(next_site++);
    const auto place = static_cast<std::ptrdiff_t>(random.below(state.sites.size() + 1));
    state.sites.insert(state.sites.begin() + place, SiteState{.id = SiteId{id}, .name = id});
  }
  if (random.below(4) == 0) {
    shuffle(state.sites, random);
  }
  if (random.below(2) == 0) {
    state.turn.reset();
  } else {
    state.turn = Turn{random.below(9), kHaNoi, kOpening};
  }
  state.phase = random.below(2) == 0 ? Phase::in_session : Phase::concluded;
  if (random.below(2) == 0) {
    state.programme.push_back(
        {.id = ItemId{"tham-luan"}, .title = "Tham luận", .kind = "paper", .site = kBinhPhuoc, .minutes = 5});
  }
  return state;
}

TEST(Changes, AppliedToTheStateBeforeTheyGiveTheStateAfter) {
  const char* const given = std::getenv("DIEMCAU_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20'211'028;
  std::printf("seed %llu (DIEMCAU_SEED sets it)\n", static_cast<unsigned long long>(seed));
  Random random{seed};
  std::uint64_t next_site = 0;
  State before;
  for (int i = 0; i < 2'000; ++i) {
    if (i % 40 == 0) {
      before = in_session().state;
    }
    const State after = random_change(before, random, next_site);
    const json::object changed = changes(before, after);
    ASSERT_EQ(applied(to_json(before), changed), to_json(after)) << "step " << i << ": " << json::serialize(changed);
    ASSERT_TRUE(changes(after, after).empty());
    before = after;
  }
}

TEST(Changes, SayOnlyWhatDiffers) {
  testing::Play play = in_session();
  const State before = play.state;
  play.must(MuteSite{kCanTho, true}, testing::kDirector);
  EXPECT_EQ(
      json::serialize(changes(before, play.state)),
      R"({"sites":{"upserted":[)" + json::serialize(codec::write(*play.state.site(kCanTho))) + R"(],"removed":[]}})");
  const State muted = play.state;
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  EXPECT_EQ(json::serialize(changes(muted, play.state)),
            R"({"turn":{"number":1,"site":"binh-phuoc","since":"2021-10-28T01:00:00.000Z","topic":"","item":null,)"
            R"("allotted_s":null,"used_ms":0,"running_since":"2021-10-28T01:00:00.000Z"},)"
            R"("strap":{"title":"Bình Phước","subtitle":""},)"
            R"("scene":{"kind":"speaker","main":"binh-phuoc","second":null,"content":null},)"
            R"("heard":{"upserted":["binh-phuoc"],"removed":[]}})");
}

TEST(Changes, WhatIsAddedAtTheEndNeedsNoOrder) {
  const State before = in_session().state;
  State after = before;
  after.sites.push_back({.id = SiteId{"da-nang"}, .name = "Đà Nẵng"});
  EXPECT_FALSE(changes(before, after).at("sites").as_object().contains("order"));
  std::swap(after.sites.front(), after.sites.back());
  EXPECT_TRUE(changes(before, after).at("sites").as_object().contains("order"));
}

// ---- Who is told what ----

const EventRecord kRecord{9, kOpening, kChair, TurnStarted{1, kBinhPhuoc}, 8};
constexpr std::string_view kHead =
    R"({"type":"event","seq":9,"act":8,"at":"2021-10-28T01:00:00.000Z","by":{"role":"chair","link":"l-chair"},"event":)";
constexpr std::string_view kEvent = R"({"type":"turn_started","turn":1,"site":"binh-phuoc","topic":""})";
constexpr std::string_view kWithheld = R"({"type":"withheld"})";

std::string frame(std::string_view event, std::string_view rest) {
  return std::string{kHead} + std::string{event} + std::string{rest} + "}";
}

TEST(EventTexts, OneTextWhereAllMaySeeTheSame) {
  const EventTexts texts = event_texts(kRecord, {}, {{{"turn", nullptr}}, {}, {}});
  EXPECT_EQ(texts.everybody, frame(kEvent, R"(,"changed":{"turn":null})"));
  EXPECT_FALSE(texts.desk);
  EXPECT_TRUE(texts.sites.empty());
}

TEST(EventTexts, AreWithheldFromThoseWhomTheyAreNotFor) {
  const EventTexts desk = event_texts(kRecord, {Audience::desk, {}}, {});
  EXPECT_EQ(desk.everybody, frame(kWithheld, R"(,"changed":{})"));
  EXPECT_EQ(desk.desk, frame(kEvent, R"(,"changed":{})"));
  EXPECT_TRUE(desk.sites.empty());

  const EventTexts site = event_texts(kRecord, {Audience::desk_and_site, kCanTho}, {});
  EXPECT_EQ(site.everybody, desk.everybody);
  EXPECT_EQ(site.desk, desk.desk);
  ASSERT_EQ(site.sites.size(), 1U);
  EXPECT_EQ(site.sites.at(kCanTho), frame(kEvent, R"(,"changed":{})"));
}

TEST(EventTexts, WhatIsNotForAllGoesToWhomItIsFor) {
  const Changes changed{{}, {{"notes", "x"}}, {{kCanTho, {{"seen", true}}}, {kHaNoi, {{"seen", false}}}}};
  const EventTexts texts = event_texts(kRecord, {Audience::desk_and_site, kCanTho}, changed);
  EXPECT_EQ(texts.everybody, frame(kWithheld, R"(,"changed":{})"));
  EXPECT_EQ(texts.desk, frame(kEvent, R"(,"changed":{},"desk_changed":{"notes":"x"})"));
  EXPECT_EQ(texts.sites.at(kCanTho), frame(kEvent, R"(,"changed":{},"own_changed":{"seen":true})"));
  EXPECT_EQ(texts.sites.at(kHaNoi), frame(kWithheld, R"(,"changed":{},"own_changed":{"seen":false})"));
}

TEST(Snapshot, HasThePartsThatOneMaySee) {
  const State state = in_session().state;
  const auto end = [&](const Actor& you) {
    const std::string text = snapshot_frame(state, you);
    return text.substr(text.rfind(",\"desk\""));
  };
  EXPECT_EQ(end(kChair), R"(,"desk":)" + desk_json(state) + R"(,"own":null})");
  EXPECT_EQ(end(kSite), R"(,"desk":null,"own":)" + json::serialize(codec::write(OwnState{})) + "}");
  EXPECT_EQ(end({auth::Role::hall, LinkId{"l"}}), R"(,"desk":null,"own":null})");
}

}  // namespace
}  // namespace diemcau::conference
