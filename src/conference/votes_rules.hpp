// Votes.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

[[nodiscard]] Decision decide_one(const State& state, const OpenVote& command, const Acting& by);
// On a secret vote refused: its choice must be sealed before (CastSealed), and counted by who can (CloseCounted).
[[nodiscard]] Decision decide_one(const State& state, const CastBallot& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const CastSealed& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const CloseVote& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const CloseCounted& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const VoidVote& command, const Acting& by);

void change(State& state, const VoteOpened& event, const EventRecord& record);
void change(State& state, const BallotCast& event, const EventRecord& record);
void change(State& state, const VoteClosed& event, const EventRecord& record);
void change(State& state, const VoteVoided& event, const EventRecord& record);

// By the motion's rule and quorum; `weight` is that of all electors.
[[nodiscard]] Outcome outcome_of(const Motion& motion, const Tally& tally, std::uint64_t weight);

}  // namespace diemcau::conference
