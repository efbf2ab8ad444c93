// What events changed, so that pages need no rules of their own (docs/protocol.md, "Changes").
#pragma once

#include <boost/json/object.hpp>
#include <map>

#include "conference/state.hpp"

namespace diemcau::conference {

// The top-level parts of the public state's JSON that differ, each as it is after. A list of structs with an `id` or a
// `number` is {"upserted":[struct…],"removed":[id…],"order"?:[id…]}: what is upserted replaces its namesake in place,
// or stands at the end; `order` is there only where the list does not come out in its order by that alone. A set of ids
// is {"upserted":[id…],"removed":[id…]}. Writes only what differs: a thousand sites cost their comparison.
[[nodiscard]] boost::json::object changes(const State& before, const State& after);

// Likewise of what only the desk gets, and of what each site gets alone; only sites for which something differs.
[[nodiscard]] boost::json::object desk_changes(const State& before, const State& after);
[[nodiscard]] std::map<SiteId, boost::json::object> own_changes(const State& before, const State& after);

// All three.
struct Changes {
  boost::json::object everybody;
  boost::json::object desk;
  std::map<SiteId, boost::json::object> own;
};
[[nodiscard]] Changes all_changes(const State& before, const State& after);

}  // namespace diemcau::conference
