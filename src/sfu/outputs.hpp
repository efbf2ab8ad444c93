// What an Sfu wants done, drained by its engine after each entry.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/media_ids.hpp"
#include "sfu/events.hpp"
#include "sfu/layer_choice.hpp"
#include "sfu/media_packet.hpp"

namespace diemcau::sfu {

// Bytes. 12 of header, at most 64 of extensions, 2 of RTX, at most 8 of payload descriptor, rounded up.
inline constexpr std::size_t kMaxPrefix = 96;

// One RTP packet for one receiver: the bytes of header(), then payload_prefix(), then tail(). The tail lies in the
// shared packet and is never copied here.
struct OutgoingRtp {
  SessionId to;
  MediaPacketRef packet;
  std::array<std::uint8_t, kMaxPrefix> prefix;
  std::uint8_t header_size = 0;   // the whole RTP header, extensions included
  std::uint8_t prefix_size = 0;   // header and rewritten start of the payload
  std::uint16_t tail_offset = 0;  // into packet->payload()
  std::uint16_t tail_size = 0;
  // The same bytes under the same sequence number went out before (a plain retransmission, RTX not negotiated): SRTP
  // may seal it again only because it is identical.
  bool repeated = false;

  [[nodiscard]] Bytes header() const { return Bytes{prefix}.first(header_size); }
  [[nodiscard]] Bytes payload_prefix() const {
    return Bytes{prefix}.subspan(header_size, static_cast<std::size_t>(prefix_size - header_size));
  }
  [[nodiscard]] Bytes tail() const { return packet->payload().subspan(tail_offset, tail_size); }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(prefix_size) + tail_size; }
};

// A compound RTCP packet (RFC 3550 section 6.1), at most kMaxRtcp bytes.
inline constexpr std::size_t kMaxRtcp = 1200;
struct OutgoingRtcp {
  SessionId to;
  std::vector<std::uint8_t> bytes;
};

// ---- Between lanes --------------------------------------------------------------------------------------------------

using LaneIndex = std::uint8_t;
inline constexpr std::size_t kMaxLanesPerSfu = 64;

// To every other lane: this lane (no longer) has receivers for a track that is not published here.
struct TrackWanted {
  TrackId track;
  bool wanted = false;
};
// To every other lane: a receiver here cannot go on before the next key frame of a track published elsewhere.
struct KeyFrameWanted {
  TrackId track;
  LayerIndex layer = 0;
};
// To the lanes in the bit set, once they want a track published here and whenever this changes: what there is to choose
// from. So they ask for the right key frame at once: with the first packets alone they would learn of the large layers
// one after another, and of each too late.
struct ForeignTrack {
  std::uint64_t lanes = 0;
  TrackId track;
  MediaKind kind = MediaKind::audio;
  std::optional<OwnerId> owner;
  std::uint8_t layer_count = 1;
  std::array<LayerState, kMaxLayers> layers;
};
// To the lanes in the bit set: a track published here stopped.
struct ForeignTrackStopped {
  std::uint64_t lanes = 0;
  TrackId track;
};
using LaneMessage = std::variant<TrackWanted, KeyFrameWanted, ForeignTrack, ForeignTrackStopped>;

// A packet of a track published here, for the lanes in the bit set.
struct ForeignPacket {
  std::uint64_t lanes = 0;
  MediaPacketRef packet;
};

// In order of making within each list.
struct Outputs {
  std::vector<OutgoingRtp> rtp;
  std::vector<OutgoingRtcp> rtcp;
  std::vector<Event> events;
  std::vector<ForeignPacket> foreign_packets;
  std::vector<LaneMessage> lane_messages;

  // Keeps the memory.
  void clear();
};

}  // namespace diemcau::sfu
