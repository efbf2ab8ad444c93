#include "conference/draft.hpp"

#include <algorithm>
#include <utility>

namespace diemcau::conference {
namespace {

std::vector<InvitedSite> sites_of(const State& state) {
  std::vector<InvitedSite> sites;
  for (const SiteState& one : state.sites) {
    InvitedSite site{.id = one.id, .name = one.name, .unit = one.unit};
    const auto contact = std::ranges::find(state.desk.contacts, one.id, &Contact::id);
    if (contact != state.desk.contacts.end()) {
      site.head = contact->head;
      site.operator_ = contact->operator_;
      site.phone = contact->phone;
    }
    sites.push_back(std::move(site));
  }
  return sites;
}

std::vector<Item> programme_of(const State& state) {
  std::vector<Item> programme = state.programme;
  for (Item& item : programme) {
    item.paper.reset();
  }
  return programme;
}

std::vector<InvitedDelegate> delegates_of(const State& state) {
  std::vector<InvitedDelegate> delegates;
  delegates.reserve(state.desk.delegates.size());
  for (const Delegate& one : state.desk.delegates) {
    delegates.push_back({one.id, one.name, one.post, one.site, one.weight});
  }
  return delegates;
}

// Puts the draft's value in the place of the copy's; an empty text or list is none.
template <class T>
void take(T& into, const std::optional<T>& given) {
  if constexpr (requires { given->empty(); }) {
    if (given && !given->empty()) {
      into = *given;
    }
  } else if (given) {
    into = *given;
  }
}

}  // namespace

Create creation_of(const Draft& draft, const State* copied) {
  Create create;
  if (copied != nullptr) {
    create.title = copied->title;
    create.topic = copied->topic;
    create.kind = copied->kind;
    create.mode = copied->mode;
    create.main_site = copied->main_site;
    create.sites = sites_of(*copied);
    create.programme = programme_of(*copied);
    create.delegates = delegates_of(*copied);
  }
  take(create.title, draft.title);
  take(create.topic, draft.topic);
  take(create.kind, draft.kind);
  take(create.mode, draft.mode);
  take(create.main_site, draft.main_site);
  take(create.sites, draft.sites);
  take(create.programme, draft.programme);
  take(create.delegates, draft.delegates);
  create.starts_at = draft.starts_at;
  create.rehearsal = draft.rehearsal.value_or(false);
  return create;
}

}  // namespace diemcau::conference
