// What desk and sites write to each other, and what sites ask: a question is shown to all only when the desk wants it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

inline constexpr std::string_view kToDesk = "desk";
inline constexpr std::string_view kToAll = "all";  // sites

inline constexpr std::size_t kMaxMessageBytes = 1'000;  // a message, a question: some lines of a phone's screen
inline constexpr std::uint64_t kMaxMessages = 20'000;   // of one conference
inline constexpr std::uint64_t kMaxQuestions = 10'000;  // of one conference
inline constexpr std::size_t kMaxOpenQuestions = 10;    // of one site, neither answered nor declined
inline constexpr std::size_t kMessagesKept = 200;       // in the desk's state, the last ones; the log has all
inline constexpr std::size_t kQuestionsKept = 200;      // likewise
inline constexpr std::size_t kOwnWritingsKept = 20;     // of each, in one site's state

enum class QuestionState : std::uint8_t { asked, shown, answered, declined };
BOOST_DESCRIBE_ENUM(QuestionState, asked, shown, answered, declined)

// ---- Events ----

// Messages and questions are numbered from 1 within a conference, each by themselves.
struct MessageSent {
  std::uint64_t number = 0;
  std::string from;  // "desk", or a site
  std::string to;    // "desk", "all", or a site
  std::string text;

  static constexpr Audience kAudience = Audience::desk;  // sites get it with what is theirs

  friend bool operator==(const MessageSent&, const MessageSent&) = default;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (number, from, to, text))
struct QuestionAsked {
  std::uint64_t number = 0;
  SiteId site;
  std::string text;

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const QuestionAsked&, const QuestionAsked&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionAsked, (), (number, site, text))
struct QuestionShown {
  std::uint64_t number = 0;
  SiteId site;

  friend bool operator==(const QuestionShown&, const QuestionShown&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionShown, (), (number, site))
struct QuestionAnswered {
  std::uint64_t number = 0;
  SiteId site;
  std::string answer;

  static constexpr Audience kAudience = Audience::desk_and_site;  // all, once it is shown: with the state

  friend bool operator==(const QuestionAnswered&, const QuestionAnswered&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionAnswered, (), (number, site, answer))
struct QuestionDeclined {
  std::uint64_t number = 0;
  SiteId site;

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const QuestionDeclined&, const QuestionDeclined&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionDeclined, (), (number, site))

// ---- Commands ----

// A site writes to the desk only.
struct SendMessage {
  std::string to;
  std::string text;

  static constexpr auth::Act kAct = auth::Act::send_message;

  friend bool operator==(const SendMessage&, const SendMessage&) = default;
};
BOOST_DESCRIBE_STRUCT(SendMessage, (), (to, text))
struct AskQuestion {
  std::string text;

  static constexpr auth::Act kAct = auth::Act::ask_question;

  friend bool operator==(const AskQuestion&, const AskQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(AskQuestion, (), (text))
struct ShowQuestion {
  std::uint64_t number = 0;

  static constexpr auth::Act kAct = auth::Act::moderate_questions;

  friend bool operator==(const ShowQuestion&, const ShowQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(ShowQuestion, (), (number))
// Again: another answer.
struct AnswerQuestion {
  std::uint64_t number = 0;
  std::string answer;

  static constexpr auth::Act kAct = auth::Act::moderate_questions;

  friend bool operator==(const AnswerQuestion&, const AnswerQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(AnswerQuestion, (), (number, answer))
struct DeclineQuestion {
  std::uint64_t number = 0;

  static constexpr auth::Act kAct = auth::Act::moderate_questions;

  friend bool operator==(const DeclineQuestion&, const DeclineQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(DeclineQuestion, (), (number))

// ---- State ----

struct Message {
  std::uint64_t number = 0;
  std::string from;
  std::string to;
  std::string text;
  WallTime at{};

  friend bool operator==(const Message&, const Message&) = default;
};
BOOST_DESCRIBE_STRUCT(Message, (), (number, from, to, text, at))

// As everybody sees it.
struct Question {
  std::uint64_t number = 0;
  SiteId site;
  std::string text;
  WallTime at{};
  std::string answer;  // empty: none yet

  friend bool operator==(const Question&, const Question&) = default;
};
BOOST_DESCRIBE_STRUCT(Question, (), (number, site, text, at, answer))
// As the desk and who asked see it.
struct AskedQuestion {
  std::uint64_t number = 0;
  SiteId site;
  std::string text;
  WallTime at{};
  std::string answer;
  QuestionState state = QuestionState::asked;

  friend bool operator==(const AskedQuestion&, const AskedQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(AskedQuestion, (), (number, site, text, at, answer, state))

struct ShownQuestions {
  std::vector<Question> questions;

  friend bool operator==(const ShownQuestions&, const ShownQuestions&) = default;
};
BOOST_DESCRIBE_STRUCT(ShownQuestions, (), (questions))
struct DeskMessages {
  std::vector<Message> messages;
  std::vector<AskedQuestion> questions;

  friend bool operator==(const DeskMessages&, const DeskMessages&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskMessages, (), (messages, questions))
// To it, to all, and by it.
struct OwnMessages {
  std::vector<Message> messages;
  std::vector<AskedQuestion> questions;

  friend bool operator==(const OwnMessages&, const OwnMessages&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnMessages, (), (messages, questions))

}  // namespace diemcau::conference
