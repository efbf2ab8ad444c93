#include "conference/rules.hpp"

#include "conference/decide.hpp"

namespace diemcau::conference {

bool is_text(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTextBytes;
}

bool is_short(std::string_view text) {
  return text.size() <= kMaxShortBytes;
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kMaxWordLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::optional<Refusal> not_in_session(const State& state) {
  switch (state.phase) {
    case Phase::planned:
      return Refusal::conference_not_open;
    case Phase::in_session:
      return std::nullopt;
    case Phase::paused:
      return Refusal::conference_paused;
    case Phase::concluded:
      return Refusal::conference_concluded;
  }
  return Refusal::conference_not_open;
}

std::optional<Refusal> not_under_way(const State& state) {
  return state.phase == Phase::paused ? std::nullopt : not_in_session(state);
}

}  // namespace diemcau::conference
