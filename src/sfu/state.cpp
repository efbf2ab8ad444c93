#include "sfu/state.hpp"

#include <algorithm>
#include <utility>

namespace diemcau::sfu {
// ---- Tracks ---------------------------------------------------------------------------------------------------------

Track& Sfu::State::track_of(TrackId id, MediaKind kind) {
  std::unique_ptr<Track>& track = tracks[id];
  if (!track) {
    track = std::make_unique<Track>(id, kind);
  }
  return *track;
}

Track* Sfu::State::find_track(TrackId id) {
  const auto found = tracks.find(id);
  return found == tracks.end() ? nullptr : found->second.get();
}

void Sfu::State::accept(Track& track, const MediaPacketRef& packet, Instant now) {
  if (!track.started) {
    track.started = true;
    if (track.publisher != nullptr) {
      outputs.events.push_back(TrackStarted{track.id});
    }
    for (const MixId id : track.mixes) {
      choose_voices(mix_of(id), now);
    }
  }
  for (const MixId id : track.mixes) {
    Mix& mix = mix_of(id);
    if (mix.next_choice == kNever) {
      choose_voices(mix, now);
    }
  }
  const bool layers_changed = track.accept(packet, now);
  if (track.wanted_by != 0 && track.publisher != nullptr) {
    outputs.foreign_packets.push_back(ForeignPacket{track.wanted_by, packet});
  }
  if (layers_changed) {
    tell_layers(track, track.wanted_by);
    retarget_all(track, now);
  }
  deliver(track, packet, now);
  schedule(track);
}

void Sfu::State::deliver(Track& track, const MediaPacketRef& packet, Instant now) {
  for (std::size_t i = 0; i < track.subscriptions.size(); ++i) {
    Receiver& receiver = *track.subscriptions[i].receiver;
    Slot* slot = receiver.slot(track.subscriptions[i].slot);
    if (slot == nullptr) {
      continue;
    }
    switch (receiver.deliver(*slot, packet, now, outputs)) {
      case Receiver::Delivery::switched_track:
        if (track.kind == MediaKind::video) {
          outputs.events.push_back(SlotSwitched{receiver.parameters().session, slot->parameters.index, track.id});
        }
        [[fallthrough]];
      case Receiver::Delivery::switched_layer:
        receiver.want_reports(now);
        subscribe(receiver, *slot);
        catch_up(receiver, *slot, track, *packet, now);
        schedule(receiver);
        break;
      case Receiver::Delivery::lost_track:
        request_key_frame(track, packet->layer, now);
        break;
      case Receiver::Delivery::forwarded:
        if (receiver.scheduled == kNever) {
          schedule(receiver);
        }
        break;
      case Receiver::Delivery::ignored:
      case Receiver::Delivery::dropped:
        break;
    }
  }
}

void Sfu::State::request_key_frame(Track& track, LayerIndex layer, Instant now) {
  track.layers[layer].request.want(now);
  poll_key_frame(track, layer, now);
  schedule(track);
}

void Sfu::State::poll_key_frame(Track& track, LayerIndex layer, Instant now) {
  const Source source{track.id, layer};
  const bool attended =
      std::any_of(track.subscriptions.begin(), track.subscriptions.end(), [&](const Subscription& subscription) {
        const Slot* slot = subscription.receiver->slot(subscription.slot);
        return slot != nullptr && slot->target == source;
      });
  if (!track.layers[layer].request.poll(attended, now)) {
    return;
  }
  if (track.publisher != nullptr) {
    track.publisher->request_key_frame(track.id, layer, outputs);
  } else {
    outputs.lane_messages.emplace_back(KeyFrameWanted{track.id, layer});
  }
}

void Sfu::State::handle_track_timeout(Track& track, Instant now) {
  for (LayerIndex layer = 0; layer < kMaxLayers; ++layer) {
    poll_key_frame(track, layer, now);
  }
  if (track.expire_layers(now)) {
    tell_layers(track, track.wanted_by);
    retarget_all(track, now);
  }
  if (track.started && track.stopped(now)) {
    stop(track, now);
  }
  schedule(track);
}

void Sfu::State::stop(Track& track, Instant now) {
  if (track.started && track.publisher != nullptr) {
    outputs.events.push_back(TrackStopped{track.id});
    if (track.wanted_by != 0) {
      outputs.lane_messages.emplace_back(ForeignTrackStopped{track.wanted_by, track.id});
    }
  }
  track.started = false;
  track.forget_layers();
  const std::vector<Subscription> subscriptions = track.subscriptions;
  for (const Subscription& subscription : subscriptions) {
    Receiver& receiver = *subscription.receiver;
    Slot* slot = receiver.slot(subscription.slot);
    if (slot == nullptr) {
      continue;
    }
    const bool carried = slot->current && slot->current->track == track.id;
    if (carried) {
      slot->current.reset();
      if (slot->parameters.kind == MediaKind::video) {
        outputs.events.push_back(SlotSourceGone{receiver.parameters().session, slot->parameters.index, track.id});
      }
    }
    if (slot->target && slot->target->track == track.id) {
      slot->target.reset();
    }
    subscribe(receiver, *slot);
  }
  for (const MixId id : std::vector<MixId>{track.mixes}) {
    choose_voices(mix_of(id), now);
  }
}

void Sfu::State::tell_wanted(Track& track) {
  const bool heard =
      std::any_of(track.mixes.begin(), track.mixes.end(), [&](MixId id) { return !mix_of(id).receivers.empty(); });
  const bool wanted = track.publisher == nullptr && (heard || !track.subscriptions.empty());
  if (wanted != track.told_wanted) {
    track.told_wanted = wanted;
    outputs.lane_messages.emplace_back(TrackWanted{track.id, wanted});
  }
}

void Sfu::State::tell_layers(const Track& track, std::uint64_t lanes) {
  if (track.publisher != nullptr && lanes != 0) {
    outputs.lane_messages.emplace_back(
        ForeignTrack{lanes, track.id, track.kind, track.owner, track.layer_count, track.layer_states()});
  }
}

void Sfu::State::forget_if_unused(TrackId id, Instant now) {
  Track* track = find_track(id);
  if (track == nullptr) {
    return;
  }
  tell_wanted(*track);
  if (track->publisher != nullptr || !track->subscriptions.empty() || !track->mixes.empty() || track->wanted_by != 0) {
    return;
  }
  if (const Instant until = track->history_until(); until > now) {
    lingering.push_back({until, id});
    return;
  }
  tracks.erase(id);
}

void Sfu::State::sweep(Instant now) {
  for (const TrackId id : std::exchange(left, {})) {
    forget_if_unused(id, now);
  }
  while (!lingering.empty() && lingering.front().until <= now) {
    const TrackId id = lingering.front().track;
    lingering.pop_front();
    forget_if_unused(id, now);
  }
}

// ---- Sessions -------------------------------------------------------------------------------------------------------

void Sfu::State::close_publisher(SessionId session, Instant now) {
  const auto found = publishers.find(session);
  if (found == publishers.end()) {
    return;
  }
  for (const PublishedTrack& published : found->second->parameters().tracks) {
    Track* track = find_track(published.track);
    if (track == nullptr || track->publisher != found->second.get()) {
      continue;
    }
    stop(*track, now);
    release_slots(*track);
    track->publisher = nullptr;
    track->wanted_by = 0;  // never published again
    left.push_back(published.track);
  }
  publishers.erase(session);
}

void Sfu::State::close_receiver(SessionId session) {
  const auto found = receivers.find(session);
  if (found == receivers.end()) {
    return;
  }
  Receiver& receiver = *found->second;
  for (Slot& slot : receiver.slots()) {
    slot.assigned.reset();
    slot.current.reset();
    slot.target.reset();
    subscribe(receiver, slot);
  }
  const MixId mix_id = receiver.parameters().mix;
  Mix& mix = mix_of(mix_id);
  std::erase(mix.receivers, &receiver);
  left.insert(left.end(), mix.heard.begin(), mix.heard.end());
  if (mix.with_main) {
    left.push_back(*mix.with_main);
  }
  receivers.erase(found);
  forget_if_unused(mix_id);
}

// ---- Time -----------------------------------------------------------------------------------------------------------

namespace {

// True when `owner` needs a new entry in the queue.
template <class Owner>
bool moves_forward(Owner& owner) {
  const Instant deadline = owner.deadline();
  if (deadline >= owner.scheduled) {
    return false;
  }
  owner.scheduled = deadline;
  return true;
}

// True when `timer` is the entry that `owner` relies on: earlier ones it gave up are stale.
template <class Owner>
bool is_due(Owner& owner, Instant at) {
  if (owner.scheduled != at) {
    return false;
  }
  owner.scheduled = kNever;
  return true;
}

}  // namespace

void Sfu::State::schedule(Publisher& publisher) {
  if (moves_forward(publisher)) {
    timers.push({publisher.scheduled, {TimerId::Kind::publisher, publisher.parameters().session.value()}});
  }
}
void Sfu::State::schedule(Receiver& receiver) {
  if (moves_forward(receiver)) {
    timers.push({receiver.scheduled, {TimerId::Kind::receiver, receiver.parameters().session.value()}});
  }
}
void Sfu::State::schedule(Track& track) {
  if (moves_forward(track)) {
    timers.push({track.scheduled, {TimerId::Kind::track, track.id.value()}});
  }
}
void Sfu::State::schedule(Mix& mix) {
  if (moves_forward(mix)) {
    timers.push({mix.scheduled, {TimerId::Kind::mix, mix.id.value()}});
  }
}

void Sfu::State::fire(const Timer& timer, Instant now) {
  switch (timer.owner.kind) {
    case TimerId::Kind::publisher: {
      const auto found = publishers.find(SessionId{timer.owner.id});
      if (found != publishers.end() && is_due(*found->second, timer.at)) {
        found->second->handle_timeout(now, outputs);
        schedule(*found->second);
      }
      return;
    }
    case TimerId::Kind::receiver: {
      const auto found = receivers.find(SessionId{timer.owner.id});
      if (found != receivers.end() && is_due(*found->second, timer.at)) {
        found->second->handle_timeout(now, outputs);
        schedule(*found->second);
      }
      return;
    }
    case TimerId::Kind::track: {
      Track* track = find_track(TrackId{timer.owner.id});
      if (track != nullptr && is_due(*track, timer.at)) {
        handle_track_timeout(*track, now);
      }
      return;
    }
    case TimerId::Kind::mix: {
      const auto found = mixes.find(MixId{timer.owner.id});
      if (found != mixes.end() && is_due(*found->second, timer.at)) {
        choose_voices(*found->second, now);
      }
      return;
    }
  }
}

}  // namespace diemcau::sfu
