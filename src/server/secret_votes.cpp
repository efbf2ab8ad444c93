// The host's steps around secret votes: `decide` and the log meet sealed choices only (conference/votes.hpp).
#include <algorithm>
#include <utility>

#include "conference/decide.hpp"
#include "server/ballot_box.hpp"
#include "server/host_members.hpp"

namespace diemcau::server {
namespace {

using conference::Command;
using conference::EventRecord;
using conference::Motion;

// The open motion, when its ballots are secret.
const Motion* open_secret(const conference::State& state) {
  const Motion* const motion = state.open_motion();
  return motion != nullptr && motion->method == conference::VoteMethod::secret ? motion : nullptr;
}

store::BallotKeyName name_of(const LiveConference& live, std::uint64_t motion) {
  return {live.state.id.value(), motion};
}

}  // namespace

// What nobody can count is said to be void at once, and not only when it should be counted.
Problem HostMembers::lose(LiveConference& live, std::uint64_t motion, Now now) {
  if (log) {
    log("the key of vote " + std::to_string(motion) + " of " + live.state.id.value() +
        " is lost: the vote is void and must be held again; leave the folder of ballot keys alone while a vote is "
        "open");
  }
  if (auto done = execute(live, conference::VoidVote{motion}, conference::Actor{}, now); !done) {
    return done.error();
  }
  return problem_of(conference::Refusal::ballot_key_lost);
}

Result<Command, Problem> HostMembers::boxed(LiveConference& live, const Command& command, Now now) {
  const Motion* const motion = open_secret(live.state);
  const auto* const cast = std::get_if<conference::CastBallot>(&command);
  const auto* const close = std::get_if<conference::CloseVote>(&command);
  const std::uint64_t wanted = cast != nullptr ? cast->motion : close != nullptr ? close->motion : 0;
  if (motion == nullptr || motion->number != wanted) {
    return command;
  }
  const auto ballot_key = ballot_keys.get(name_of(live, wanted));
  if (!ballot_key) {
    report(ballot_key.error());
    return failure(storage_failed());
  }
  if (!*ballot_key) {
    return failure(lose(live, wanted, now));
  }
  if (cast != nullptr) {
    return Command{
        conference::CastSealed{wanted, cast->voter, sealed_choice(**ballot_key, live.state.id, *cast, fill)}};
  }
  const auto tally = count_sealed(**ballot_key, live.state.id, live.state);
  if (!tally) {
    return failure(lose(live, wanted, now));
  }
  return Command{conference::CloseCounted{wanted, *tally}};
}

Result<void, Problem> HostMembers::make_ballot_keys(const LiveConference& live, std::span<const EventRecord> records) {
  for (const EventRecord& record : records) {
    const auto* const opened = std::get_if<conference::VoteOpened>(&record.event);
    if (opened == nullptr || opened->method != conference::VoteMethod::secret) {
      continue;
    }
    store::BallotKey ballot_key{};
    fill(ballot_key);
    if (auto put = ballot_keys.put(name_of(live, opened->number), ballot_key); !put) {
      report(put.error());
      return failure(storage_failed());
    }
  }
  return {};
}

void HostMembers::erase_ballot_keys(const LiveConference& live, std::span<const EventRecord> records) {
  for (const EventRecord& record : records) {
    const auto* const closed = std::get_if<conference::VoteClosed>(&record.event);
    const auto* const voided = std::get_if<conference::VoteVoided>(&record.event);
    if (closed != nullptr) {
      erase_ballot_key(name_of(live, closed->motion));
    } else if (voided != nullptr) {
      erase_ballot_key(name_of(live, voided->motion));
    }
  }
}

void HostMembers::erase_ballot_key(const store::BallotKeyName& name) {
  if (auto erased = ballot_keys.erase(name); !erased) {
    report(erased.error());  // tried again when the server starts
  }
}

// A server that died between a vote's end in the log and the end of its key, or before the vote began.
Result<void, Problem> HostMembers::settle_ballot_keys(Now now) {
  const auto names = ballot_keys.names();
  if (!names) {
    report(names.error());
    return failure(storage_failed());
  }
  for (const store::BallotKeyName& name : *names) {
    if (left_out.contains(ConferenceId{name.conference})) {
      continue;
    }
    const LiveConference* const live = find(ConferenceId{name.conference});
    const Motion* const open = live == nullptr ? nullptr : open_secret(live->state);
    if (open == nullptr || open->number != name.motion) {
      erase_ballot_key(name);
    }
  }
  for (auto& [id, live] : conferences) {
    const Motion* const open = open_secret(live.state);
    if (open != nullptr && std::ranges::find(*names, name_of(live, open->number)) == names->end()) {
      (void)lose(live, open->number, now);
    }
  }
  return {};
}

}  // namespace diemcau::server
