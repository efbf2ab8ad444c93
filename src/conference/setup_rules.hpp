// What a conference is about.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const Create& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const EditConference& command, const Acting& by);

void change(State& state, const ConferenceCreated& event, const EventRecord& record);
void change(State& state, const ConferenceEdited& event, const EventRecord& record);

}  // namespace diemcau::conference
