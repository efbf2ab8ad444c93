// What a conference is now: the fold of its log. Its parts stand with their topics.
#pragma once

#include <cstdint>
#include <map>

#include "conference/events.hpp"

namespace diemcau::conference {

// What only the desk (auth::is_desk) may know.
struct DeskState : DeskContacts,
                   DeskDelegates,
                   DeskPapers,
                   DeskLineTests,
                   SceneDesk,
                   UndoDesk,
                   DeskVotes,
                   DeskNotes,
                   DeskMessages {
  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const DeskState&, const DeskState&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskState,
                      (DeskContacts, DeskDelegates, DeskPapers, DeskLineTests, SceneDesk, UndoDesk, DeskVotes,
                       DeskNotes, DeskMessages),
                      ())

// What only one site may know, besides the desk.
struct OwnState : OwnElectors, OwnPapers, OwnLineTest, OwnVotes, OwnMessages {
  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const OwnState&, const OwnState&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnState, (OwnElectors, OwnPapers, OwnLineTest, OwnVotes, OwnMessages), ())

// What the parts describe everybody may know; the rest is the server's own, or not for all (desk, own).
struct State : Setup,
               Programme,
               Papers,
               Phases,
               Presence,
               Presiding,
               Floor,
               FloorNumbers,
               TakenScene,
               UndoPoint,
               Links,
               RollCall,
               Votes,
               ShownQuestions {
  std::uint64_t seq = 0;        // of the last event applied; 0: not created yet
  std::uint64_t order_seq = 0;  // of the last event that changed phase, floor or scene (see `is_stale`)
  DeskState desk;
  std::map<SiteId, OwnState> own;  // of the sites that have any

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const State&, const State&) = default;
};
BOOST_DESCRIBE_STRUCT(State,
                      (Setup, Programme, Papers, Phases, Presence, Presiding, Floor, FloorNumbers, TakenScene,
                       UndoPoint, Links, RollCall, Votes, ShownQuestions),
                      ())

// A conference of which nothing has happened yet.
[[nodiscard]] State empty_state(ConferenceId id);

// The state after one more event. Total: an event that does not fit (a log of another version) changes only `seq`.
[[nodiscard]] State apply(State state, const EventRecord& record);

}  // namespace diemcau::conference
