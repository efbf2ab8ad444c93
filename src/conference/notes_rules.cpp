#include "conference/notes_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

// What hinders another note, if anything.
std::optional<Refusal> hindrance(const State& state) {
  return last_number(state.desk.notes) >= kMaxNotes ? std::optional{Refusal::too_many} : std::nullopt;
}

}  // namespace

Decision decide_one(const State& state, const TakeNote& command, const Acting& /*by*/) {
  if (const auto why = hindrance(state)) {
    return failure(*why);
  }
  if (command.item && state.programme_item(*command.item) == nullptr) {
    return failure(Refusal::no_such_item);
  }
  return events(NoteTaken{last_number(state.desk.notes) + 1, command.item, command.text, std::nullopt});
}

Decision decide_one(const State& state, const CorrectNote& command, const Acting& /*by*/) {
  if (const auto why = hindrance(state)) {
    return failure(*why);
  }
  const std::vector<Note>& notes = state.desk.notes;
  const auto note = std::ranges::find(notes, command.number, &Note::number);
  if (note == notes.end()) {
    return failure(Refusal::no_such_note);
  }
  if (std::ranges::find(notes, command.number, &Note::corrects) != notes.end()) {
    return failure(Refusal::note_corrected);
  }
  if (note->text == command.text) {
    return nothing();
  }
  return events(NoteTaken{last_number(notes) + 1, note->item, command.text, command.number});
}

void change(State& state, const NoteTaken& event, const EventRecord& record) {
  keep_last(state.desk.notes, kNotesKept,
            {.number = event.number,
             .item = event.item,
             .text = event.text,
             .at = record.at,
             .by = std::string{auth::to_text(record.by.role)},
             .corrects = event.corrects});
}

}  // namespace diemcau::conference
