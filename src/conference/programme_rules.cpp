#include "conference/programme_rules.hpp"

#include <algorithm>
#include <set>

#include "conference/limits.hpp"

namespace diemcau::conference {
namespace {

std::optional<Refusal> hindrance(const State& state, const Item& item) {
  if (item.site && state.site(*item.site) == nullptr) {
    return Refusal::no_such_site;
  }
  if (item.paper && std::ranges::find(state.papers, *item.paper, &Paper::id) == state.papers.end()) {
    return Refusal::no_such_paper;
  }
  return std::nullopt;
}

}  // namespace

const Item* Programme::programme_item(const ItemId& wanted) const {
  const auto found = std::ranges::find(programme, wanted, &Item::id);
  return found == programme.end() ? nullptr : &*found;
}

Item* Programme::programme_item(const ItemId& wanted) {
  const auto found = std::ranges::find(programme, wanted, &Item::id);
  return found == programme.end() ? nullptr : &*found;
}

void name_items(std::vector<Item>& programme) {
  std::set<ItemId> taken;
  for (const Item& item : programme) {
    taken.insert(item.id);
  }
  for (std::size_t i = 0; i < programme.size(); ++i) {
    for (std::size_t number = i + 1; programme[i].id == ItemId{}; ++number) {
      const ItemId id{"item-" + std::to_string(number)};
      if (taken.insert(id).second) {
        programme[i].id = id;
      }
    }
  }
}

Decision decide_one(const State& state, const PutItem& command, const Acting& /*by*/) {
  if (const auto refusal = hindrance(state, command.item)) {
    return failure(*refusal);
  }
  if (command.after && state.programme_item(*command.after) == nullptr) {
    return failure(Refusal::no_such_item);
  }
  ItemPut put{command.item, command.after};
  const Item* const before = state.programme_item(put.item.id);
  if (before == nullptr && state.programme.size() >= kMaxProgrammeItems) {
    return failure(Refusal::too_many);
  }
  if (put.item.id == ItemId{}) {
    std::vector<Item> with = state.programme;
    with.push_back(put.item);
    name_items(with);
    put.item.id = with.back().id;
  }
  if (before != nullptr && (put.after == put.item.id || !put.after)) {
    put.after.reset();
    return *before == put.item ? nothing() : events(put);
  }
  return events(put);
}

Decision decide_one(const State& state, const MoveItem& command, const Acting& /*by*/) {
  if (state.programme_item(command.item) == nullptr ||
      (command.before && state.programme_item(*command.before) == nullptr)) {
    return failure(Refusal::no_such_item);
  }
  return command.before == command.item ? nothing() : events(ItemMoved{command.item, command.before});
}

Decision decide_one(const State& state, const RemoveItem& command, const Acting& /*by*/) {
  return state.programme_item(command.item) == nullptr ? Decision{failure(Refusal::no_such_item)}
                                                       : events(ItemRemoved{command.item});
}

void change(State& state, const ItemPut& event, const EventRecord& /*record*/) {
  std::vector<Item>& all = state.programme;
  if (Item* const before = state.programme_item(event.item.id)) {
    *before = event.item;
    if (!event.after) {
      return;
    }
    std::erase_if(all, [&](const Item& one) { return one.id == event.item.id; });
  }
  const auto after = event.after ? std::ranges::find(all, *event.after, &Item::id) : all.end();
  all.insert(after == all.end() ? after : after + 1, event.item);
}

void change(State& state, const ItemMoved& event, const EventRecord& /*record*/) {
  const Item* const found = state.programme_item(event.item);
  if (found == nullptr) {
    return;
  }
  const Item moved = *found;
  std::vector<Item>& all = state.programme;
  std::erase_if(all, [&](const Item& one) { return one.id == moved.id; });
  all.insert(event.before ? std::ranges::find(all, *event.before, &Item::id) : all.end(), moved);
}

void change(State& state, const ItemRemoved& event, const EventRecord& /*record*/) {
  std::erase_if(state.programme, [&](const Item& one) { return one.id == event.item; });
}

}  // namespace diemcau::conference
