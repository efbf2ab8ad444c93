// The part of the Sfu that decides what each slot carries and waits for.
#include <algorithm>
#include <utility>

#include "sfu/state.hpp"

namespace diemcau::sfu {

std::pair<Receiver*, Slot*> Sfu::State::find_slot(SessionId receiver, SlotIndex index) {
  const auto found = receivers.find(receiver);
  Slot* const slot = found == receivers.end() ? nullptr : found->second->slot(index);
  return slot == nullptr ? std::pair<Receiver*, Slot*>{} : std::pair{found->second.get(), slot};
}

void Sfu::State::assign(Receiver& receiver, Slot& slot, std::optional<TrackId> track, Instant now) {
  const bool cut = !track || slot.parameters.kind == MediaKind::audio;
  if (slot.assigned == track && slot.assigned.has_value()) {
    return;
  }
  slot.assigned = track;
  slot.target.reset();
  if (cut && !(track && slot.current && slot.current->track == *track)) {
    slot.current.reset();
  }
  if (track) {
    track_of(*track, slot.parameters.kind);
  }
  subscribe(receiver, slot);
  retarget(slot, now);
}

void Sfu::State::size(Receiver& receiver, Slot& slot, std::uint16_t height_px, Instant now) {
  slot.height_px = height_px;
  if (slot.hidden()) {
    slot.current.reset();
    slot.target.reset();
  }
  subscribe(receiver, slot);
  retarget(slot, now);
}

void Sfu::State::retarget(Slot& slot, Instant now) {
  Track* track = slot.assigned && !slot.hidden() ? find_track(*slot.assigned) : nullptr;
  if (track == nullptr) {
    return;
  }
  const std::optional<LayerIndex> layer =
      slot.parameters.kind == MediaKind::audio ? std::optional<LayerIndex>{0} : track->choose(slot.wanted_size());
  if (!layer) {
    return;  // nothing comes: when it does, this is called again
  }
  const Source wanted{track->id, *layer};
  if (slot.current == wanted) {
    slot.target.reset();
    return;
  }
  if (slot.target == wanted) {
    return;
  }
  slot.target = wanted;
  if (slot.parameters.kind == MediaKind::video) {
    request_key_frame(*track, *layer, now);
  }
}

void Sfu::State::retarget_all(Track& track, Instant now) {
  for (std::size_t i = 0; i < track.subscriptions.size(); ++i) {
    Slot* slot = track.subscriptions[i].receiver->slot(track.subscriptions[i].slot);
    if (slot != nullptr && slot->assigned == track.id) {
      retarget(*slot, now);
    }
  }
}

void Sfu::State::release_slots(Track& track) {
  const std::vector<Subscription> subscriptions = track.subscriptions;
  for (const Subscription& subscription : subscriptions) {
    Slot* slot = subscription.receiver->slot(subscription.slot);
    if (slot != nullptr && slot->parameters.kind == MediaKind::video && slot->assigned == track.id) {
      slot->assigned.reset();
      subscribe(*subscription.receiver, *slot);
    }
  }
}

void Sfu::State::subscribe(Receiver& receiver, Slot& slot) {
  std::array<std::optional<TrackId>, 2> wanted{slot.hidden() ? std::nullopt : slot.assigned, std::nullopt};
  if (slot.current && slot.current->track != slot.assigned) {
    wanted[1] = slot.current->track;
  }
  const std::array<std::optional<TrackId>, 2> before = std::exchange(slot.subscribed, wanted);
  for (const std::optional<TrackId>& id : wanted) {
    if (id && std::find(before.begin(), before.end(), id) == before.end()) {
      Track& track = track_of(*id, slot.parameters.kind);
      track.subscriptions.push_back(Subscription{&receiver, slot.parameters.index});
      tell_wanted(track);
    }
  }
  for (const std::optional<TrackId>& id : before) {
    if (!id || std::find(wanted.begin(), wanted.end(), id) != wanted.end()) {
      continue;
    }
    if (Track* track = find_track(*id)) {
      std::erase_if(track->subscriptions, [&](const Subscription& subscription) {
        return subscription.receiver == &receiver && subscription.slot == slot.parameters.index;
      });
      tell_wanted(*track);
      left.push_back(*id);
    }
  }
}

// What overtook the first packet of the key frame on its way here.
void Sfu::State::catch_up(Receiver& receiver, Slot& slot, const Track& track, const MediaPacket& first, Instant now) {
  const Layer& layer = track.layers[first.layer];
  constexpr std::int64_t kMostOvertaken = 64;  // packets: a big key frame
  const std::int64_t last = std::min(layer.newest_sequence, first.sequence + kMostOvertaken);
  for (std::int64_t sequence = first.sequence + 1; sequence <= last; ++sequence) {
    if (const MediaPacketRef* packet = layer.history.find(sequence, now)) {
      (void)receiver.deliver(slot, *packet, now, outputs);
    }
  }
}

}  // namespace diemcau::sfu
