// One audio or video source as a lane sees it, published here or in another lane: its layers, their histories, and who
// is listening.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/media_ids.hpp"
#include "base/time.hpp"
#include "rtp/packet_history.hpp"
#include "sfu/key_frame_request.hpp"
#include "sfu/layer_choice.hpp"
#include "sfu/loudness.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/outputs.hpp"

namespace diemcau::sfu {

class Publisher;
class Receiver;

// A layer without packets for this long is not sent any more: publishers turn layers off when their line is weak.
// Longer than the second between the refresh frames of a still screen.
inline constexpr Duration kLayerSilence = std::chrono::milliseconds{1200};
// A video track without packets for this long has stopped. Audio never stops by silence: DTX sends next to nothing.
inline constexpr Duration kTrackSilence = std::chrono::seconds{5};

// Of each layer, for retransmission: what a receiver may still want within a second.
inline constexpr std::size_t kVideoHistory = 512;  // packets
inline constexpr std::size_t kAudioHistory = 64;   // packets
inline constexpr Duration kHistoryAge = std::chrono::seconds{1};

struct Layer {
  explicit Layer(MediaKind kind) : history(kind == MediaKind::video ? kVideoHistory : kAudioHistory, kHistoryAge) {}

  bool seen = false;
  bool active = false;
  Instant last_packet;
  std::int64_t newest_sequence = -1;
  std::uint16_t height_px = 0;
  rtp::PacketHistory<MediaPacketRef> history;
  KeyFrameRequest request;
};

// A slot that carries a track, or waits for it.
struct Subscription {
  Receiver* receiver = nullptr;
  SlotIndex slot = 0;
};

class Track {
 public:
  Track(TrackId track, MediaKind track_kind);

  // Takes the packet into its layer. True when the layers to choose from changed: one began, or became another size.
  bool accept(const MediaPacketRef& packet, Instant now);
  // Of a track of another lane: what its own lane tells of it.
  void take(const ForeignTrack& told, Instant now);
  // True when a layer fell silent.
  bool expire_layers(Instant now);
  // No packet of any layer for kTrackSilence, or all layers said goodbye.
  [[nodiscard]] bool stopped(Instant now) const;
  void end(LayerIndex layer);  // its publisher said goodbye
  void forget_layers();
  // When the last packet that is kept grows too old to be sent again.
  [[nodiscard]] Instant history_until() const;

  [[nodiscard]] std::array<LayerState, kMaxLayers> layer_states() const;
  // As choose_layer() over the layers this track has.
  [[nodiscard]] std::optional<LayerIndex> choose(WantedSize wanted) const;

  [[nodiscard]] Instant deadline() const;

  const TrackId id;
  MediaKind kind;
  Publisher* publisher = nullptr;  // null: of another lane, or not yet published
  std::optional<OwnerId> owner;    // the publisher's; of other lanes' tracks: once their lane told
  std::uint8_t layer_count = 1;    // as offered; of other lanes' tracks: as told
  bool started = false;
  std::array<Layer, kMaxLayers> layers;
  std::vector<Subscription> subscriptions;
  std::vector<MixId> mixes;     // that hear it
  std::uint64_t wanted_by = 0;  // lanes
  bool told_wanted = false;     // to the other lanes
  Loudness loudness;
  Instant scheduled = kNever;  // earliest entry in the timer queue
};

}  // namespace diemcau::sfu
