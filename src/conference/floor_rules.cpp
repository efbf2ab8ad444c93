#include "conference/floor_rules.hpp"

#include <algorithm>

#include "conference/derived.hpp"
#include "conference/scene_rules.hpp"

namespace diemcau::conference {
namespace {

constexpr std::uint32_t kSecondsPerMinute = 60;
constexpr std::uint64_t kMsPerSecond = 1'000;

// Who has the floor may be given it anew for something else: its next item, or what it asked to speak on.
bool is_the_same_turn(const Turn& turn, const GiveFloor& command) {
  return turn.site == command.site && !command.request && (!command.item || turn.item == command.item);
}

std::optional<Refusal> hindrance_to_speak(const State& state, const GiveFloor& command) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return Refusal::no_such_site;
  }
  if (state.turn && is_the_same_turn(*state.turn, command)) {
    return Refusal::already_has_floor;
  }
  return site->present ? std::nullopt : std::optional{Refusal::site_not_present};
}

// The request that is served, or null. A number without a request is the caller's to refuse.
const FloorRequest* served(const State& state, const GiveFloor& command) {
  if (command.request) {
    return state.request(*command.request);
  }
  const auto hand = std::ranges::find_if(
      state.queue, [&](const FloorRequest& one) { return one.site == command.site && one.kind == RequestKind::hand; });
  return hand == state.queue.end() ? nullptr : &*hand;
}

std::string topic_of(const GiveFloor& command, const FloorRequest* request, const Item* item) {
  if (command.topic) {
    return *command.topic;
  }
  if (request != nullptr && !request->topic.empty()) {
    return request->topic;
  }
  return item == nullptr ? std::string{} : item->title;
}

std::optional<std::uint32_t> allotted_s(const GiveFloor& command, const Item* item) {
  const std::uint32_t minutes = command.minutes.value_or(item == nullptr ? 0 : item->minutes);
  return minutes == 0 ? std::nullopt : std::optional{minutes * kSecondsPerMinute};
}

Result<TurnStarted, Refusal> turn_for(const State& state, const GiveFloor& command) {
  const FloorRequest* const request = served(state, command);
  if (command.request && (request == nullptr || request->site != command.site)) {
    return failure(Refusal::no_such_request);
  }
  const Item* const item = command.item ? state.programme_item(*command.item) : nullptr;
  if (command.item && item == nullptr) {
    return failure(Refusal::no_such_item);
  }
  return TurnStarted{.turn = state.turns_given + 1,
                     .site = command.site,
                     .topic = topic_of(command, request, item),
                     .item = command.item,
                     .allotted_s = allotted_s(command, item),
                     .request = request == nullptr ? std::nullopt : std::optional{request->number}};
}

TurnEnded end_of(const Turn& turn, TurnEndReason reason, WallTime now) {
  return {turn.number, turn.site, reason, turn.used_until(now)};
}

}  // namespace

std::uint64_t Turn::used_until(WallTime now) const {
  const auto running = running_since && now > *running_since ? now - *running_since : std::chrono::milliseconds{0};
  return used_ms + static_cast<std::uint64_t>(running.count());
}

void stop_clock(Turn& turn, WallTime at) {
  turn.used_ms = turn.used_until(at);
  turn.running_since.reset();
}

void keep_clock(State& state, WallTime at) {
  if (!state.turn) {
    return;
  }
  const SiteState* const site = state.site(state.turn->site);
  const bool is_on_air = state.phase == Phase::in_session && site != nullptr && site->present;
  if (!is_on_air) {
    stop_clock(*state.turn, at);
  } else if (!state.turn->running_since) {
    state.turn->running_since = at;
  }
}

void end_turn(const State& state, TurnEndReason reason, WallTime now, std::vector<Event>& into) {
  if (state.turn) {
    into.emplace_back(end_of(*state.turn, reason, now));
  }
  show_main_site(state, into);
}

Decision decide_one(const State& state, const GiveFloor& command, const Acting& by) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  if (state.mode == Mode::dao_tao && by.actor.role == auth::Role::director) {
    return failure(Refusal::not_permitted);
  }
  if (const auto hindrance = hindrance_to_speak(state, command)) {
    return failure(*hindrance);
  }
  auto turn = turn_for(state, command);
  if (!turn) {
    return failure(turn.error());
  }
  std::vector<Event> all;
  if (state.turn) {
    all.emplace_back(end_of(*state.turn, TurnEndReason::next_turn, by.now));
  }
  if (turn->item && (!state.item || state.item->id != *turn->item)) {
    all.emplace_back(ItemStarted{*turn->item});
  }
  all.emplace_back(*turn);
  show_speaker(state, *turn, all);
  return all;
}

Decision decide_one(const State& state, const Next& /*command*/, const Acting& by) {
  if (const auto hindrance = not_in_session(state)) {
    return failure(*hindrance);
  }
  const auto next = next_speaker(state);
  if (!next) {
    return failure(Refusal::no_next);
  }
  return decide_one(state, GiveFloor{.site = next->site, .item = next->item, .request = next->request}, by);
}

Decision decide_one(const State& state, const ExtendTurn& command, const Acting& by) {
  if (const auto hindrance = not_under_way(state)) {
    return failure(*hindrance);
  }
  if (!state.turn) {
    return failure(Refusal::no_turn);
  }
  const Turn& turn = *state.turn;
  const std::uint64_t used_s = (turn.used_until(by.now) + kMsPerSecond - 1) / kMsPerSecond;
  const std::uint64_t allotted =
      (turn.allotted_s ? *turn.allotted_s : used_s) + std::uint64_t{command.minutes} * kSecondsPerMinute;
  if (allotted > std::uint64_t{kMaxTurnMinutes} * kSecondsPerMinute) {
    return failure(Refusal::turn_too_long);
  }
  return events(TurnExtended{turn.number, turn.site, static_cast<std::uint32_t>(allotted)});
}

Decision decide_one(const State& state, const TakeBackFloor& /*command*/, const Acting& by) {
  if (const auto hindrance = not_under_way(state)) {
    return failure(*hindrance);
  }
  if (!state.turn) {
    return failure(Refusal::no_turn);
  }
  std::vector<Event> all;
  end_turn(state, TurnEndReason::taken_back, by.now, all);
  return all;
}

void change(State& state, const TurnStarted& event, const EventRecord& record) {
  state.turn = Turn{.number = event.turn,
                    .site = event.site,
                    .since = record.at,
                    .topic = event.topic,
                    .item = event.item,
                    .allotted_s = event.allotted_s};
  state.turns_given = event.turn;
  if (event.item) {
    state.last_item = event.item;
  }
  if (event.request) {
    std::erase_if(state.queue, [&](const FloorRequest& one) { return one.number == *event.request; });
  }
  if (state.cue && state.cue->site == event.site) {
    state.cue.reset();
  }
  keep_clock(state, record.at);
}

void change(State& state, const TurnExtended& event, const EventRecord& /*record*/) {
  if (state.turn && state.turn->number == event.turn) {
    state.turn->allotted_s = event.allotted_s;
  }
}

void change(State& state, const TurnEnded& event, const EventRecord& /*record*/) {
  if (state.turn && state.turn->number == event.turn) {
    state.turn.reset();
  }
}

}  // namespace diemcau::conference
