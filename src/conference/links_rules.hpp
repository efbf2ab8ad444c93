// Links.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const IssueLink& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const RevokeLink& command, const Acting& by);

void change(State& state, const LinkIssued& event, const EventRecord& record);
void change(State& state, const LinkRevoked& event, const EventRecord& record);

}  // namespace diemcau::conference
