#include "conference/scene_rules.hpp"

namespace diemcau::conference {

void take_scene(const State& state, const SiteId& main, std::vector<Event>& into) {
  if (state.scene_main != main) {
    into.emplace_back(SceneTaken{main});
  }
}

Decision decide_one(const State& state, const TakeScene& command, const Acting& /*by*/) {
  if (state.phase == Phase::concluded) {
    return failure(Refusal::conference_concluded);
  }
  const SiteState* const site = state.site(command.main);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (!site->present && command.main != state.main_site) {
    return failure(Refusal::site_not_present);
  }
  std::vector<Event> all;
  take_scene(state, command.main, all);
  return all;
}

void change(State& state, const SceneTaken& event, const EventRecord& /*record*/) {
  state.scene_main = event.main;
}

}  // namespace diemcau::conference
