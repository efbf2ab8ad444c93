// How publishers, tracks, slots and mixes of one lane hang together. Private to the Sfu.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "rtp/ntp_clock.hpp"
#include "sfu/drops.hpp"
#include "sfu/outputs.hpp"
#include "sfu/publisher.hpp"
#include "sfu/receiver.hpp"
#include "sfu/sfu.hpp"
#include "sfu/speaker_choice.hpp"
#include "sfu/track.hpp"

namespace diemcau::sfu {

// The voices of one conference and who listens to them.
struct Mix {
  MixId id;
  bool set = false;
  std::vector<TrackId> heard;
  std::optional<TrackId> with_main;
  std::vector<Receiver*> receivers;
  bool anybody_spoke = false;  // when levels were last told
  Instant next_levels;
  Instant next_choice = kNever;
  Instant scheduled = kNever;

  [[nodiscard]] Instant deadline() const { return next_choice; }
};

struct Sfu::State {
  State(Random& random_source, rtp::NtpClock ntp_clock) : random(random_source), clock(ntp_clock) {}

  // ---- Tracks
  Track& track_of(TrackId id, MediaKind kind);
  [[nodiscard]] Track* find_track(TrackId id);
  void accept(Track& track, const MediaPacketRef& packet, Instant now);
  void deliver(Track& track, const MediaPacketRef& packet, Instant now);
  void request_key_frame(Track& track, LayerIndex layer, Instant now);
  void poll_key_frame(Track& track, LayerIndex layer, Instant now);
  void handle_track_timeout(Track& track, Instant now);
  void stop(Track& track, Instant now);  // says so; its slots are silent, and wait for it
  void tell_wanted(Track& track);
  void tell_layers(const Track& track, std::uint64_t lanes);  // if it is published here
  void forget_if_unused(TrackId id, Instant now);
  // Forgets what lost its last listener during this entry; not before its end, because tracks are at work until then.
  void sweep(Instant now);

  // ---- Slots (slots.cpp)
  // Null, both, where there is none.
  [[nodiscard]] std::pair<Receiver*, Slot*> find_slot(SessionId receiver, SlotIndex index);
  void assign(Receiver& receiver, Slot& slot, std::optional<TrackId> track, Instant now);
  void size(Receiver& receiver, Slot& slot, std::uint16_t height_px, Instant now);
  void retarget(Slot& slot, Instant now);
  void retarget_all(Track& track, Instant now);
  void release_slots(Track& track);                // of a track that will not come back
  void subscribe(Receiver& receiver, Slot& slot);  // to what the slot carries and waits for
  void catch_up(Receiver& receiver, Slot& slot, const Track& track, const MediaPacket& first, Instant now);

  // ---- Mixes (mix.cpp)
  Mix& mix_of(MixId id);
  void set_mix(Mix& mix, std::span<const TrackId> heard, std::optional<TrackId> with_main, Instant now);
  void choose_voices(Mix& mix, Instant now);
  [[nodiscard]] std::vector<TrackId> not_for(const Mix& mix, const Receiver& receiver);  // tracks of its own owner
  void fill_audio_slots(Mix& mix, Receiver& receiver, const std::vector<Voice>& voices, Instant now);
  void tell_levels(Mix& mix, Instant now);
  void forget_if_unused(MixId id);

  // ---- Sessions
  void close_publisher(SessionId session, Instant now);
  void close_receiver(SessionId session);

  // ---- Time: a queue that may hold stale entries; what a thing waits for is its own deadline().
  struct TimerId {
    enum class Kind : std::uint8_t { publisher, receiver, track, mix };
    Kind kind = Kind::publisher;
    std::uint64_t id = 0;
  };
  struct Timer {
    Instant at;
    TimerId owner;
    friend bool operator>(const Timer& a, const Timer& b) { return a.at > b.at; }
  };
  void schedule(Publisher& publisher);
  void schedule(Receiver& receiver);
  void schedule(Track& track);
  void schedule(Mix& mix);
  void fire(const Timer& timer, Instant now);

  Random& random;
  rtp::NtpClock clock;
  DropCounters drops;
  Totals totals;
  Outputs outputs;
  std::unordered_map<SessionId, std::unique_ptr<Publisher>> publishers;
  std::unordered_map<SessionId, std::unique_ptr<Receiver>> receivers;
  std::unordered_map<TrackId, std::unique_ptr<Track>> tracks;
  std::unordered_map<MixId, std::unique_ptr<Mix>> mixes;
  std::vector<TrackId> left;  // for sweep()
  // Tracks of other lanes that nobody here wants any more, kept while a receiver may still ask for their last packets.
  struct Lingering {
    Instant until;
    TrackId track;
  };
  std::deque<Lingering> lingering;
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers;
};

}  // namespace diemcau::sfu
