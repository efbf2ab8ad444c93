#include "conference/setup_rules.hpp"

#include <algorithm>
#include <set>

#include "conference/decide.hpp"

namespace diemcau::conference {
namespace {

bool is_valid(const Item& item, const std::set<SiteId>& sites) {
  return is_text(item.title) && is_word(item.kind) && item.minutes <= kMaxItemMinutes &&
         (!item.site || sites.contains(*item.site));
}

bool is_valid(const ConferenceCreated& conference) {
  if (conference.sites.empty() || conference.sites.size() > kMaxSites ||
      conference.programme.size() > kMaxProgrammeItems) {
    return false;
  }
  std::set<SiteId> ids;
  for (const directory::Site& site : conference.sites) {
    if (!is_slug(site.id.value()) || !is_text(site.name) || !ids.insert(site.id).second) {
      return false;
    }
  }
  return is_text(conference.title) && conference.topic.size() <= kMaxTextBytes && is_word(conference.kind) &&
         ids.contains(conference.main_site) &&
         std::ranges::all_of(conference.programme, [&](const Item& item) { return is_valid(item, ids); });
}

}  // namespace

Decision decide_one(const State& state, const Create& command, const Acting& /*by*/) {
  if (state.seq != 0) {
    return failure(Refusal::already_created);
  }
  if (!is_valid(command.conference)) {
    return failure(Refusal::invalid_field);
  }
  return events(command.conference);
}

void change(State& state, const ConferenceCreated& event, const EventRecord& /*record*/) {
  state.title = event.title;
  state.topic = event.topic;
  state.kind = event.kind;
  state.mode = event.mode;
  state.main_site = event.main_site;
  state.scene_main = event.main_site;
  state.programme = event.programme;
  state.sites.clear();
  for (const directory::Site& site : event.sites) {
    state.sites.push_back({.id = site.id, .name = site.name});
  }
}

}  // namespace diemcau::conference
