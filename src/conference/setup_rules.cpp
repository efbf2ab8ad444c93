#include "conference/setup_rules.hpp"

#include <algorithm>
#include <set>

#include "conference/decide.hpp"
#include "conference/delegates_rules.hpp"
#include "conference/invitations_rules.hpp"
#include "conference/programme_rules.hpp"

namespace diemcau::conference {
namespace {

bool is_valid_head(const std::string& title, const std::string& topic, const std::string& kind) {
  return is_text(title) && topic.size() <= kMaxTextBytes && is_word(kind);
}

bool are_valid(const std::vector<InvitedSite>& sites, std::set<SiteId>& ids) {
  return !sites.empty() && sites.size() <= kMaxSites && std::ranges::all_of(sites, [&](const InvitedSite& site) {
    return is_valid(site) && ids.insert(site.id).second;
  });
}

bool are_valid(const std::vector<Item>& programme, const std::set<SiteId>& sites) {
  std::set<ItemId> ids;
  return programme.size() <= kMaxProgrammeItems && std::ranges::all_of(programme, [&](const Item& item) {
           const bool is_new = item.id.value().empty() || ids.insert(item.id).second;
           return is_new && is_valid(item) && !item.paper && (!item.site || sites.contains(*item.site));
         });
}

bool are_valid(const std::vector<InvitedDelegate>& delegates, const std::set<SiteId>& sites) {
  std::set<DelegateId> ids;
  return delegates.size() <= kMaxDelegates && std::ranges::all_of(delegates, [&](const InvitedDelegate& one) {
           return is_valid(one) && sites.contains(one.site) && ids.insert(one.id).second;
         });
}

bool are_valid(const std::vector<LinkIssued>& links, const std::set<SiteId>& sites) {
  std::set<LinkId> ids;
  return links.size() <= kMaxLinks && std::ranges::all_of(links, [&](const LinkIssued& one) {
           const bool has_place = (one.role == auth::Role::site) == one.site.has_value();
           return is_slug(one.link.value()) && auth::is_of_links(one.role) && has_place &&
                  (!one.site || sites.contains(*one.site)) && ids.insert(one.link).second;
         });
}

bool is_valid(const Create& create) {
  std::set<SiteId> sites;
  return is_valid_head(create.title, create.topic, create.kind) && are_valid(create.sites, sites) &&
         sites.contains(create.main_site) && are_valid(create.programme, sites) && are_valid(create.delegates, sites) &&
         are_valid(create.links, sites);
}

}  // namespace

Decision decide_one(const State& state, const Create& command, const Acting& /*by*/) {
  if (state.seq != 0) {
    return failure(Refusal::already_created);
  }
  if (!is_valid(command)) {
    return failure(Refusal::invalid_field);
  }
  ConferenceCreated created{.title = command.title,
                            .topic = command.topic,
                            .kind = command.kind,
                            .mode = command.mode,
                            .starts_at = command.starts_at,
                            .rehearsal = command.rehearsal,
                            .main_site = command.main_site,
                            .sites = {},
                            .programme = command.programme};
  name_items(created.programme);
  ContactsNoted noted;
  for (const InvitedSite& site : command.sites) {
    created.sites.push_back(site.site());
    if (site.contact() != Contact{.id = site.id}) {
      noted.contacts.push_back(site.contact());
    }
  }
  std::vector<Event> all{std::move(created)};
  if (!noted.contacts.empty()) {
    all.emplace_back(std::move(noted));
  }
  if (!command.delegates.empty()) {
    all.emplace_back(DelegatesPut{command.delegates});
  }
  all.insert(all.end(), command.links.begin(), command.links.end());
  return all;
}

Decision decide_one(const State& state, const EditConference& command, const Acting& /*by*/) {
  if (state.phase == Phase::concluded) {
    return failure(Refusal::conference_concluded);
  }
  const ConferenceEdited before{state.title, state.topic,     state.kind,
                                state.mode,  state.starts_at, state.quorum_percent};
  const ConferenceEdited edited{.title = command.title.value_or(before.title),
                                .topic = command.topic.value_or(before.topic),
                                .kind = command.kind.value_or(before.kind),
                                .mode = command.mode.value_or(before.mode),
                                .starts_at = command.starts_at ? command.starts_at : before.starts_at,
                                .quorum_percent = command.quorum_percent.value_or(before.quorum_percent)};
  if (!is_valid_head(edited.title, edited.topic, edited.kind) || edited.quorum_percent > 100) {
    return failure(Refusal::invalid_field);
  }
  return edited == before ? nothing() : events(edited);
}

void change(State& state, const ConferenceCreated& event, const EventRecord& /*record*/) {
  state.title = event.title;
  state.topic = event.topic;
  state.kind = event.kind;
  state.mode = event.mode;
  state.starts_at = event.starts_at;
  state.rehearsal = event.rehearsal;
  state.main_site = event.main_site;
  state.scene_main = event.main_site;
  state.programme = event.programme;
  name_items(state.programme);  // a log of before items had ids
  state.sites.clear();
  for (const directory::Site& site : event.sites) {
    state.sites.push_back({.id = site.id, .name = site.name, .unit = site.unit});
  }
}

void change(State& state, const ConferenceEdited& event, const EventRecord& /*record*/) {
  state.title = event.title;
  state.topic = event.topic;
  state.kind = event.kind;
  state.mode = event.mode;
  state.starts_at = event.starts_at;
  state.quorum_percent = event.quorum_percent;
}

}  // namespace diemcau::conference
