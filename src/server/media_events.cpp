// What the media plane says, and what follows of it.
#include <algorithm>

#include "server/host_members.hpp"

namespace diemcau::server {

void HostMembers::handle(const engine::SessionConnected& event, Now now) {
  with_conference_of([&](LiveConference& live) {
    const bool known = live.room.connected(event.session);
    if (known) {
      settle(live, now);
    }
    return known;
  });
}

void HostMembers::handle(const engine::SessionGone& event, Now now) {
  if (event.reason == engine::GoneReason::closed_here) {
    return;  // the answer to our own CloseSession: forgotten when that was sent
  }
  with_conference_of([&](LiveConference& live) {
    const auto closed = live.room.gone(event.session);
    if (!closed) {
      return false;
    }
    const bool by_peer = event.reason == engine::GoneReason::closed_by_peer;
    if (closed->concerns_presence()) {
      live.last_reason[*closed->site] =
          by_peer ? conference::LeaveReason::closed : conference::LeaveReason::connection_lost;
    }
    tell_closed(live, *closed, by_peer ? "closed" : "connection_lost");
    settle(live, now);
    return true;
  });
}

void HostMembers::handle(const engine::TrackStarted& event, Now now) {
  with_conference_of([&](LiveConference& live) {
    const bool known = live.room.flowing(event.track, true);
    if (known) {
      settle(live, now);
    }
    return known || live.room.site_of(event.track).has_value();  // a track whose publisher was just closed
  });
}

void HostMembers::handle(const engine::TrackStopped& event, Now now) {
  with_conference_of([&](LiveConference& live) {
    live.levels.forget(event.track);
    const bool known = live.room.flowing(event.track, false);
    if (known) {
      settle(live, now);
    }
    return known || live.room.site_of(event.track).has_value();
  });
}

void HostMembers::handle(const engine::SlotSwitched& event, Now /*now*/) {
  with_conference_of([&](LiveConference& live) {
    const auto slot = live.room.shows(event.receiver, event.slot, event.track);
    if (slot) {
      live.channel.signal_link(slot->link, slot->changed());
    }
    return slot.has_value() || live.room.has(event.receiver) || live.room.site_of(event.track).has_value();
  });
}

void HostMembers::handle(const engine::SlotSourceGone& event, Now /*now*/) {
  with_conference_of([&](LiveConference& live) {
    const auto slot = live.room.shows_no_more(event.receiver, event.slot, event.track);
    if (slot) {
      live.channel.signal_link(slot->link, conference::SlotSourceGone{slot->session, slot->slot, slot->site});
    }
    return slot.has_value() || live.room.has(event.receiver) || live.room.site_of(event.track).has_value();
  });
}

void HostMembers::handle(const engine::Levels& event, Now now) {
  with_conference_of([&](LiveConference& live) {
    if (live.room.mix() != event.mix) {
      return false;
    }
    live.levels.handle(event, now.instant);
    conference::Speaking speaking;
    for (const auto& [track, told] : live.levels.told()) {
      if (const auto site = live.room.site_of(track)) {
        const auto [entry, is_new] = speaking.minus_dbov.try_emplace(*site, told.minus_dbov);
        entry->second = std::min(entry->second, told.minus_dbov);  // the loudest of the site's sources
      }
    }
    live.channel.signal_all(speaking);
    return true;
  });
}

void ConferenceHost::handle(const engine::Event& event, Now now) {
  std::visit([&](const auto& one) { members_->handle(one, now); }, event);
}

}  // namespace diemcau::server
