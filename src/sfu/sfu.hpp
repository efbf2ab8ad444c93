// The selective forwarding unit of one lane: plain RTP and RTCP in, for each receiver plain RTP and RTCP out. Sans-IO:
// after every call, take outputs(), then ask for deadline().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/bytes.hpp"
#include "base/media_ids.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "rtp/ntp_clock.hpp"
#include "sfu/drops.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/outputs.hpp"
#include "sfu/parameters.hpp"

namespace diemcau::sfu {

// Sums since start, beside the drops.
struct Totals {
  std::uint64_t packets_received = 0;
  std::uint64_t packets_forwarded = 0;  // retransmissions not included
  std::uint64_t retransmissions_received = 0;
  std::uint64_t retransmissions_sent = 0;
  std::uint64_t nacks_sent = 0;  // packets asked for, to publishers
  std::uint64_t key_frames_requested = 0;
  std::uint64_t slot_switches = 0;  // of source or layer
};

// `now` never runs backwards between calls. Sessions are unknown before open() and after close(): what names an unknown
// one is counted and changes nothing. Not thread-safe: one lane, one thread.
class Sfu {
 public:
  // `random` must outlive the Sfu. `clock` is the same for all lanes of a server.
  Sfu(Random& random, rtp::NtpClock clock);
  ~Sfu();
  Sfu(const Sfu&) = delete;
  Sfu& operator=(const Sfu&) = delete;

  // ---- Commands, as in engine/messages.hpp. A session opened twice is replaced.
  void open(PublisherParameters parameters, Instant now);
  void open(ReceiverParameters parameters, Instant now);
  void close(SessionId session, Instant now);
  // Video slots, and audio slots that are not mixed: the others follow the mix. The track may be of another lane, or
  // not yet published.
  void assign_slot(SessionId receiver, SlotIndex slot, std::optional<TrackId> track, Instant now);
  // The height in pixels at which a video slot is shown; at 0 nothing is sent for it. Until said, the first video slot
  // takes the largest layer and all others the smallest.
  void size_slot(SessionId receiver, SlotIndex slot, std::uint16_t height_px, Instant now);
  // Valid for receivers opened before and after. An empty `heard` without `with_main` forgets the mix.
  void set_mix(MixId id, std::span<const TrackId> heard, std::optional<TrackId> with_main, Instant now);

  // ---- Packets, decrypted. The bytes are borrowed for the call.
  void handle_rtp(SessionId from, Bytes packet, Instant now);
  void handle_rtcp(SessionId from, Bytes compound, Instant now);

  // ---- From other lanes (see outputs.hpp for what becomes of what).
  void handle_foreign(const MediaPacketRef& packet, Instant now);                // ForeignPacket
  void handle_track_wanted(LaneIndex by, TrackId id, bool wanted, Instant now);  // TrackWanted
  void handle_key_frame_wanted(TrackId id, LayerIndex layer, Instant now);       // KeyFrameWanted
  void handle_foreign_track(const ForeignTrack& told, Instant now);              // ForeignTrack
  void handle_foreign_stopped(TrackId id, Instant now);                          // ForeignTrackStopped

  // ---- Time. deadline() is kNever when nothing waits.
  void handle_timeout(Instant now);
  [[nodiscard]] Instant deadline() const;

  // Valid until the next call; the engine clears it when it has taken everything.
  [[nodiscard]] Outputs& outputs();

  [[nodiscard]] const DropCounters& drops() const;
  [[nodiscard]] const Totals& totals() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diemcau::sfu
