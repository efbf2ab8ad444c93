#include "conference/scene_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

bool shows_speaker(SceneKind kind) {
  switch (kind) {
    case SceneKind::speaker:
    case SceneKind::speaker_content:
    case SceneKind::hall_speaker:
      return true;
    case SceneKind::grid:
    case SceneKind::rotation:
      return false;
  }
  return false;
}

// The scene of `main`, in the present kind where that shows a speaker.
SceneTaken scene_of(const State& state, const SiteId& main, std::optional<SceneKind> kind,
                    std::optional<SiteId> second) {
  const SceneKind kept = shows_speaker(state.scene_kind) ? state.scene_kind : SceneKind::speaker;
  SceneTaken scene{main, kind.value_or(kept), std::move(second)};
  if (scene.kind == SceneKind::hall_speaker && !scene.second && main != state.main_site) {
    scene.second = state.main_site;
  }
  return scene;
}

bool is_taken(const State& state, const SceneTaken& scene) {
  return state.scene_main == scene.main && state.scene_kind == scene.kind && state.scene_second == scene.second;
}

void take(const State& state, SceneTaken scene, std::vector<Event>& into) {
  if (!is_taken(state, scene)) {
    into.emplace_back(std::move(scene));
  }
}

std::optional<Refusal> hindrance_to_show(const State& state, const SiteId& id) {
  const SiteState* const site = state.site(id);
  if (site == nullptr) {
    return Refusal::no_such_site;
  }
  return site->present || id == state.main_site ? std::nullopt : std::optional{Refusal::site_not_present};
}

// A scene may be taken or previewed.
std::optional<Refusal> hindrance(const State& state, const SiteId& main, const std::optional<SiteId>& second) {
  if (const auto hindered = hindrance_to_show(state, main)) {
    return hindered;
  }
  if (!second) {
    return std::nullopt;
  }
  return *second == main ? std::optional{Refusal::site_shown_twice} : hindrance_to_show(state, *second);
}

Decision take_scene(const State& state, SceneTaken scene) {
  std::vector<Event> all;
  take(state, std::move(scene), all);
  return all;
}

// Who speaks, as the programme names the speaker, or on what.
StrapShown strap_of(const State& state, const TurnStarted& turn) {
  const SiteState* const site = state.site(turn.site);
  const Item* const item = turn.item ? state.programme_item(*turn.item) : nullptr;
  return {.title = site == nullptr ? turn.site.value() : site->name,
          .subtitle = item != nullptr && item->speaker ? *item->speaker : turn.topic};
}

}  // namespace

void show_speaker(const State& state, const TurnStarted& turn, std::vector<Event>& into) {
  take(state, scene_of(state, turn.site, std::nullopt, std::nullopt), into);
  StrapShown strap = strap_of(state, turn);
  if (state.strap != Strap{strap.title, strap.subtitle}) {
    into.emplace_back(std::move(strap));
  }
  if (state.slate) {
    into.emplace_back(SlateHidden{});
  }
}

void show_main_site(const State& state, std::vector<Event>& into) {
  take(state, scene_of(state, state.main_site, std::nullopt, std::nullopt), into);
  if (state.strap) {
    into.emplace_back(StrapHidden{});
  }
}

std::vector<SiteId> lost_in_scene(const State& state) {
  std::vector<SiteId> lost;
  const auto add = [&](const SiteId& id) {
    const SiteState* const site = state.site(id);
    if (id != state.main_site && (site == nullptr || !site->present)) {
      lost.push_back(id);
    }
  };
  if (state.phase == Phase::concluded) {
    return lost;
  }
  add(state.scene_main);
  if (state.scene_second) {
    add(*state.scene_second);
  }
  return lost;
}

Decision decide_one(const State& state, const TakeScene& command, const Acting& /*by*/) {
  if (const auto hindered = hindrance(state, command.main, command.second)) {
    return failure(*hindered);
  }
  return take_scene(state, scene_of(state, command.main, command.kind, command.second));
}

Decision decide_one(const State& state, const SetPreview& command, const Acting& /*by*/) {
  if (const auto hindered = hindrance(state, command.main, command.second)) {
    return failure(*hindered);
  }
  const SceneTaken scene = scene_of(state, command.main, command.kind, command.second);
  return state.desk.preview == Preview{scene.kind, scene.main, scene.second}
             ? nothing()
             : events(PreviewChanged{scene.kind, scene.main, scene.second});
}

Decision decide_one(const State& state, const Take& /*command*/, const Acting& /*by*/) {
  if (!state.desk.preview) {
    return failure(Refusal::no_preview);
  }
  const Preview& preview = *state.desk.preview;
  if (const auto hindered = hindrance(state, preview.main, preview.second)) {
    return failure(*hindered);
  }
  return take_scene(state, {preview.main, preview.kind, preview.second});
}

Decision decide_one(const State& state, const FallBack& command, const Acting& /*by*/) {
  const std::vector<SiteId> lost = lost_in_scene(state);
  return std::ranges::find(lost, command.site) == lost.end() ? nothing() : events(SceneFellBack{command.site});
}

Decision decide_one(const State& state, const Cue& command, const Acting& /*by*/) {
  if (command.site) {
    const SiteState* const site = state.site(*command.site);
    if (site == nullptr) {
      return failure(Refusal::no_such_site);
    }
    if (!site->present) {
      return failure(Refusal::site_not_present);
    }
  }
  const auto now = state.cue ? std::optional{state.cue->site} : std::nullopt;
  return now == command.site ? nothing() : events(Cued{command.site});
}

Decision decide_one(const State& state, const ShowStrap& command, const Acting& /*by*/) {
  return state.strap == Strap{command.title, command.subtitle} ? nothing()
                                                               : events(StrapShown{command.title, command.subtitle});
}

Decision decide_one(const State& state, const HideStrap& /*command*/, const Acting& /*by*/) {
  return state.strap ? events(StrapHidden{}) : nothing();
}

Decision decide_one(const State& state, const ShowSlate& command, const Acting& /*by*/) {
  return state.slate == Slate{command.text} ? nothing() : events(SlateShown{command.text});
}

Decision decide_one(const State& state, const HideSlate& /*command*/, const Acting& /*by*/) {
  return state.slate ? events(SlateHidden{}) : nothing();
}

void change(State& state, const SceneTaken& event, const EventRecord& /*record*/) {
  state.scene_main = event.main;
  state.scene_kind = event.kind;
  state.scene_second = event.second;
}

void change(State& state, const SceneFellBack& event, const EventRecord& /*record*/) {
  if (state.scene_main == event.site) {
    state.scene_main = state.main_site;
    state.strap.reset();  // it named the site
  } else if (state.scene_second != event.site) {
    return;
  }
  state.scene_kind = SceneKind::speaker;
  state.scene_second.reset();
}

void change(State& state, const StrapShown& event, const EventRecord& /*record*/) {
  state.strap = Strap{event.title, event.subtitle};
}
void change(State& state, const StrapHidden& /*event*/, const EventRecord& /*record*/) {
  state.strap.reset();
}
void change(State& state, const SlateShown& event, const EventRecord& /*record*/) {
  state.slate = Slate{event.text};
}
void change(State& state, const SlateHidden& /*event*/, const EventRecord& /*record*/) {
  state.slate.reset();
}

void change(State& state, const Cued& event, const EventRecord& record) {
  state.cue = event.site ? std::optional{StandingBy{*event.site, record.at}} : std::nullopt;
}

void change(State& state, const PreviewChanged& event, const EventRecord& /*record*/) {
  state.desk.preview = Preview{event.kind, event.main, event.second};
}

}  // namespace diemcau::conference
