#include "conference/setup_rules.hpp"

#include <algorithm>
#include <set>

#include "conference/delegates_rules.hpp"
#include "conference/invitations_rules.hpp"
#include "conference/programme_rules.hpp"

namespace diemcau::conference {
Decision decide_one(const State& state, const Create& command, const Acting& /*by*/) {
  if (state.seq != 0) {
    return failure(Refusal::already_created);
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
  const ConferenceEdited before{state.title, state.topic,     state.kind,
                                state.mode,  state.starts_at, state.quorum_percent};
  const ConferenceEdited edited{.title = command.title.value_or(before.title),
                                .topic = command.topic.value_or(before.topic),
                                .kind = command.kind.value_or(before.kind),
                                .mode = command.mode.value_or(before.mode),
                                .starts_at = command.starts_at ? command.starts_at : before.starts_at,
                                .quorum_percent = command.quorum_percent.value_or(before.quorum_percent)};
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
  for (const Site& site : event.sites) {
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
