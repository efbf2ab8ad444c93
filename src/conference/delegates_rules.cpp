#include "conference/delegates_rules.hpp"

#include <algorithm>

#include "conference/limits.hpp"

namespace diemcau::conference {
namespace {

void forget_elector(State& state, const SiteId& site, const DelegateId& delegate) {
  const auto own = state.own.find(site);
  if (own == state.own.end()) {
    return;
  }
  std::erase_if(own->second.electors, [&](const Elector& one) { return one.id == delegate; });
  if (own->second == OwnState{}) {
    state.own.erase(own);
  }
}

void put_elector(State& state, const InvitedDelegate& one) {
  std::vector<Elector>& electors = state.own[one.site].electors;
  const Elector elector{one.id, one.name, one.weight};
  const auto found = std::ranges::find(electors, one.id, &Elector::id);
  if (found == electors.end()) {
    electors.push_back(elector);
  } else {
    *found = elector;
  }
}

}  // namespace

Decision decide_one(const State& state, const PutDelegate& command, const Acting& /*by*/) {
  const InvitedDelegate& one = command.delegate;
  if (state.site(one.site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  const std::vector<Delegate>& all = state.desk.delegates;
  const auto known = std::ranges::find(all, one.id, &Delegate::id);
  if (known == all.end()) {
    return all.size() < kMaxDelegates ? events(DelegatesPut{{one}}) : Decision{failure(Refusal::too_many)};
  }
  const InvitedDelegate before{known->id, known->name, known->post, known->site, known->weight};
  return before == one ? nothing() : events(DelegatesPut{{one}});
}

Decision decide_one(const State& state, const RemoveDelegate& command, const Acting& /*by*/) {
  const bool is_known =
      std::ranges::find(state.desk.delegates, command.delegate, &Delegate::id) != state.desk.delegates.end();
  return is_known ? events(DelegateRemoved{command.delegate}) : Decision{failure(Refusal::no_such_delegate)};
}

void change(State& state, const DelegatesPut& event, const EventRecord& /*record*/) {
  std::vector<Delegate>& all = state.desk.delegates;
  for (const InvitedDelegate& one : event.delegates) {
    const auto known = std::ranges::find(all, one.id, &Delegate::id);
    Delegate& delegate = known == all.end() ? all.emplace_back() : *known;
    if (known != all.end() && delegate.site != one.site) {
      forget_elector(state, delegate.site, one.id);
    }
    delegate = {one.id, one.name, one.post, one.site, one.weight, delegate.present};
    put_elector(state, one);
  }
}

void change(State& state, const DelegateRemoved& event, const EventRecord& /*record*/) {
  const auto known = std::ranges::find(state.desk.delegates, event.delegate, &Delegate::id);
  if (known != state.desk.delegates.end()) {
    forget_elector(state, known->site, known->id);
    state.desk.delegates.erase(known);
  }
}

}  // namespace diemcau::conference
