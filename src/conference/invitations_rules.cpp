#include "conference/invitations_rules.hpp"

#include <algorithm>

#include "conference/limits.hpp"

namespace diemcau::conference {
namespace {

// A site that the conference has to do with cannot be as if it had never been.
std::optional<Refusal> kept_by(const State& state, const SiteState& site) {
  if (site.joined_once) {
    return Refusal::site_has_joined;
  }
  const bool in_programme =
      std::ranges::any_of(state.programme, [&](const Item& item) { return item.site == site.id; });
  const bool has_delegates =
      std::ranges::any_of(state.desk.delegates, [&](const Delegate& one) { return one.site == site.id; });
  const bool asks_for_floor = std::ranges::count(state.queue, site.id, &FloorRequest::site) > 0;
  const bool has_papers =
      std::ranges::any_of(state.desk.papers, [&](const SubmittedPaper& one) { return one.site == site.id; });
  if (site.id == state.main_site || in_programme || has_delegates || asks_for_floor || has_papers) {
    return Refusal::site_in_use;
  }
  return std::nullopt;
}

}  // namespace

Decision decide_one(const State& state, const PutSite& command, const Acting& /*by*/) {
  const SiteState* const before = state.site(command.site.id);
  if (before == nullptr && state.sites.size() >= kMaxSites) {
    return failure(Refusal::too_many);
  }
  std::vector<Event> all;
  if (before == nullptr || before->name != command.site.name || before->unit != command.site.unit) {
    all.emplace_back(SiteInvited{command.site.site()});
  }
  const auto known = std::ranges::find(state.desk.contacts, command.site.id, &Contact::id);
  const Contact now = command.site.contact();
  const Contact then = known == state.desk.contacts.end() ? Contact{.id = now.id} : *known;
  if (now != then) {
    all.emplace_back(ContactsNoted{{now}});
  }
  return all;
}

Decision decide_one(const State& state, const RemoveSite& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (const auto refusal = kept_by(state, *site)) {
    return failure(*refusal);
  }
  std::vector<Event> all;
  for (const Link& link : state.links) {
    if (link.site == command.site && !link.revoked) {
      all.emplace_back(LinkRevoked{link.id});
    }
  }
  all.emplace_back(SiteWithdrawn{command.site});
  return all;
}

Decision decide_one(const State& state, const AnswerInvitation& command, const Acting& /*by*/) {
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (site->reply == command.reply && site->attending == command.attending) {
    return nothing();
  }
  return events(InvitationAnswered{command.site, command.reply, command.attending});
}

void change(State& state, const SiteInvited& event, const EventRecord& /*record*/) {
  SiteState* site = state.site(event.site.id);
  if (site == nullptr) {
    site = &state.sites.emplace_back();
    site->id = event.site.id;
  }
  site->name = event.site.name;
  site->unit = event.site.unit;
}

void change(State& state, const ContactsNoted& event, const EventRecord& /*record*/) {
  for (const Contact& contact : event.contacts) {
    const auto known = std::ranges::find(state.desk.contacts, contact.id, &Contact::id);
    if (known == state.desk.contacts.end()) {
      state.desk.contacts.push_back(contact);
    } else {
      *known = contact;
    }
  }
}

void change(State& state, const SiteWithdrawn& event, const EventRecord& /*record*/) {
  std::erase_if(state.sites, [&](const SiteState& one) { return one.id == event.site; });
  std::erase_if(state.desk.contacts, [&](const Contact& one) { return one.id == event.site; });
  state.own.erase(event.site);
}

void change(State& state, const InvitationAnswered& event, const EventRecord& /*record*/) {
  if (SiteState* const site = state.site(event.site)) {
    site->reply = event.reply;
    site->attending = event.attending;
  }
}

}  // namespace diemcau::conference
