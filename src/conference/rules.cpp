#include "conference/rules.hpp"

namespace diemcau::conference {

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
