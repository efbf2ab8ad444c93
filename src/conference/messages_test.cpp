#include "conference/messages_rules.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "conference/decide.hpp"
#include "conference/frames.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kSecretary;
using testing::kSite;
using testing::Play;

std::vector<std::uint64_t> received(const State& state, const SiteId& site) {
  std::vector<std::uint64_t> numbers;
  if (const auto own = state.own.find(site); own != state.own.end()) {
    for (const Message& message : own->second.messages) {
      numbers.push_back(message.number);
    }
  }
  return numbers;
}

TEST(Messages, GoToWhomTheyAreWrittenAndToTheDesk) {
  using Numbers = std::vector<std::uint64_t>;
  Play play = in_session();
  play.must(SendMessage{"desk", "Xin kiểm tra tiếng"}, kSite);
  play.must(SendMessage{"can-tho", "Xin bật camera"}, kDirector);
  play.must(SendMessage{"all", "Năm phút nữa bắt đầu"}, kChair);
  play.must(SendMessage{"desk", "Chủ trì hỏi thư ký"}, kSecretary);
  EXPECT_EQ(received(play.state, kBinhPhuoc), (Numbers{1, 3}));
  EXPECT_EQ(received(play.state, kCanTho), (Numbers{2, 3}));
  EXPECT_EQ(received(play.state, kHaNoi), Numbers{3});
  EXPECT_EQ(play.state.desk.messages.size(), 4U);
  EXPECT_EQ(play.state.desk.messages.at(0), (Message{1, "binh-phuoc", "desk", "Xin kiểm tra tiếng", kOpening}));
}

TEST(Messages, OneSiteDoesNotReadWhatAnotherWrites) {
  Play play = in_session();
  const State before = play.state;
  play.must(SendMessage{"desk", "Xin kiểm tra tiếng"}, kSite);
  const EventRecord& record = play.log.back();
  const EventTexts texts = event_texts(record, audience_of(record.event), all_changes(before, play.state));
  EXPECT_EQ(texts.everybody.find("Xin"), std::string::npos);
  EXPECT_NE(texts.desk.value().find("Xin"), std::string::npos);
  ASSERT_EQ(texts.sites.size(), 1U);
  EXPECT_NE(texts.sites.at(kBinhPhuoc).find("Xin"), std::string::npos);
}

TEST(Messages, TheStateKeepsTheLastOnes) {
  Play play = in_session();
  for (std::size_t i = 0; i < kMessagesKept + 1; ++i) {
    play.must(SendMessage{"all", "x"}, kChair);
  }
  EXPECT_EQ(play.state.desk.messages.size(), kMessagesKept);
  EXPECT_EQ(received(play.state, kHaNoi).size(), kOwnWritingsKept);
  EXPECT_EQ(received(play.state, kHaNoi).back(), kMessagesKept + 1);
}

// ---- Questions ----

Play asked() {
  Play play = in_session();
  play.must(AskQuestion{"Bao giờ gửi tài liệu?"}, kSite);
  return play;
}
Play after(const Command& command) {
  Play play = asked();
  play.must(command, kSecretary);
  return play;
}
Play shown() {
  return after(ShowQuestion{1});
}
Play answered() {
  return after(AnswerQuestion{1, "Ngay sau hội nghị"});
}
Play declined() {
  return after(DeclineQuestion{1});
}

TEST(Questions, OnlyShownOnesArePublic) {
  Play play = asked();
  EXPECT_TRUE(play.state.questions.empty());
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).questions, play.state.desk.questions);
  play.must(ShowQuestion{1}, kChair);
  EXPECT_EQ(play.state.questions, (std::vector<Question>{{1, kBinhPhuoc, "Bao giờ gửi tài liệu?", kOpening, ""}}));
  play.must(AnswerQuestion{1, "Ngay sau hội nghị"}, kSecretary);
  EXPECT_EQ(play.state.questions.at(0).answer, "Ngay sau hội nghị");
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).questions.at(0).state, QuestionState::answered);
}

TEST(Questions, AnAnswerToOneThatIsNotShownStaysBetweenDeskAndSite) {
  Play play = answered();
  EXPECT_TRUE(play.state.questions.empty());
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).questions.at(0).answer, "Ngay sau hội nghị");
  play.must(ShowQuestion{1}, kSecretary);
  EXPECT_EQ(play.state.questions.at(0).answer, "Ngay sau hội nghị");
  EXPECT_EQ(play.state.desk.questions.at(0).state, QuestionState::answered);
}

TEST(Questions, ADeclinedOneIsShownNoMore) {
  Play play = shown();
  play.must(DeclineQuestion{1}, kSecretary);
  EXPECT_TRUE(play.state.questions.empty());
  EXPECT_EQ(play.state.own.at(kBinhPhuoc).questions.at(0).state, QuestionState::declined);
}

TEST(Questions, AskingForWhatIsMakesNoEvent) {
  const struct {
    const char* name;
    std::function<Play()> before;
    Command command;
  } cases[] = {{"shown", shown, ShowQuestion{1}},
               {"answered", answered, AnswerQuestion{1, "Ngay sau hội nghị"}},
               {"declined", declined, DeclineQuestion{1}}};
  for (const auto& one : cases) {
    Play play = one.before();
    const auto done = play.run(one.command, kSecretary);
    ASSERT_TRUE(done) << one.name;
    EXPECT_TRUE(done->empty()) << one.name;
  }
}

TEST(Messages, Refusals) {
  const auto plain = [] { return in_session(); };
  const auto concluded = [] {
    Play play = asked();
    play.must(Conclude{}, kChair);
    return play;
  };
  const auto full = [] {
    Play play = asked();
    play.must(SendMessage{"all", "x"}, kChair);
    play.state.desk.messages.back().number = kMaxMessages;
    play.state.desk.questions.back().number = kMaxQuestions;
    return play;
  };
  const auto asking_much = [] {
    Play play = in_session();
    for (std::size_t i = 0; i < kMaxOpenQuestions; ++i) {
      play.must(AskQuestion{"Vì sao?"}, kSite);
    }
    return play;
  };
  const std::string long_text(kMaxMessageBytes + 1, 'x');
  const std::vector<testing::RefusedCommand> cases{
      {"site to site", plain, SendMessage{"can-tho", "x"}, kSite, Refusal::not_permitted},
      {"site to all", plain, SendMessage{"all", "x"}, kSite, Refusal::not_permitted},
      {"to nobody", plain, SendMessage{"atlantis", "x"}, kChair, Refusal::no_such_site},
      {"empty", plain, SendMessage{"all", ""}, kChair, Refusal::invalid_field},
      {"too long", plain, SendMessage{"all", long_text}, kChair, Refusal::invalid_field},
      {"one too many", full, SendMessage{"all", "x"}, kChair, Refusal::too_many},
      {"after the end", concluded, SendMessage{"all", "x"}, kChair, Refusal::conference_concluded},
      {"asked by the chair", plain, AskQuestion{"x"}, kChair, Refusal::not_permitted},
      {"asked with nothing", plain, AskQuestion{""}, kSite, Refusal::invalid_field},
      {"asked too often", asking_much, AskQuestion{"x"}, kSite, Refusal::too_many},
      {"one question too many", full, AskQuestion{"x"}, kSite, Refusal::too_many},
      {"asked after the end", concluded, AskQuestion{"x"}, kSite, Refusal::conference_concluded},
      {"shown by a site", asked, ShowQuestion{1}, kSite, Refusal::not_permitted},
      {"shown by the director", asked, ShowQuestion{1}, kDirector, Refusal::not_permitted},
      {"showing nothing", plain, ShowQuestion{1}, kSecretary, Refusal::no_such_question},
      {"showing what was declined", declined, ShowQuestion{1}, kSecretary, Refusal::question_settled},
      {"answering nothing", plain, AnswerQuestion{1, "x"}, kSecretary, Refusal::no_such_question},
      {"answering with nothing", asked, AnswerQuestion{1, ""}, kSecretary, Refusal::invalid_field},
      {"answering what was declined", declined, AnswerQuestion{1, "x"}, kSecretary, Refusal::question_settled},
      {"declining nothing", plain, DeclineQuestion{1}, kSecretary, Refusal::no_such_question},
      {"declining what was answered", answered, DeclineQuestion{1}, kSecretary, Refusal::question_settled},
      {"declining after the end", concluded, DeclineQuestion{1}, kSecretary, Refusal::conference_concluded},
  };
  testing::check_refusals(cases);
}

}  // namespace
}  // namespace diemcau::conference
