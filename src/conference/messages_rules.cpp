#include "conference/messages_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

template <class T>
T* numbered(std::vector<T>& list, std::uint64_t number) {
  const auto found = std::ranges::find(list, number, &T::number);
  return found == list.end() ? nullptr : &*found;
}

bool is_open(const AskedQuestion& question) {
  return question.state == QuestionState::asked || question.state == QuestionState::shown;
}

// The question, or why the desk can do nothing with it.
Result<const AskedQuestion*, Refusal> question_of(const State& state, std::uint64_t number) {
  const auto found = std::ranges::find(state.desk.questions, number, &AskedQuestion::number);
  if (found == state.desk.questions.end()) {
    return failure(Refusal::no_such_question);
  }
  return &*found;
}

bool is_shown(const State& state, std::uint64_t number) {
  return std::ranges::find(state.questions, number, &Question::number) != state.questions.end();
}

// `action(question)` on all that desk and site know of it.
template <class Action>
void with_question(State& state, std::uint64_t number, const SiteId& site, Action action) {
  if (AskedQuestion* const question = numbered(state.desk.questions, number)) {
    action(*question);
  }
  if (const auto own = state.own.find(site); own != state.own.end()) {
    if (AskedQuestion* const question = numbered(own->second.questions, number)) {
      action(*question);
    }
  }
}

}  // namespace

Decision decide_one(const State& state, const SendMessage& command, const Acting& by) {
  const bool by_site = by.actor.role == auth::Role::site;
  const bool to_desk = command.to == kToDesk;
  if (by_site && !to_desk) {
    return failure(Refusal::not_permitted);
  }
  if (!to_desk && command.to != kToAll && state.site(SiteId{command.to}) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (last_number(state.desk.messages) >= kMaxMessages) {
    return failure(Refusal::too_many);
  }
  return events(MessageSent{last_number(state.desk.messages) + 1,
                            by_site && by.actor.site ? by.actor.site->value() : std::string{kToDesk}, command.to,
                            command.text});
}

Decision decide_one(const State& state, const AskQuestion& command, const Acting& by) {
  if (!by.actor.site || state.site(*by.actor.site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  const auto open = std::ranges::count_if(state.desk.questions, [&](const AskedQuestion& question) {
    return question.site == *by.actor.site && is_open(question);
  });
  if (static_cast<std::size_t>(open) >= kMaxOpenQuestions || last_number(state.desk.questions) >= kMaxQuestions) {
    return failure(Refusal::too_many);
  }
  return events(QuestionAsked{last_number(state.desk.questions) + 1, *by.actor.site, command.text});
}

Decision decide_one(const State& state, const ShowQuestion& command, const Acting& /*by*/) {
  const auto question = question_of(state, command.number);
  if (!question) {
    return failure(question.error());
  }
  if ((*question)->state == QuestionState::declined) {
    return failure(Refusal::question_settled);
  }
  return is_shown(state, command.number) ? nothing() : events(QuestionShown{command.number, (*question)->site});
}

Decision decide_one(const State& state, const AnswerQuestion& command, const Acting& /*by*/) {
  const auto question = question_of(state, command.number);
  if (!question) {
    return failure(question.error());
  }
  if ((*question)->state == QuestionState::declined) {
    return failure(Refusal::question_settled);
  }
  return (*question)->answer == command.answer
             ? nothing()
             : events(QuestionAnswered{command.number, (*question)->site, command.answer});
}

Decision decide_one(const State& state, const DeclineQuestion& command, const Acting& /*by*/) {
  const auto question = question_of(state, command.number);
  if (!question) {
    return failure(question.error());
  }
  switch ((*question)->state) {
    case QuestionState::asked:
    case QuestionState::shown:
      return events(QuestionDeclined{command.number, (*question)->site});
    case QuestionState::answered:
      return failure(Refusal::question_settled);
    case QuestionState::declined:
      return nothing();
  }
  return nothing();
}

void change(State& state, const MessageSent& event, const EventRecord& record) {
  const Message message{
      .number = event.number, .from = event.from, .to = event.to, .text = event.text, .at = record.at};
  keep_last(state.desk.messages, kMessagesKept, message);
  for (const SiteState& site : state.sites) {
    const std::string& id = site.id.value();
    if (event.to == kToAll || event.to == id || event.from == id) {
      keep_last(state.own[site.id].messages, kOwnWritingsKept, message);
    }
  }
}

void change(State& state, const QuestionAsked& event, const EventRecord& record) {
  const AskedQuestion question{.number = event.number,
                               .site = event.site,
                               .text = event.text,
                               .at = record.at,
                               .answer = {},
                               .state = QuestionState::asked};
  keep_last(state.desk.questions, kQuestionsKept, question);
  keep_last(state.own[event.site].questions, kOwnWritingsKept, question);
}

void change(State& state, const QuestionShown& event, const EventRecord& /*record*/) {
  const AskedQuestion* const question = numbered(state.desk.questions, event.number);
  if (question == nullptr || is_shown(state, event.number)) {
    return;
  }
  keep_last(state.questions, kQuestionsKept,
            {question->number, question->site, question->text, question->at, question->answer});
  with_question(state, event.number, event.site, [](AskedQuestion& one) {
    if (one.state == QuestionState::asked) {
      one.state = QuestionState::shown;
    }
  });
}

void change(State& state, const QuestionAnswered& event, const EventRecord& /*record*/) {
  with_question(state, event.number, event.site, [&](AskedQuestion& one) {
    one.state = QuestionState::answered;
    one.answer = event.answer;
  });
  if (Question* const shown = numbered(state.questions, event.number)) {
    shown->answer = event.answer;
  }
}

void change(State& state, const QuestionDeclined& event, const EventRecord& /*record*/) {
  with_question(state, event.number, event.site, [](AskedQuestion& one) { one.state = QuestionState::declined; });
  std::erase_if(state.questions, [&](const Question& one) { return one.number == event.number; });
}

}  // namespace diemcau::conference
