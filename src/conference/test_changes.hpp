// What a client does with changes (docs/protocol.md, "Changes"). For this folder's tests.
#pragma once

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <utility>

namespace diemcau::conference::testing {

// An id is its own key.
inline const boost::json::value& key_of(const boost::json::value& element) {
  if (element.is_string()) {
    return element;
  }
  const boost::json::object& object = element.as_object();
  return object.contains("id") ? object.at("id") : object.at("number");
}

inline boost::json::array applied(boost::json::array list, const boost::json::object& changed) {
  const auto at = [&](const boost::json::value& key) {
    return std::ranges::find_if(list, [&](const boost::json::value& one) { return key_of(one) == key; });
  };
  for (const boost::json::value& one : changed.at("upserted").as_array()) {
    if (const auto found = at(key_of(one)); found != list.end()) {
      *found = one;
    } else {
      list.push_back(one);
    }
  }
  for (const boost::json::value& key : changed.at("removed").as_array()) {
    list.erase(at(key));
  }
  if (const boost::json::value* const order = changed.if_contains("order")) {
    boost::json::array ordered;
    for (const boost::json::value& key : order->as_array()) {
      ordered.push_back(*at(key));
    }
    return ordered;
  }
  if (!list.empty() && list.front().is_string()) {
    std::ranges::sort(list, {}, [](const boost::json::value& id) { return id.as_string(); });  // a set has no order
  }
  return list;
}

inline boost::json::object applied(boost::json::object state, const boost::json::object& changed) {
  for (const auto& part : changed) {
    const boost::json::object* const object = part.value().if_object();
    const bool is_list = object != nullptr && object->contains("upserted");
    state[part.key()] = is_list ? boost::json::value(applied(state[part.key()].as_array(), *object)) : part.value();
  }
  return state;
}

}  // namespace diemcau::conference::testing
