#include "conference/roll_rules.hpp"

namespace diemcau::conference {
namespace {

constexpr std::uint64_t kHundred = 100;

bool says_the_same(const SiteState& site, const PresenceConfirmed& event) {
  return site.roll == event.roll && site.headcount == event.headcount && site.absence == event.absence &&
         site.by_phone == event.by_phone;
}

}  // namespace

Decision decide_one(const State& /*state*/, const CallRoll& /*command*/, const Acting& /*by*/) {
  return events(RollCalled{});
}

Decision decide_one(const State& state, const ConfirmPresence& command, const Acting& by) {
  const bool of_itself = by.actor.role == auth::Role::site;
  if (of_itself && (command.roll != Attendance::online || command.by_phone)) {
    return failure(Refusal::not_permitted);
  }
  const SiteState* const site = state.site(command.site);
  if (site == nullptr) {
    return failure(Refusal::no_such_site);
  }
  PresenceConfirmed event{.site = command.site,
                          .roll = command.roll,
                          .headcount = command.headcount,
                          .absence = command.absence,
                          .by_phone = command.by_phone,
                          .corrects = site->confirmed_by};
  if (!event.headcount && command.roll != Attendance::absent) {
    event.headcount = site->headcount;
  }
  return says_the_same(*site, event) ? nothing() : events(std::move(event));
}

void change(State& state, const RollCalled& /*event*/, const EventRecord& record) {
  if (state.roll_called_at) {
    for (SiteState& site : state.sites) {
      site.roll = Attendance::not_called;
      site.headcount.reset();
      site.by_phone = false;
      site.absence.clear();
      site.confirmed_by.reset();
    }
  }
  state.roll_called_at = record.at;
}

void change(State& state, const PresenceConfirmed& event, const EventRecord& record) {
  if (SiteState* const site = state.site(event.site)) {
    site->roll = event.roll;
    site->headcount = event.headcount;
    site->by_phone = event.by_phone;
    site->absence = event.absence;
    site->confirmed_by = record.seq;
  }
}

bool is_there(const SiteState& site) {
  return site.roll == Attendance::in_person || site.roll == Attendance::online;
}

Roll roll_of(const State& state) {
  Roll roll{.called_at = state.roll_called_at,
            .quorum_percent = state.quorum_percent,
            .sites_present = 0,
            .sites_all = state.sites.size(),
            .people = 0,
            .met = false};
  for (const SiteState& site : state.sites) {
    if (is_there(site)) {
      ++roll.sites_present;
      roll.people += site.headcount.value_or(0);
    }
  }
  roll.met = roll.called_at && roll.sites_present * kHundred >= roll.quorum_percent * roll.sites_all;
  return roll;
}

}  // namespace diemcau::conference
