// The part of the Sfu that fills audio slots.
#include <algorithm>
#include <utility>

#include "sfu/state.hpp"

namespace diemcau::sfu {
namespace {

// Between two choices of who is heard: shorter than a syllable.
constexpr Duration kChoiceInterval = std::chrono::milliseconds{50};
constexpr Duration kLevelsInterval = std::chrono::milliseconds{200};
// Somebody speaks above this: −55 dBov.
constexpr double kSpeechDecibels = 72;

}  // namespace

Mix& Sfu::State::mix_of(MixId id) {
  std::unique_ptr<Mix>& mix = mixes[id];
  if (!mix) {
    mix = std::make_unique<Mix>();
    mix->id = id;
  }
  return *mix;
}

void Sfu::State::set_mix(Mix& mix, std::span<const TrackId> heard, std::optional<TrackId> with_main, Instant now) {
  std::vector<TrackId> before = std::move(mix.heard);
  if (mix.with_main) {
    before.push_back(*mix.with_main);
  }
  mix.heard.assign(heard.begin(), heard.end());
  mix.with_main = with_main;
  mix.set = !heard.empty() || with_main.has_value();
  for (const TrackId track : before) {
    if (Track* known = find_track(track)) {
      std::erase(known->mixes, mix.id);
    }
  }
  std::vector<TrackId> after = mix.heard;
  if (with_main) {
    after.push_back(*with_main);
  }
  for (const TrackId track : after) {
    std::vector<MixId>& hearing = track_of(track, MediaKind::audio).mixes;
    if (std::find(hearing.begin(), hearing.end(), mix.id) == hearing.end()) {
      hearing.push_back(mix.id);
    }
  }
  choose_voices(mix, now);
  left.insert(left.end(), before.begin(), before.end());
}

void Sfu::State::choose_voices(Mix& mix, Instant now) {
  std::vector<Voice> voices;
  bool alive = false;
  for (const TrackId id : mix.heard) {
    Track* track = find_track(id);
    if (track == nullptr) {
      continue;
    }
    tell_wanted(*track);
    if (track->started) {
      voices.push_back(Voice{id, track->loudness.decibels(now)});
      alive |= track->loudness.live(now);
    }
  }
  if (Track* track = mix.with_main ? find_track(*mix.with_main) : nullptr) {
    tell_wanted(*track);
    alive |= track->loudness.live(now);
  }
  std::sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) {
    return a.decibels != b.decibels ? a.decibels > b.decibels : a.track < b.track;
  });
  for (Receiver* receiver : mix.receivers) {
    fill_audio_slots(mix, *receiver, voices, now);
  }
  tell_levels(mix, now);
  // While nothing is heard there is nothing to choose: the next packet wakes the mix.
  mix.next_choice = alive ? now + kChoiceInterval : kNever;
  schedule(mix);
}

std::vector<TrackId> Sfu::State::not_for(const Mix& mix, const Receiver& receiver) {
  std::vector<TrackId> own;
  for (const TrackId id : mix.heard) {
    const Track* track = find_track(id);
    if (track != nullptr && track->owner && receiver.is_own(*track->owner)) {
      own.push_back(id);
    }
  }
  return own;
}

void Sfu::State::fill_audio_slots(Mix& mix, Receiver& receiver, const std::vector<Voice>& voices, Instant now) {
  std::vector<Slot*> slots;
  for (Slot& slot : receiver.slots()) {
    if (!slot.assignable()) {
      slots.push_back(&slot);
    }
  }
  std::vector<TrackId> excluded = not_for(mix, receiver);
  // Not before its owner is known: it might be the receiver's own.
  const Track* main = mix.with_main ? find_track(*mix.with_main) : nullptr;
  const bool pinned = main != nullptr && main->owner && !receiver.is_own(*main->owner) && !slots.empty();
  if (pinned) {
    excluded.push_back(*mix.with_main);
  }
  std::vector<std::optional<TrackId>> occupants;
  for (std::size_t i = pinned ? 1 : 0; i < slots.size(); ++i) {
    occupants.push_back(slots[i]->assigned);
  }
  choose_speakers(occupants, voices, excluded);
  if (pinned) {
    occupants.insert(occupants.begin(), mix.with_main);
  }
  // Those that lose a voice first: no voice is in two slots at a time.
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i]->assigned != occupants[i]) {
      assign(receiver, *slots[i], std::nullopt, now);
    }
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (occupants[i]) {
      assign(receiver, *slots[i], occupants[i], now);
    }
  }
}

void Sfu::State::tell_levels(Mix& mix, Instant now) {
  if (now < mix.next_levels) {
    return;
  }
  Levels levels{mix.id, {}};
  bool anybody = false;
  for (const TrackId id : mix.heard) {
    const Track* track = find_track(id);
    if (track != nullptr && track->publisher != nullptr && track->started) {
      levels.levels.push_back({id, track->loudness.minus_dbov(now)});
      anybody |= track->loudness.decibels(now) > kSpeechDecibels;
    }
  }
  // Once more after the last word, so that it is seen to end.
  if (anybody || mix.anybody_spoke) {
    outputs.events.push_back(std::move(levels));
  }
  mix.anybody_spoke = anybody;
  mix.next_levels = now + kLevelsInterval;
}

void Sfu::State::forget_if_unused(MixId id) {
  const auto found = mixes.find(id);
  if (found != mixes.end() && found->second->receivers.empty() && !found->second->set) {
    mixes.erase(found);
  }
}

}  // namespace diemcau::sfu
