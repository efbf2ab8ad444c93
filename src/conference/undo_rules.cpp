#include "conference/undo_rules.hpp"

#include <algorithm>
#include <tuple>

#include "conference/floor_rules.hpp"

namespace diemcau::conference {
namespace {

bool may_undo(const BeforeAct& before, const Actor& actor) {
  return actor.role != auth::Role::secretary || (before.by == actor.role && before.link == actor.link);
}

// What the past names is still there: sites and items may be removed from a conference.
bool fits(const State& state, const BeforeAct& before) {
  const auto is_site = [&](const auto& id) { return state.site(id) != nullptr; };
  const auto is_item = [&](const ItemId& id) { return state.programme_item(id) != nullptr; };
  const auto& [phases, floor, scene] = std::tie(before.phases, before.floor, before.scene);
  return (!phases.item || is_item(phases.item->id)) && (!floor.turn || is_site(floor.turn->site)) &&
         std::ranges::all_of(floor.queue, is_site, &FloorRequest::site) && is_site(scene.scene_main) &&
         (!scene.scene_second || is_site(*scene.scene_second)) && (!scene.cue || is_site(scene.cue->site));
}

}  // namespace

void keep_for_undo(State& state, const EventRecord& record, std::string_view what, bool follows) {
  if (record.by.role == auth::Role::system) {
    forget_undo(state);
    return;
  }
  if (state.desk.undo && state.desk.undo->act == record.act) {
    if (!follows) {
      state.desk.undo->what = what;
    }
    return;
  }
  BeforeAct before{record.by.role, record.by.link, state, state, state};
  if (before.floor.turn) {
    stop_clock(*before.floor.turn, record.at);
  }
  state.before_act = std::move(before);
  state.desk.undo = Undoable{record.act, std::string{what}, record.at + kUndoWithin};
}

void forget_undo(State& state) {
  state.before_act.reset();
  state.desk.undo.reset();
}

Decision decide_one(const State& state, const Undo& command, const Acting& by) {
  if (!state.before_act || !state.desk.undo || state.desk.undo->act != command.act) {
    return failure(Refusal::cannot_undo);
  }
  if (!may_undo(*state.before_act, by.actor)) {
    return failure(Refusal::not_permitted);
  }
  if (by.now > state.desk.undo->until + kUndoWay) {
    return failure(Refusal::undo_too_late);
  }
  if (!fits(state, *state.before_act)) {
    return failure(Refusal::cannot_undo);
  }
  return events(ActUndone{command.act});
}

void change(State& state, const ActUndone& event, const EventRecord& record) {
  if (!state.before_act || !state.desk.undo || state.desk.undo->act != event.act) {
    return;
  }
  const std::optional<Turn> now = state.turn;
  BeforeAct before = *std::move(state.before_act);
  static_cast<Phases&>(state) = std::move(before.phases);
  static_cast<Floor&>(state) = std::move(before.floor);
  static_cast<TakenScene&>(state) = std::move(before.scene);
  if (state.turn && now && state.turn->number == now->number) {  // it went on
    state.turn->used_ms = now->used_ms;
    state.turn->running_since = now->running_since;
  }
  keep_clock(state, record.at);
}

}  // namespace diemcau::conference
