#include "sfu/sfu.hpp"

#include <algorithm>
#include <utility>

#include "sfu/state.hpp"

namespace diemcau::sfu {

Sfu::Sfu(Random& random, rtp::NtpClock clock) : state_(std::make_unique<State>(random, clock)) {}
Sfu::~Sfu() = default;

void Sfu::open(PublisherParameters parameters, Instant now) {
  const SessionId session = parameters.session;
  close(session, now);
  auto publisher = std::make_unique<Publisher>(std::move(parameters), state_->random, state_->clock, state_->drops,
                                               state_->totals, now);
  for (const PublishedTrack& published : publisher->parameters().tracks) {
    Track& track = state_->track_of(published.track, published.kind);
    track.kind = published.kind;
    track.publisher = publisher.get();
    track.owner = publisher->parameters().owner;
    track.layer_count = static_cast<std::uint8_t>(std::clamp<std::size_t>(published.rids.size(), 1, kMaxLayers));
    state_->tell_wanted(track);
    state_->tell_layers(track, track.wanted_by);
  }
  state_->schedule(*publisher);
  state_->publishers[session] = std::move(publisher);
}

void Sfu::open(ReceiverParameters parameters, Instant now) {
  const SessionId session = parameters.session;
  close(session, now);
  auto receiver =
      std::make_unique<Receiver>(std::move(parameters), state_->random, state_->clock, state_->drops, state_->totals);
  Mix& mix = state_->mix_of(receiver->parameters().mix);
  mix.receivers.push_back(receiver.get());
  state_->receivers[session] = std::move(receiver);
  state_->choose_voices(mix, now);
}

void Sfu::close(SessionId session, Instant now) {
  state_->close_publisher(session, now);
  state_->close_receiver(session);
  state_->sweep(now);
}

void Sfu::assign_slot(SessionId receiver, SlotIndex slot, std::optional<TrackId> track, Instant now) {
  const auto [owner, target] = state_->find_slot(receiver, slot);
  if (target != nullptr && target->assignable()) {
    state_->assign(*owner, *target, track, now);
    state_->sweep(now);
  }
}

void Sfu::size_slot(SessionId receiver, SlotIndex slot, std::uint16_t height_px, Instant now) {
  const auto [owner, target] = state_->find_slot(receiver, slot);
  if (target != nullptr && target->parameters.kind == MediaKind::video) {
    state_->size(*owner, *target, height_px, now);
    state_->sweep(now);
  }
}

void Sfu::set_mix(MixId id, std::span<const TrackId> heard, std::optional<TrackId> with_main, Instant now) {
  state_->set_mix(state_->mix_of(id), heard, with_main, now);
  state_->sweep(now);
  state_->forget_if_unused(id);
}

void Sfu::handle_rtp(SessionId from, Bytes packet, Instant now) {
  const auto publisher = state_->publishers.find(from);
  if (publisher == state_->publishers.end()) {
    state_->drops.count(state_->receivers.contains(from) ? Drop::not_a_publisher : Drop::unknown_session);
    return;
  }
  ++state_->totals.packets_received;
  const std::optional<Publisher::Received> received = publisher->second->handle_rtp(packet, now);
  state_->schedule(*publisher->second);
  if (!received) {
    return;
  }
  Track* track = state_->find_track(received->packet->track);
  if (track == nullptr) {
    return;  // every track of a publisher exists as long as it does
  }
  state_->accept(*track, received->packet, now);
  const bool watched = track->wanted_by != 0 || !track->subscriptions.empty();
  if (received->needs_key_frame && watched && track->kind == MediaKind::video && !received->packet->starts_key_frame) {
    state_->request_key_frame(*track, received->packet->layer, now);
  }
  state_->sweep(now);
}

void Sfu::handle_rtcp(SessionId from, Bytes compound, Instant now) {
  if (const auto found = state_->publishers.find(from); found != state_->publishers.end()) {
    for (const Publisher::Goodbye& goodbye : found->second->handle_rtcp(compound, now)) {
      Track* track = state_->find_track(goodbye.track);
      if (track != nullptr) {
        track->end(goodbye.layer);
        state_->tell_layers(*track, track->wanted_by);
        state_->retarget_all(*track, now);
        state_->handle_track_timeout(*track, now);
      }
    }
    state_->sweep(now);
    return;
  }
  const auto found = state_->receivers.find(from);
  if (found == state_->receivers.end()) {
    state_->drops.count(Drop::unknown_session);
    return;
  }
  const Receiver::Feedback feedback = found->second->handle_rtcp(compound, now);
  for (const Receiver::Feedback::Resend& resend : feedback.resends) {
    Track* track = state_->find_track(resend.origin.track);
    const MediaPacketRef* packet =
        track == nullptr ? nullptr : track->layers[resend.origin.layer].history.find(resend.origin.sequence, now);
    if (packet == nullptr) {
      state_->drops.count(Drop::nack_expired);
      continue;
    }
    found->second->resend(resend, *packet, state_->outputs);
  }
  for (const Slot* slot : feedback.key_frames) {
    Track* track = state_->find_track(slot->current->track);
    if (track != nullptr && track->kind == MediaKind::video) {
      state_->request_key_frame(*track, slot->current->layer, now);
    }
  }
}

void Sfu::handle_foreign(const MediaPacketRef& packet, Instant now) {
  Track* track = state_->find_track(packet->track);
  if (track == nullptr || track->publisher != nullptr || !track->told_wanted) {
    state_->drops.count(Drop::unknown_foreign);
    return;
  }
  state_->accept(*track, packet, now);
  state_->sweep(now);
}

void Sfu::handle_track_wanted(LaneIndex by, TrackId id, bool wanted, Instant now) {
  if (by >= kMaxLanesPerSfu) {
    return;
  }
  const std::uint64_t bit = std::uint64_t{1} << by;
  if (wanted) {
    Track& track = state_->track_of(id, MediaKind::video);
    track.wanted_by |= bit;
    state_->tell_layers(track, bit);
  } else if (Track* track = state_->find_track(id)) {
    track->wanted_by &= ~bit;
    state_->forget_if_unused(id, now);
  }
}

void Sfu::handle_key_frame_wanted(TrackId id, LayerIndex layer, Instant now) {
  Track* track = state_->find_track(id);
  if (track != nullptr && track->publisher != nullptr && track->kind == MediaKind::video && layer < kMaxLayers) {
    state_->request_key_frame(*track, layer, now);
  }
}

void Sfu::handle_foreign_track(const ForeignTrack& told, Instant now) {
  Track* track = state_->find_track(told.track);
  if (track == nullptr || track->publisher != nullptr || !track->told_wanted) {
    state_->drops.count(Drop::unknown_foreign);
    return;
  }
  track->take(told, now);
  state_->retarget_all(*track, now);
  for (const MixId mix : std::vector<MixId>{track->mixes}) {
    state_->choose_voices(state_->mix_of(mix), now);
  }
  state_->schedule(*track);
  state_->sweep(now);
}

void Sfu::handle_foreign_stopped(TrackId id, Instant now) {
  Track* track = state_->find_track(id);
  if (track != nullptr && track->publisher == nullptr) {
    state_->stop(*track, now);
    state_->left.push_back(id);
    state_->sweep(now);
  }
}

void Sfu::handle_timeout(Instant now) {
  while (!state_->timers.empty() && state_->timers.top().at <= now) {
    const State::Timer timer = state_->timers.top();
    state_->timers.pop();
    state_->fire(timer, now);
  }
  state_->sweep(now);
}

Instant Sfu::deadline() const {
  return state_->timers.empty() ? kNever : state_->timers.top().at;
}

Outputs& Sfu::outputs() {
  return state_->outputs;
}
const DropCounters& Sfu::drops() const {
  return state_->drops;
}
const Totals& Sfu::totals() const {
  return state_->totals;
}

}  // namespace diemcau::sfu
