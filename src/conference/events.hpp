// Everything that can have happened in a conference. The log is a sequence of these; nothing else of a conference is
// kept. Each topic has a header with its events, its commands and its part of the state, and its rules in a file beside
// it: setup, programme, invitations, delegates, papers, line_test, links, presiding, phases, presence, floor, scene,
// undo, roll, votes, notes, messages.
//
// An event says by its members
//   static constexpr bool kOrdered = true;        it changed phase, floor or scene: see is_stale (decide.hpp)
//   static constexpr std::string_view kUndoneAs   it can be undone (undo.hpp)
//   static constexpr Audience kAudience = ...;    it is not for all (audience.hpp)
//   T told() const;                               what of it may leave the log, where that is not all
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"
#include "conference/delegates.hpp"
#include "conference/floor.hpp"
#include "conference/invitations.hpp"
#include "conference/line_test.hpp"
#include "conference/links.hpp"
#include "conference/messages.hpp"
#include "conference/notes.hpp"
#include "conference/papers.hpp"
#include "conference/phases.hpp"
#include "conference/presence.hpp"
#include "conference/presiding.hpp"
#include "conference/programme.hpp"
#include "conference/roll.hpp"
#include "conference/scene.hpp"
#include "conference/setup.hpp"
#include "conference/undo.hpp"
#include "conference/votes.hpp"

namespace diemcau::conference {

using Event = std::variant<
    // Setting up
    ConferenceCreated, ConferenceEdited, ItemPut, ItemMoved, ItemRemoved, SiteInvited, ContactsNoted, SiteWithdrawn,
    InvitationAnswered, DelegatesPut, DelegateRemoved, LinkIssued, LinkRevoked,
    // Papers and the line test
    PaperSubmitted, PaperApproved, PaperReturned, PaperShown, PageTurned, PaperHidden, LineTestRecorded, LineTestSigned,
    ConsentGiven, RetestCalled,
    // On the day
    ChairHandedOver, Opened, Paused, Resumed, ItemStarted, Concluded, SiteJoined, SiteLeft, SourceStarted,
    SourceStopped, SiteMuted, FloorRequested, RequestWithdrawn, QueueReordered, TurnStarted, TurnExtended, TurnEnded,
    SceneTaken, SceneFellBack, StrapShown, StrapHidden, SlateShown, SlateHidden, Cued, PreviewChanged, ActUndone,
    // The assembly
    RollCalled, PresenceConfirmed, VoteOpened, BallotCast, VoteClosed, VoteVoided, NoteTaken, MessageSent,
    QuestionAsked, QuestionShown, QuestionAnswered, QuestionDeclined>;

// Whom an event is for, and the site where that is one's own.
struct Addressed {
  Audience audience = Audience::all;
  std::optional<SiteId> site;  // with desk_and_site

  friend bool operator==(const Addressed&, const Addressed&) = default;
};
// The word that stands for the event on the wire: "turn_started".
[[nodiscard]] std::string_view type_of(const Event& event);
// As the event's struct says by `kAudience`; all without it.
[[nodiscard]] Addressed audience_of(const Event& event);
// The event without what stands in the log only: what any door may tell of it, to those whom it is for.
[[nodiscard]] Event told(const Event& event);

// Who did it. `link` is empty for organisers and the system.
struct Actor {
  auth::Role role = auth::Role::system;
  LinkId link;
  std::optional<SiteId> site = {};
  std::optional<AccountName> account = {};  // organisers

  static constexpr std::string_view kMayBeAbsent[] = {"link"};

  friend bool operator==(const Actor&, const Actor&) = default;
};
BOOST_DESCRIBE_STRUCT(Actor, (), (role, link, site, account))

// One entry of the log. `seq` counts from 1 without gaps (order, for machines); `at` is wall time (for people) and may
// jump. `act` is the number of the first event that the same command made: what was decided at once.
struct EventRecord {
  std::uint64_t seq = 0;
  WallTime at{};
  Actor by;
  Event event;
  std::uint64_t act = 0;  // 1 to seq

  static constexpr std::string_view kMayBeAbsent[] = {"act"};

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};
BOOST_DESCRIBE_STRUCT(EventRecord, (), (seq, act, at, by, event))

}  // namespace diemcau::conference
