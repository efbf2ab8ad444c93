// Papers: handed in, let pass or returned, shown.
#pragma once

#include "conference/rules.hpp"

namespace diemcau::conference {

// Whether somebody may read the paper: everybody once it was approved, before only the desk and its own site.
[[nodiscard]] bool may_read(const SubmittedPaper& paper, const Actor& actor);
// Borrowed; null when there is none.
[[nodiscard]] const SubmittedPaper* submitted_paper(const State& state, const PaperId& wanted);

[[nodiscard]] Decision decide_one(const State& state, const SubmitPaper& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ApprovePaper& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ReturnPaper& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const ShowPaper& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const TurnPage& command, const Acting& by);
[[nodiscard]] Decision decide_one(const State& state, const HidePaper& command, const Acting& by);

void change(State& state, const PaperSubmitted& event, const EventRecord& record);
void change(State& state, const PaperApproved& event, const EventRecord& record);
void change(State& state, const PaperReturned& event, const EventRecord& record);
void change(State& state, const PaperShown& event, const EventRecord& record);
void change(State& state, const PageTurned& event, const EventRecord& record);
void change(State& state, const PaperHidden& event, const EventRecord& record);

}  // namespace diemcau::conference
