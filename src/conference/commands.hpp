// What somebody may want of a conference. `decide` (decide.hpp) turns a command into events or refuses it. The commands
// themselves stand with their topics (events.hpp names these). A command says by its members
//   static constexpr auth::Act kAct = ...;          its row in the table of permissions; its member `site`, where it
//                                                   has one, is the site that it is done to
//   static constexpr bool kOrderMatters = true;     refused when phase, floor or scene changed unseen (is_stale)
//   static constexpr bool kAfterConclusion = true;  not refused once the conference is concluded, as others are
//   static constexpr bool kAnyChair = true;         a chair's link that does not preside may do it too (presiding.hpp)
//   static constexpr bool kInternal = true;         a command of the server itself: no client can send it
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "conference/events.hpp"

namespace diemcau::conference {

using Command = std::variant<
    // Setting up
    Create, EditConference, PutItem, MoveItem, RemoveItem, PutSite, RemoveSite, AnswerInvitation, PutDelegate,
    RemoveDelegate, IssueLink, RevokeLink,
    // Papers and the line test
    SubmitPaper, ApprovePaper, ReturnPaper, ShowPaper, TurnPage, HidePaper, RecordLineTest, SignLineTest, GiveConsent,
    CallRetest,
    // On the day
    TakeChair, HandOverChair, Open, Pause, Resume, StartItem, Conclude, JoinSite, LeaveSite, StartSource, StopSource,
    MuteSite, RequestFloor, WithdrawRequest, ReorderQueue, GiveFloor, Next, ExtendTurn, TakeBackFloor, TakeScene,
    SetPreview, Take, FallBack, Cue, ShowStrap, HideStrap, ShowSlate, HideSlate, Undo,
    // The assembly
    CallRoll, ConfirmPresence, OpenVote, CastBallot, CastSealed, CloseVote, CloseCounted, VoidVote, TakeNote,
    CorrectNote, SendMessage, AskQuestion, ShowQuestion, AnswerQuestion, DeclineQuestion>;

// A command as a client sends it.
struct CommandRequest {
  Command command;
  std::optional<std::uint64_t> expected_seq;  // the last event that the sender saw, where order matters to it

  friend bool operator==(const CommandRequest&, const CommandRequest&) = default;
};

// The word that stands for the command on the wire: "give_floor".
[[nodiscard]] std::string_view type_of(const Command& command);
[[nodiscard]] auth::Act act_of(const Command& command);
[[nodiscard]] std::optional<SiteId> target_of(const Command& command);
[[nodiscard]] bool order_matters(const Command& command);
[[nodiscard]] bool is_for_any_chair(const Command& command);
[[nodiscard]] bool may_follow_conclusion(const Command& command);

}  // namespace diemcau::conference
