#include "server/ballot_box.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "auth/base64url.hpp"
#include "base/random.hpp"

namespace diemcau::server {
namespace {

using conference::Choice;

const ConferenceId kConference{"hoi-thao"};

store::BallotKey key_of(std::uint8_t byte) {
  store::BallotKey key;
  key.fill(byte);
  return key;
}

auth::FillRandom filler(Random& random) {
  return [&random](MutableBytes bytes) {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(random.u32());
    }
  };
}

// A motion on which each voter "v0", "v1" ... has cast one of the choices.
conference::Votes box_of(const std::vector<Choice>& choices, const store::BallotKey& key, Random& random) {
  conference::Votes votes;
  votes.motions.emplace_back().number = 3;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const VoterId voter{"v" + std::to_string(i)};
    votes.box.emplace(
        voter,
        conference::BoxedBallot{std::nullopt, sealed_choice(key, kConference, {3, voter, choices[i]}, filler(random))});
  }
  return votes;
}

TEST(BallotBox, CountsWhatWasPutIntoIt) {
  Random random{1};
  const auto votes = box_of({Choice::yes, Choice::no, Choice::abstain, Choice::yes}, key_of(1), random);
  EXPECT_EQ(count_sealed(key_of(1), kConference, votes), (conference::Tally{2, 1, 1}));
  EXPECT_EQ(count_sealed(key_of(1), kConference, box_of({}, key_of(1), random)), conference::Tally{});
}

TEST(BallotBox, CountsNothingThatIsNotItsOwn) {
  Random random{1};
  const auto votes = box_of({Choice::yes, Choice::no}, key_of(1), random);
  EXPECT_EQ(count_sealed(key_of(2), kConference, votes), std::nullopt);
  EXPECT_EQ(count_sealed(key_of(1), ConferenceId{"other"}, votes), std::nullopt);
  auto swapped = votes;
  std::swap(swapped.box.at(VoterId{"v0"}), swapped.box.at(VoterId{"v1"}));
  EXPECT_EQ(count_sealed(key_of(1), kConference, swapped), std::nullopt) << "a ballot is its voter's";
  auto clear = votes;
  clear.box.at(VoterId{"v0"}) = {Choice::yes, std::nullopt};
  EXPECT_EQ(count_sealed(key_of(1), kConference, clear), std::nullopt);
}

// Thousands of ballots of each choice under one key: same length, and no byte of them leans to one side.
TEST(BallotBox, SealedChoicesLookAlike) {
  constexpr std::size_t kBallots = 4'000;
  Random random{20'211'028};
  const store::BallotKey key = key_of(1);
  std::vector<std::vector<double>> means;
  std::size_t size = 0;
  for (const Choice choice : {Choice::yes, Choice::no, Choice::abstain}) {
    std::vector<double> sums;
    for (std::size_t i = 0; i < kBallots; ++i) {
      const std::string text = sealed_choice(key, kConference, {3, VoterId{"v"}, choice}, filler(random));
      size = size == 0 ? text.size() : size;
      ASSERT_EQ(text.size(), size);
      ASSERT_LE(text.size(), conference::kMaxSealedBytes);
      const auto bytes = auth::from_base64url(text).value();
      sums.resize(bytes.size());
      for (std::size_t at = 0; at < bytes.size(); ++at) {
        sums[at] += bytes[at];
      }
    }
    means.push_back(std::move(sums));
  }
  // Evenly distributed bytes have a deviation of 73.9; five times that of a mean of as many is never reached.
  const double tolerance = 5 * 73.9 / std::sqrt(double{kBallots});
  for (const auto& sums : means) {
    for (std::size_t at = 0; at < sums.size(); ++at) {
      EXPECT_NEAR(sums[at] / kBallots, 127.5, tolerance) << at;
    }
  }
}

}  // namespace
}  // namespace diemcau::server
