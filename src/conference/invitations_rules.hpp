// Which sites are invited, whom one calls there, and what they answered.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

// The site by itself: its id, texts, bounds.
[[nodiscard]] Decision decide_one(const State& state, const PutSite& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const RemoveSite& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const AnswerInvitation& command, const Acting& by);

void change(State& state, const SiteInvited& event, const EventRecord& record);
void change(State& state, const ContactsNoted& event, const EventRecord& record);
void change(State& state, const SiteWithdrawn& event, const EventRecord& record);
void change(State& state, const InvitationAnswered& event, const EventRecord& record);

}  // namespace diemcau::conference
