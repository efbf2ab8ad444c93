// Messages and questions.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const SendMessage& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const AskQuestion& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ShowQuestion& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const AnswerQuestion& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const DeclineQuestion& command, const Acting& by);

void change(State& state, const MessageSent& event, const EventRecord& record);
void change(State& state, const QuestionAsked& event, const EventRecord& record);
void change(State& state, const QuestionShown& event, const EventRecord& record);
void change(State& state, const QuestionAnswered& event, const EventRecord& record);
void change(State& state, const QuestionDeclined& event, const EventRecord& record);

}  // namespace diemcau::conference
