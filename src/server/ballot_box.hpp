// What a secret vote keeps secret: choices sealed under the vote's key, and all of them counted at once.
#pragma once

#include <optional>
#include <string>

#include "auth/secure_random.hpp"
#include "base/conference_ids.hpp"
#include "conference/votes.hpp"
#include "store/ballot_keys.hpp"

namespace diemcau::server {

// Of one length for every choice and voter; opens for this voter's ballot only.
[[nodiscard]] std::string sealed_choice(const store::BallotKey& key, const ConferenceId& conference,
                                        const conference::CastBallot& ballot, const auth::FillRandom& fill);

// Of the open motion; empty when one of its ballots does not open: the key is another one.
[[nodiscard]] std::optional<conference::Tally> count_sealed(const store::BallotKey& key, const ConferenceId& conference,
                                                            const conference::Votes& votes);

}  // namespace diemcau::server
