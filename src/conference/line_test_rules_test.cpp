#include "conference/line_test_rules.hpp"

#include <gtest/gtest.h>

#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::concluded;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kOrganiser;
using testing::kSite;
using testing::planned;
using testing::Play;

constexpr LineMeasures measures(std::uint32_t up, std::uint32_t down, std::uint32_t loss, std::uint32_t rtt,
                                std::uint32_t jitter) {
  LineMeasures all;
  all.up_kbps = up;
  all.down_kbps = down;
  all.loss_percent = loss;
  all.rtt_ms = rtt;
  all.jitter_ms = jitter;
  all.path = "udp";
  all.camera = all.microphone = all.speaker = true;
  return all;
}

const LineMeasures kGood = measures(4'000, 8'000, 0, 40, 5);

RecordLineTest record(const SiteId& site, const LineMeasures& all) {
  return {all, site};
}

TEST(LineTest, TheWorstMeasureDecides) {
  using F = LineFault;
  const struct {
    std::string_view name;
    LineMeasures all;
    Verdict verdict;
    std::vector<LineFault> faults;
  } cases[] = {
      {"a good line", kGood, Verdict::passed, {}},
      {"just good enough", measures(1'500, 2'500, 2, 300, 50), Verdict::passed, {}},
      {"just not", measures(1'499, 2'499, 3, 301, 51), Verdict::weak, {F::up, F::down, F::loss, F::rtt, F::jitter}},
      {"just usable", measures(300, 500, 10, 800, 150), Verdict::weak, {F::up, F::down, F::loss, F::rtt, F::jitter}},
      {"nothing goes up", measures(299, 8'000, 0, 40, 5), Verdict::failed, {F::up}},
      {"nothing comes down", measures(4'000, 499, 0, 40, 5), Verdict::failed, {F::down}},
      {"loses much", measures(4'000, 8'000, 11, 40, 5), Verdict::failed, {F::loss}},
      {"far away", measures(4'000, 8'000, 0, 801, 5), Verdict::failed, {F::rtt}},
      {"unsteady", measures(4'000, 8'000, 0, 40, 151), Verdict::failed, {F::jitter}},
      {"a weak one beside a failed one", measures(299, 2'499, 0, 40, 5), Verdict::failed, {F::up, F::down}},
      {"a failed one beside a weak one", measures(1'499, 499, 3, 40, 5), Verdict::failed, {F::up, F::down, F::loss}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(judge(one.all), (Judgement{one.verdict, one.faults})) << one.name;
  }
}

TEST(LineTest, ARoomThatCannotHearOrSpeakCannotTakePart) {
  LineMeasures all = kGood;
  all.camera = false;
  EXPECT_EQ(judge(all), (Judgement{Verdict::weak, {LineFault::camera}}));
  all.microphone = false;
  EXPECT_EQ(judge(all), (Judgement{Verdict::failed, {LineFault::camera, LineFault::microphone}}));
  all = kGood;
  all.speaker = false;
  EXPECT_EQ(judge(all), (Judgement{Verdict::failed, {LineFault::speaker}}));
}

TEST(LineTest, RefusedWithTheirReasons) {
  LineMeasures impossible = kGood;
  impossible.loss_percent = 101;
  LineMeasures wordy = kGood;
  wordy.note = std::string(301, 'a');
  const SiteId unknown{"atlantis"};
  const std::vector<testing::RefusedCommand> cases{
      {"another site's test", planned, record(kCanTho, kGood), kSite, Refusal::not_permitted},
      {"a test by the director", planned, record(kBinhPhuoc, kGood), kDirector, Refusal::not_permitted},
      {"more lost than sent", planned, record(kBinhPhuoc, impossible), kSite, Refusal::invalid_field},
      {"a novel as a note", planned, record(kBinhPhuoc, wordy), kSite, Refusal::invalid_field},
      {"a test after the end", concluded, record(kBinhPhuoc, kGood), kSite, Refusal::conference_concluded},
      {"sign nothing", planned, SignLineTest{kBinhPhuoc, "A"}, kDirector, Refusal::no_line_test},
      {"sign without a name", planned, SignLineTest{kBinhPhuoc, ""}, kSite, Refusal::invalid_field},
      {"sign for nobody", planned, SignLineTest{unknown, "A"}, kDirector, Refusal::no_such_site},
      {"sign by chair", planned, SignLineTest{kBinhPhuoc, "A"}, kChair, Refusal::not_permitted},
      {"consent for another", planned, GiveConsent{kCanTho, true}, kSite, Refusal::not_permitted},
      {"consent by the director", planned, GiveConsent{kBinhPhuoc, true}, kDirector, Refusal::not_permitted},
      {"a retest of nobody", planned, CallRetest{unknown}, kDirector, Refusal::no_such_site},
      {"a retest by the site", planned, CallRetest{kBinhPhuoc}, kSite, Refusal::not_permitted},
  };
  testing::check_refusals(cases);
}

TEST(LineTest, TheDeskHasTheLastTestsOfEachSite) {
  Play play = planned();
  const Actor can_tho{auth::Role::site, LinkId{"l-can-tho"}, kCanTho};
  play.must(record(kCanTho, kGood), can_tho);
  for (std::size_t i = 0; i <= kLineTestsPerSite; ++i) {
    play.must(record(kBinhPhuoc, kGood), kSite);
  }
  std::vector<std::uint64_t> numbers;
  for (const LineTest& test : play.state.desk.line_tests) {
    numbers.push_back(test.number);
  }
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{1, 3, 4}));
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).line_test->number, 4U);
  EXPECT_EQ(play.state.own.at(kCanTho).line_test->number, 1U);
}

TEST(LineTest, ARetestIsWantedUntilItIsMade) {
  Play play = planned();
  play.must(record(kBinhPhuoc, measures(299, 8'000, 0, 40, 5)), kSite);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->line, Line::failed);
  play.must(CallRetest{kBinhPhuoc}, kOrganiser);
  EXPECT_TRUE(play.state.own.at(kBinhPhuoc).retest);
  EXPECT_EQ(play.run(CallRetest{kBinhPhuoc}, kDirector).value(), std::vector<Event>{});
  play.must(record(kBinhPhuoc, kGood), kSite);
  EXPECT_FALSE(play.state.own.at(kBinhPhuoc).retest);
  EXPECT_EQ(play.state.site(kBinhPhuoc)->line, Line::passed);
}

TEST(LineTest, ASignatureIsForTheTestThatWasSeen) {
  Play play = planned();
  play.must(record(kBinhPhuoc, kGood), kSite);
  play.must(SignLineTest{kBinhPhuoc, "Kỹ thuật viên"}, kSite);
  EXPECT_EQ(play.state.desk.line_tests.at(0).signed_by, "Kỹ thuật viên");
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).line_test->signed_by, "Kỹ thuật viên");
  play.must(record(kBinhPhuoc, kGood), kSite);
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).line_test->signed_by, "");
}

TEST(LineTest, MeasuresAreForTheDeskAndTheSite) {
  Play play = planned();
  const auto done = play.run(record(kBinhPhuoc, kGood), kSite);
  ASSERT_TRUE(done);
  EXPECT_EQ(audience_of(done->at(0)), (Addressed{Audience::desk_and_site, kBinhPhuoc}));
}

TEST(Consent, IsGivenAndTakenBackByTheSiteAlone) {
  Play play = planned();
  EXPECT_FALSE(play.state.site(kBinhPhuoc)->consent);
  play.must(GiveConsent{kBinhPhuoc, true}, kSite);
  EXPECT_TRUE(play.state.site(kBinhPhuoc)->consent);
  play.must(GiveConsent{kBinhPhuoc, false}, kSite);
  EXPECT_FALSE(play.state.site(kBinhPhuoc)->consent);
}

}  // namespace
}  // namespace diemcau::conference
