// Votes: a motion is put to its electors, each casts one ballot, the vote closes with a tally that stands for ever.
//
// A secret ballot is one whose choice nobody can know, not even with the whole log: the server seals it before it is
// decided about (CastSealed), opens all of them once when the vote closes (CloseCounted) and forgets the key. Neither
// `decide` nor the log ever meets a choice of a secret vote.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

// `weighted`: a ballot is named like an open one, and counts as often as its voter weighs: a delegate's own weight, a
// site's headcount.
enum class VoteMethod : std::uint8_t { open, secret, weighted };
BOOST_DESCRIBE_ENUM(VoteMethod, open, secret, weighted)

// Who votes: the sites that are there, each once, or the delegates of these sites.
enum class Electors : std::uint8_t { site, delegate };
BOOST_DESCRIBE_ENUM(Electors, site, delegate)

// How much of what was cast, abstentions included, must be yes: more than half, or at least two thirds.
enum class VoteRule : std::uint8_t { majority, two_thirds };
BOOST_DESCRIBE_ENUM(VoteRule, majority, two_thirds)

enum class Choice : std::uint8_t { yes, no, abstain };
BOOST_DESCRIBE_ENUM(Choice, yes, no, abstain)

enum class MotionPhase : std::uint8_t { open, closed };
BOOST_DESCRIBE_ENUM(MotionPhase, open, closed)

// `no_quorum`: too few of the electors voted. `voided`: the key of a secret vote was lost, so nobody can count it.
enum class Outcome : std::uint8_t { passed, rejected, no_quorum, voided };
BOOST_DESCRIBE_ENUM(Outcome, passed, rejected, no_quorum, voided)

inline constexpr std::size_t kMaxMotions = 100;         // of one conference; all of them stand in the state
inline constexpr std::size_t kMaxVoters = 5'000;        // of one motion; all of them stand in one event
inline constexpr std::size_t kMaxNamedBallots = 5'000;  // in the state; of motions before, the log has them
inline constexpr std::size_t kMaxSealedBytes = 64;      // a sealed choice as text

// Counted in weights; in votes without weights, in ballots.
struct Tally {
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t abstain = 0;

  friend bool operator==(const Tally&, const Tally&) = default;

  void add(Choice choice, std::uint64_t weight);
  [[nodiscard]] std::uint64_t all() const { return yes + no + abstain; }
};
BOOST_DESCRIBE_STRUCT(Tally, (), (yes, no, abstain))

// ---- Events ----

// Who may vote on a motion, frozen when it opens. `site` casts the ballot.
struct Voter {
  VoterId id;
  SiteId site;
  std::uint32_t weight = 1;

  friend bool operator==(const Voter&, const Voter&) = default;
};
BOOST_DESCRIBE_STRUCT(Voter, (), (id, site, weight))

// Motions are numbered from 1 within a conference; one is open at a time.
struct VoteOpened {
  std::uint64_t number = 0;
  std::string title;
  std::string text;
  VoteMethod method = VoteMethod::open;
  Electors electors = Electors::site;
  VoteRule rule = VoteRule::majority;
  std::uint32_t quorum_percent = 0;  // of the electors' weight, that must be cast
  std::vector<Voter> voters;         // stands in the log only: delegates are the desk's, and thousands are too many

  // As it is told outside the log.
  [[nodiscard]] VoteOpened told() const { return {number, title, text, method, electors, rule, quorum_percent, {}}; }

  friend bool operator==(const VoteOpened&, const VoteOpened&) = default;
};
BOOST_DESCRIBE_STRUCT(VoteOpened, (), (number, title, text, method, electors, rule, quorum_percent, voters))
struct BallotCast {
  std::uint64_t motion = 0;
  SiteId site;
  VoterId voter;
  std::optional<Choice> choice;       // of open and weighted votes
  std::optional<std::string> sealed;  // of secret ones; stands in the log only

  static constexpr Audience kAudience = Audience::desk_and_site;

  // As it is told outside the log.
  [[nodiscard]] BallotCast told() const { return {motion, site, voter, choice, std::nullopt}; }

  friend bool operator==(const BallotCast&, const BallotCast&) = default;
};
BOOST_DESCRIBE_STRUCT(BallotCast, (), (motion, site, voter, choice, sealed))
struct VoteClosed {
  std::uint64_t motion = 0;
  Tally tally;
  Outcome outcome = Outcome::rejected;

  friend bool operator==(const VoteClosed&, const VoteClosed&) = default;
};
BOOST_DESCRIBE_STRUCT(VoteClosed, (), (motion, tally, outcome))
// The key of a secret vote was lost before it closed: its ballots are void and must be cast again, in another vote.
struct VoteVoided {
  std::uint64_t motion = 0;

  friend bool operator==(const VoteVoided&, const VoteVoided&) = default;
};
BOOST_DESCRIBE_STRUCT(VoteVoided, (), (motion))

// ---- Commands ----

struct OpenVote {
  std::string title;
  std::string text;
  VoteMethod method = VoteMethod::open;
  Electors electors = Electors::site;
  VoteRule rule = VoteRule::majority;
  std::uint32_t quorum_percent = 0;

  static constexpr auth::Act kAct = auth::Act::open_vote;
  static constexpr std::string_view kMayBeAbsent[] = {"text"};

  friend bool operator==(const OpenVote&, const OpenVote&) = default;
};
BOOST_DESCRIBE_STRUCT(OpenVote, (), (title, text, method, electors, rule, quorum_percent))
// By the voter's own site.
struct CastBallot {
  std::uint64_t motion = 0;
  VoterId voter;
  Choice choice = Choice::abstain;

  static constexpr auth::Act kAct = auth::Act::cast_ballot;

  friend bool operator==(const CastBallot&, const CastBallot&) = default;
};
BOOST_DESCRIBE_STRUCT(CastBallot, (), (motion, voter, choice))
// The same on a secret vote, once the server has sealed the choice.
struct CastSealed {
  std::uint64_t motion = 0;
  VoterId voter;
  std::string sealed;

  static constexpr auth::Act kAct = auth::Act::cast_ballot;
  static constexpr bool kInternal = true;

  friend bool operator==(const CastSealed&, const CastSealed&) = default;
};
BOOST_DESCRIBE_STRUCT(CastSealed, (), (motion, voter, sealed))
struct CloseVote {
  std::uint64_t motion = 0;

  static constexpr auth::Act kAct = auth::Act::open_vote;

  friend bool operator==(const CloseVote&, const CloseVote&) = default;
};
BOOST_DESCRIBE_STRUCT(CloseVote, (), (motion))
// The same on a secret vote, once the server has opened and counted all ballots.
struct CloseCounted {
  std::uint64_t motion = 0;
  Tally tally;

  static constexpr auth::Act kAct = auth::Act::open_vote;
  static constexpr bool kInternal = true;

  friend bool operator==(const CloseCounted&, const CloseCounted&) = default;
};
BOOST_DESCRIBE_STRUCT(CloseCounted, (), (motion, tally))
struct VoidVote {
  std::uint64_t motion = 0;

  static constexpr auth::Act kAct = auth::Act::open_vote;
  static constexpr bool kInternal = true;

  friend bool operator==(const VoidVote&, const VoidVote&) = default;
};
BOOST_DESCRIBE_STRUCT(VoidVote, (), (motion))

// ---- State ----

struct NamedBallot {
  VoterId voter;
  Choice choice = Choice::abstain;

  friend bool operator==(const NamedBallot&, const NamedBallot&) = default;
};
BOOST_DESCRIBE_STRUCT(NamedBallot, (), (voter, choice))

struct Motion {
  std::uint64_t number = 0;
  std::string title;
  std::string text;
  VoteMethod method = VoteMethod::open;
  Electors electors = Electors::site;
  VoteRule rule = VoteRule::majority;
  std::uint32_t quorum_percent = 0;
  MotionPhase phase = MotionPhase::open;
  WallTime opened_at{};
  std::optional<WallTime> closed_at;
  std::uint64_t eligible = 0;  // voters
  std::uint64_t cast = 0;      // ballots
  std::optional<Tally> tally;
  std::optional<Outcome> outcome;
  std::vector<NamedBallot> ballots;  // of a closed vote that was not secret

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Motion&, const Motion&) = default;
};
BOOST_DESCRIBE_STRUCT(Motion, (),
                      (number, title, text, method, electors, rule, quorum_percent, phase, opened_at, closed_at,
                       eligible, cast, tally, outcome, ballots))

// What an elector of the open motion has put into the box.
struct BoxedBallot {
  std::optional<Choice> choice;
  std::optional<std::string> sealed;

  friend bool operator==(const BoxedBallot&, const BoxedBallot&) = default;
};

struct Votes {
  std::vector<Motion> motions;
  // Of the open motion; the server's own.
  std::map<VoterId, Voter> voters;
  std::map<VoterId, BoxedBallot> box;

  friend bool operator==(const Votes&, const Votes&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const Motion* motion(std::uint64_t number) const;
  [[nodiscard]] const Motion* open_motion() const;
};
BOOST_DESCRIBE_STRUCT(Votes, (), (motions))

// Who has voted on the open motion, and how where that is not secret.
struct DeskBallot {
  VoterId id;
  std::optional<Choice> choice;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const DeskBallot&, const DeskBallot&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskBallot, (), (id, choice))
struct DeskVotes {
  std::vector<DeskBallot> ballots;

  friend bool operator==(const DeskVotes&, const DeskVotes&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskVotes, (), (ballots))

// For whom the site has voted on the last motion.
struct Voted {
  std::uint64_t motion = 0;
  VoterId voter;

  friend bool operator==(const Voted&, const Voted&) = default;
};
BOOST_DESCRIBE_STRUCT(Voted, (), (motion, voter))
struct OwnVotes {
  std::vector<Voted> voted;

  friend bool operator==(const OwnVotes&, const OwnVotes&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnVotes, (), (voted))

}  // namespace diemcau::conference
