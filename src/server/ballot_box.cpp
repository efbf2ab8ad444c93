#include "server/ballot_box.hpp"

#include <array>

#include "auth/seal.hpp"

namespace diemcau::server {
namespace {

using conference::Choice;

std::string context_of(const ConferenceId& conference, std::uint64_t motion, const VoterId& voter) {
  return conference.value() + "." + std::to_string(motion) + "." + voter.value();  // none of them has a dot
}

std::optional<Choice> choice_of(const std::vector<std::uint8_t>& opened) {
  for (const Choice choice : {Choice::yes, Choice::no, Choice::abstain}) {
    if (opened == std::vector{static_cast<std::uint8_t>(choice)}) {
      return choice;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string sealed_choice(const store::BallotKey& key, const ConferenceId& conference,
                          const conference::CastBallot& ballot, const auth::FillRandom& fill) {
  const std::array plain{static_cast<std::uint8_t>(ballot.choice)};
  return auth::seal(key, plain, context_of(conference, ballot.motion, ballot.voter), fill);
}

std::optional<conference::Tally> count_sealed(const store::BallotKey& key, const ConferenceId& conference,
                                              const conference::Votes& votes) {
  const conference::Motion* const motion = votes.open_motion();
  if (motion == nullptr) {
    return std::nullopt;
  }
  conference::Tally tally;
  for (const auto& [voter, ballot] : votes.box) {
    const auto opened =
        auth::open_sealed(key, ballot.sealed.value_or(""), context_of(conference, motion->number, voter));
    const auto choice = opened ? choice_of(*opened) : std::nullopt;
    if (!choice) {
      return std::nullopt;
    }
    tally.add(*choice, 1);
  }
  return tally;
}

}  // namespace diemcau::server
