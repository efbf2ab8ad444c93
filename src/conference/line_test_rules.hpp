// The line test and the site's consent.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const RecordLineTest& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const SignLineTest& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const GiveConsent& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const CallRetest& command, const Acting& by);

void change(State& state, const LineTestRecorded& event, const EventRecord& record);
void change(State& state, const LineTestSigned& event, const EventRecord& record);
void change(State& state, const ConsentGiven& event, const EventRecord& record);
void change(State& state, const RetestCalled& event, const EventRecord& record);

}  // namespace diemcau::conference
