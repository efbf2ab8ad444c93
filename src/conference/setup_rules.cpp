#include "conference/setup_rules.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "conference/decide.hpp"

namespace diemcau::conference {
namespace {

bool is_valid(const Item& item, const std::set<SiteId>& sites) {
  return is_slug(item.id.value()) && is_text(item.title) && is_word(item.kind) && item.minutes <= kMaxItemMinutes &&
         (!item.site || sites.contains(*item.site));
}

// Items without an id are named by their place.
std::vector<Item> named(std::vector<Item> programme) {
  for (std::size_t i = 0; i < programme.size(); ++i) {
    if (programme[i].id == ItemId{}) {
      programme[i].id = ItemId{"item-" + std::to_string(i + 1)};
    }
  }
  return programme;
}

bool are_valid(const std::vector<Item>& programme, const std::set<SiteId>& sites) {
  std::set<ItemId> ids;
  return std::ranges::all_of(programme,
                             [&](const Item& item) { return is_valid(item, sites) && ids.insert(item.id).second; });
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
         ids.contains(conference.main_site) && are_valid(conference.programme, ids);
}

}  // namespace

const Item* Setup::item(const ItemId& wanted) const {
  const auto found = std::ranges::find(programme, wanted, &Item::id);
  return found == programme.end() ? nullptr : &*found;
}

Decision decide_one(const State& state, const Create& command, const Acting& /*by*/) {
  if (state.seq != 0) {
    return failure(Refusal::already_created);
  }
  ConferenceCreated conference = command.conference;
  conference.programme = named(std::move(conference.programme));
  if (!is_valid(conference)) {
    return failure(Refusal::invalid_field);
  }
  return events(std::move(conference));
}

void change(State& state, const ConferenceCreated& event, const EventRecord& /*record*/) {
  state.title = event.title;
  state.topic = event.topic;
  state.kind = event.kind;
  state.mode = event.mode;
  state.main_site = event.main_site;
  state.scene_main = event.main_site;
  state.programme = named(event.programme);
  state.sites.clear();
  for (const directory::Site& site : event.sites) {
    state.sites.push_back({.id = site.id, .name = site.name});
  }
}

}  // namespace diemcau::conference
