#include "conference/derived.hpp"

#include <algorithm>
#include <utility>

#include "conference/roll_rules.hpp"
#include "conference/stage.hpp"

namespace diemcau::conference {
namespace {

std::optional<NextSpeaker> next_of_queue(const State& state) {
  if (state.queue.empty()) {
    return std::nullopt;
  }
  return NextSpeaker{.site = state.queue.front().site, .item = {}, .request = state.queue.front().number};
}

std::optional<NextSpeaker> next_of_programme(const State& state) {
  auto first = state.programme.begin();
  if (state.item) {
    first = std::ranges::find(state.programme, state.item->id, &Item::id);
    if (first != state.programme.end() && state.last_item == first->id) {
      ++first;
    }
  }
  const auto next = std::find_if(first, state.programme.end(), [](const Item& item) { return item.site.has_value(); });
  if (next == state.programme.end()) {
    return std::nullopt;
  }
  return NextSpeaker{.site = *next->site, .item = next->id, .request = {}};
}

}  // namespace

std::optional<NextSpeaker> next_speaker(const State& state) {
  if (state.phase == Phase::concluded) {
    return std::nullopt;
  }
  auto next = next_of_queue(state);
  if (!next) {
    next = next_of_programme(state);
  }
  if (next) {
    const SiteState* const site = state.site(next->site);
    next->present = site != nullptr && site->present;
  }
  return next;
}

Derived derived(const State& state) {
  Stage now = stage(state);
  return {.next = next_speaker(state),
          .scene = {.kind = state.scene_kind,
                    .main = std::move(now.main),
                    .second = std::move(now.second),
                    .content = std::move(now.content)},
          .heard = {now.heard.begin(), now.heard.end()},
          .roll = roll_of(state)};
}

}  // namespace diemcau::conference
