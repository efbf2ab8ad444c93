#include "conference/votes_rules.hpp"

#include <algorithm>
#include <ranges>

#include "conference/roll_rules.hpp"

namespace diemcau::conference {
namespace {

constexpr std::uint32_t kHundred = 100;

// Once the roll was called it says who is there; before, who is connected.
bool may_vote(const State& state, const SiteState& site) {
  return state.roll_called_at ? is_there(site) : site.present;
}

std::vector<Voter> delegates_voting(const State& state, bool weighted) {
  std::vector<Voter> voters;
  for (const Delegate& delegate : state.desk.delegates) {
    const SiteState* const site = state.site(delegate.site);
    if (site != nullptr && may_vote(state, *site)) {
      voters.push_back({VoterId{delegate.id.value()}, delegate.site, weighted ? delegate.weight : 1});
    }
  }
  return voters;
}

std::vector<Voter> sites_voting(const State& state, bool weighted) {
  std::vector<Voter> voters;
  for (const SiteState& site : state.sites) {
    if (may_vote(state, site)) {
      const std::uint32_t weight = weighted ? std::max(site.headcount.value_or(1), 1U) : 1;
      voters.push_back({VoterId{site.id.value()}, site.id, weight});
    }
  }
  return voters;
}

std::vector<Voter> voters_of(const State& state, const OpenVote& command) {
  const bool weighted = command.method == VoteMethod::weighted;
  switch (command.electors) {
    case Electors::site:
      return sites_voting(state, weighted);
    case Electors::delegate:
      return delegates_voting(state, weighted);
  }
  return {};
}

// The motion, open, or why nothing can be done with it.
Result<const Motion*, Refusal> open_motion(const State& state, std::uint64_t number) {
  const Motion* const motion = state.motion(number);
  if (motion == nullptr) {
    return failure(Refusal::no_such_motion);
  }
  if (motion->phase != MotionPhase::open) {
    return failure(Refusal::vote_closed);
  }
  return motion;
}

Decision cast(const State& state, const BallotCast& ballot, bool secret, const Acting& by) {
  const auto motion = open_motion(state, ballot.motion);
  if (!motion) {
    return failure(motion.error());
  }
  const auto voter = state.voters.find(ballot.voter);
  if (voter == state.voters.end() || voter->second.site != by.actor.site) {
    return failure(Refusal::not_elector);
  }
  if (state.box.contains(ballot.voter)) {
    return failure(Refusal::already_voted);
  }
  if (secret != ((*motion)->method == VoteMethod::secret)) {
    return failure(Refusal::ballot_key_lost);
  }
  BallotCast event = ballot;
  event.site = voter->second.site;
  return events(std::move(event));
}

std::uint64_t weight_of(const State& state) {
  std::uint64_t weight = 0;
  for (const Voter& voter : state.voters | std::views::values) {
    weight += voter.weight;
  }
  return weight;
}

Decision close(const State& state, const Motion& motion, const Tally& tally) {
  return events(VoteClosed{motion.number, tally, outcome_of(motion, tally, weight_of(state))});
}

// Of closed motions, the oldest go first.
void forget_ballots(std::vector<Motion>& motions) {
  std::size_t named = 0;
  for (Motion& motion : motions | std::views::reverse) {
    named += motion.ballots.size();
    if (named > kMaxNamedBallots) {
      motion.ballots.clear();
    }
  }
}

// Null when the event does not fit.
Motion* open_motion(State& state, std::uint64_t number) {
  const auto found = std::ranges::find(state.motions, number, &Motion::number);
  return found == state.motions.end() || found->phase != MotionPhase::open ? nullptr : &*found;
}

void empty_box(State& state) {
  state.voters.clear();
  state.box.clear();
  state.desk.ballots.clear();
}

}  // namespace

void Tally::add(Choice choice, std::uint64_t weight) {
  switch (choice) {
    case Choice::yes:
      yes += weight;
      return;
    case Choice::no:
      no += weight;
      return;
    case Choice::abstain:
      abstain += weight;
      return;
  }
}

const Motion* Votes::motion(std::uint64_t number) const {
  const auto found = std::ranges::find(motions, number, &Motion::number);
  return found == motions.end() ? nullptr : &*found;
}

const Motion* Votes::open_motion() const {
  const auto found = std::ranges::find(motions, MotionPhase::open, &Motion::phase);
  return found == motions.end() ? nullptr : &*found;
}

Outcome outcome_of(const Motion& motion, const Tally& tally, std::uint64_t weight) {
  if (tally.all() * kHundred < motion.quorum_percent * weight) {
    return Outcome::no_quorum;
  }
  switch (motion.rule) {
    case VoteRule::majority:
      return tally.yes * 2 > tally.all() ? Outcome::passed : Outcome::rejected;
    case VoteRule::two_thirds:
      return tally.yes > 0 && tally.yes * 3 >= tally.all() * 2 ? Outcome::passed : Outcome::rejected;
  }
  return Outcome::rejected;
}

Decision decide_one(const State& state, const OpenVote& command, const Acting& /*by*/) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  if (state.open_motion() != nullptr) {
    return failure(Refusal::vote_open);
  }
  if (state.motions.size() >= kMaxMotions) {
    return failure(Refusal::too_many);
  }
  std::vector<Voter> voters = voters_of(state, command);
  if (voters.empty()) {
    return failure(Refusal::no_electors);
  }
  if (voters.size() > kMaxVoters) {
    return failure(Refusal::too_many);
  }
  return events(VoteOpened{.number = state.motions.size() + 1,
                           .title = command.title,
                           .text = command.text,
                           .method = command.method,
                           .electors = command.electors,
                           .rule = command.rule,
                           .quorum_percent = command.quorum_percent,
                           .voters = std::move(voters)});
}

Decision decide_one(const State& state, const CastBallot& command, const Acting& by) {
  return cast(state, {command.motion, {}, command.voter, command.choice, std::nullopt}, false, by);
}

Decision decide_one(const State& state, const CastSealed& command, const Acting& by) {
  if (command.sealed.empty() || command.sealed.size() > kMaxSealedBytes) {
    return failure(Refusal::invalid_field);
  }
  return cast(state, {command.motion, {}, command.voter, std::nullopt, command.sealed}, true, by);
}

Decision decide_one(const State& state, const CloseVote& command, const Acting& /*by*/) {
  const auto motion = open_motion(state, command.motion);
  if (!motion) {
    return failure(motion.error());
  }
  if ((*motion)->method == VoteMethod::secret) {
    return failure(Refusal::ballot_key_lost);
  }
  Tally tally;
  for (const auto& [voter, ballot] : state.box) {
    tally.add(ballot.choice.value_or(Choice::abstain), state.voters.at(voter).weight);
  }
  return close(state, **motion, tally);
}

Decision decide_one(const State& state, const CloseCounted& command, const Acting& /*by*/) {
  const auto motion = open_motion(state, command.motion);
  if (!motion) {
    return failure(motion.error());
  }
  if ((*motion)->method != VoteMethod::secret || command.tally.all() != (*motion)->cast) {
    return failure(Refusal::invalid_field);
  }
  return close(state, **motion, command.tally);
}

Decision decide_one(const State& state, const VoidVote& command, const Acting& /*by*/) {
  const auto motion = open_motion(state, command.motion);
  if (!motion) {
    return failure(motion.error());
  }
  return events(VoteVoided{command.motion});
}

void change(State& state, const VoteOpened& event, const EventRecord& record) {
  if (state.open_motion() != nullptr) {
    return;
  }
  empty_box(state);
  for (auto& [site, own] : state.own) {
    own.voted.clear();
  }
  for (const Voter& voter : event.voters) {
    state.voters.emplace(voter.id, voter);
  }
  state.motions.push_back({.number = event.number,
                           .title = event.title,
                           .text = event.text,
                           .method = event.method,
                           .electors = event.electors,
                           .rule = event.rule,
                           .quorum_percent = event.quorum_percent,
                           .phase = MotionPhase::open,
                           .opened_at = record.at,
                           .closed_at = std::nullopt,
                           .eligible = state.voters.size(),
                           .cast = 0,
                           .tally = std::nullopt,
                           .outcome = std::nullopt,
                           .ballots = {}});
}

void change(State& state, const BallotCast& event, const EventRecord& /*record*/) {
  Motion* const motion = open_motion(state, event.motion);
  if (motion == nullptr || !state.voters.contains(event.voter) ||
      !state.box.emplace(event.voter, BoxedBallot{event.choice, event.sealed}).second) {
    return;
  }
  ++motion->cast;
  state.desk.ballots.push_back({event.voter, event.choice});
  state.own[event.site].voted.push_back({event.motion, event.voter});
}

void change(State& state, const VoteClosed& event, const EventRecord& record) {
  Motion* const motion = open_motion(state, event.motion);
  if (motion == nullptr) {
    return;
  }
  motion->phase = MotionPhase::closed;
  motion->closed_at = record.at;
  motion->tally = event.tally;
  motion->outcome = event.outcome;
  for (const auto& [voter, ballot] : state.box) {
    if (ballot.choice) {
      motion->ballots.push_back({voter, *ballot.choice});
    }
  }
  forget_ballots(state.motions);
  empty_box(state);
}

void change(State& state, const VoteVoided& event, const EventRecord& record) {
  if (Motion* const motion = open_motion(state, event.motion)) {
    motion->phase = MotionPhase::closed;
    motion->closed_at = record.at;
    motion->outcome = Outcome::voided;
    empty_box(state);
  }
}

}  // namespace diemcau::conference
