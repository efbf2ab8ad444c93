#include "conference/changes.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "conference/codec.hpp"
#include "conference/derived.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;

template <class T>
inline constexpr bool kHasId = requires(const T& one) { one.id; };
template <class T>
inline constexpr bool kHasNumber = requires(const T& one) { one.number; };

template <class T>
inline constexpr bool kIsKeyedList = false;
template <DescribedStruct T>
inline constexpr bool kIsKeyedList<std::vector<T>> = kHasId<T> || kHasNumber<T>;

template <class T>
const auto& key_of(const T& one) {
  if constexpr (kHasId<T>) {
    return one.id;
  } else {
    return one.number;
  }
}
template <class T>
using KeyOf = std::remove_cvref_t<decltype(key_of(std::declval<const T&>()))>;

template <class T>
bool same_keys(const std::vector<T>& before, const std::vector<T>& after) {
  return std::ranges::equal(before, after, {}, key_of<T>, key_of<T>);
}

// The elements of both are the same ones in the same places.
template <class T>
json::object changed_elements(const std::vector<T>& before, const std::vector<T>& after) {
  json::array upserted;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i] != after[i]) {
      upserted.push_back(codec::write(after[i]));
    }
  }
  return {{"upserted", std::move(upserted)}, {"removed", json::array{}}};
}

template <class T>
json::object changed_list(const std::vector<T>& before, const std::vector<T>& after) {
  using Key = KeyOf<T>;
  std::unordered_map<Key, const T*> old;
  for (const T& one : before) {
    old.emplace(key_of(one), &one);
  }
  json::array upserted;
  json::array order;
  std::vector<Key> added;
  std::unordered_set<Key> kept;
  for (const T& one : after) {
    order.push_back(codec::write(key_of(one)));
    const auto found = old.find(key_of(one));
    if (found == old.end() || *found->second != one) {
      upserted.push_back(codec::write(one));
    }
    if (found == old.end()) {
      added.push_back(key_of(one));
    } else {
      kept.insert(key_of(one));
    }
  }
  json::array removed;
  std::vector<Key> comes_out;  // where a reader that upserts and removes ends
  for (const T& one : before) {
    if (kept.contains(key_of(one))) {
      comes_out.push_back(key_of(one));
    } else {
      removed.push_back(codec::write(key_of(one)));
    }
  }
  comes_out.insert(comes_out.end(), added.begin(), added.end());
  json::object list{{"upserted", std::move(upserted)}, {"removed", std::move(removed)}};
  if (!std::ranges::equal(comes_out, after, {}, {}, key_of<T>)) {
    list["order"] = std::move(order);
  }
  return list;
}

template <class T>
json::object changed_set(const std::set<T>& before, const std::set<T>& after) {
  const auto only_in = [](const std::set<T>& one, const std::set<T>& other) {
    std::set<T> rest;
    std::ranges::set_difference(one, other, std::inserter(rest, rest.end()));
    return codec::write(rest);
  };
  return {{"upserted", only_in(after, before)}, {"removed", only_in(before, after)}};
}

template <class T>
void compare(const T& before, const T& after, json::object& into) {
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    const auto& old = before.*member.pointer;
    const auto& now = after.*member.pointer;
    if (old == now) {
      return;
    }
    const std::string_view name = text_name(member.name);
    using Part = std::remove_cvref_t<decltype(now)>;
    if constexpr (kIsKeyedList<Part>) {
      into.emplace(name, same_keys(old, now) ? changed_elements(old, now) : changed_list(old, now));
    } else if constexpr (codec::kIsSet<Part>) {
      into.emplace(name, changed_set(old, now));
    } else {
      into.emplace(name, codec::write(now));  // an empty optional as null
    }
  });
}

}  // namespace

json::object changes(const State& before, const State& after) {
  json::object changed;
  compare(before, after, changed);
  compare(derived(before), derived(after), changed);
  return changed;
}

json::object desk_changes(const State& before, const State& after) {
  json::object changed;
  compare(before.desk, after.desk, changed);
  return changed;
}

std::map<SiteId, json::object> own_changes(const State& before, const State& after) {
  static const OwnState kNone;
  std::map<SiteId, json::object> all;
  const auto of = [](const State& state, const SiteId& site) -> const OwnState& {
    const auto found = state.own.find(site);
    return found == state.own.end() ? kNone : found->second;
  };
  const auto add = [&](const SiteId& site) {
    json::object changed;
    compare(of(before, site), of(after, site), changed);
    if (!changed.empty()) {
      all.insert_or_assign(site, std::move(changed));
    }
  };
  if (before.own == after.own) {
    return all;
  }
  for (const auto& [site, own] : before.own) {
    add(site);
  }
  for (const auto& [site, own] : after.own) {
    add(site);
  }
  return all;
}

Changes all_changes(const State& before, const State& after) {
  return {changes(before, after), desk_changes(before, after), own_changes(before, after)};
}

}  // namespace diemcau::conference
