// What the topics' rules are made of. Each topic's `TOPIC_rules.hpp` declares for its commands and events
//   Decision decide_one(const State&, const Command&, const Acting&);   permission and fields were checked
//   void change(State&, const Event&, const EventRecord&);              total: what does not fit changes nothing
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "conference/commands.hpp"
#include "conference/refusal.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

using Decision = Result<std::vector<Event>, Refusal>;

// Who asks, and when.
struct Acting {
  const Actor& actor;
  WallTime now;
};

template <class... Events>
[[nodiscard]] Decision events(Events&&... list) {
  std::vector<Event> all;
  (all.emplace_back(std::forward<Events>(list)), ...);
  return all;
}

[[nodiscard]] inline Decision nothing() {
  return std::vector<Event>{};
}

// Of a list whose elements are numbered from 1 and of which the last ones are kept; 0: there was none yet.
template <class T>
[[nodiscard]] std::uint64_t last_number(const std::vector<T>& list) {
  return list.empty() ? 0 : list.back().number;
}
// Adds one; past `most`, the oldest goes.
template <class T>
void keep_last(std::vector<T>& list, std::size_t most, T one) {
  if (list.size() >= most) {
    list.erase(list.begin());
  }
  list.push_back(std::move(one));
}

// What hinders what is done in session, and what is done in session or in a pause.
[[nodiscard]] std::optional<Refusal> not_in_session(const State& state);
[[nodiscard]] std::optional<Refusal> not_under_way(const State& state);

}  // namespace diemcau::conference
