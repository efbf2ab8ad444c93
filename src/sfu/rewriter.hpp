// Makes one continuous stream out of many: the numbers that a slot's packets go out under.
#pragma once

#include <cstdint>
#include <optional>

#include "base/media_ids.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/serial.hpp"
#include "rtp/sequence_map.hpp"
#include "sfu/media_packet.hpp"

namespace diemcau::sfu {

// The numbers of one outgoing packet. The descriptor's are meaningful where the packet has them.
struct Rewritten {
  std::int64_t sequence = 0;  // unwrapped; the low 16 bits go on the wire
  std::uint32_t timestamp = 0;
  bool marker = false;
  std::uint16_t picture_id = 0;  // 15 bits
  std::uint8_t tl0_picture_index = 0;
  std::uint8_t key_index = 0;  // 5 bits
};

class Rewriter {
 public:
  // Begins at random numbers (RFC 3550 section 5.1).
  Rewriter(MediaKind kind, Random& random);

  // From `first` on (the start of a key frame, for video) its layer is carried. Numbers go on where they were; the
  // timestamp advances by as much time as lies between the two samples: by the publisher's own clock between the layers
  // of one track, by the server's otherwise.
  void switch_to(const MediaPacket& first);

  enum class Refusal : std::uint8_t {
    before_switch,  // late, from before the point of switching
    leap,           // so far ahead that it is another stream: switch_to() it
  };
  // A packet of the layer that is carried.
  [[nodiscard]] Result<Rewritten, Refusal> rewrite(const MediaPacket& packet);

  // What went out under a number, for retransmission. Nothing for numbers not sent, or forgotten.
  struct Origin {
    TrackId track;
    LayerIndex layer = 0;
    std::int64_t sequence = 0;      // of the layer
    std::int64_t out_sequence = 0;  // unwrapped
  };
  [[nodiscard]] std::optional<Origin> origin(std::uint16_t out_sequence) const;
  // The same numbers as the first time.
  [[nodiscard]] std::optional<Rewritten> repeat(std::int64_t out_sequence, const MediaPacket& packet) const;

  // The newest sample that went out: for sender reports.
  struct Sample {
    std::uint32_t timestamp = 0;
    NtpTime captured;
    std::optional<NtpTime> publisher_ntp;
    TrackId track;
    std::uint32_t clock_rate_hz = 90'000;
  };
  [[nodiscard]] const std::optional<Sample>& newest_sample() const { return newest_; }

 private:
  struct Segment {
    TrackId track;
    LayerIndex layer = 0;
    std::int64_t first_sequence = 0;  // of the layer
    std::uint32_t timestamp_delta = 0;
    std::uint16_t picture_delta = 0;
    std::uint8_t tl0_delta = 0;
    std::uint8_t key_delta = 0;
  };
  // The newest packet of the layer that is carried.
  struct Newest {
    std::int64_t sequence = 0;
    std::uint32_t timestamp = 0;
    bool marker = false;
  };
  void catch_up(const MediaPacket& packet, std::int64_t out);
  [[nodiscard]] Rewritten apply(const Segment& segment, std::int64_t out_sequence, const MediaPacket& packet) const;
  [[nodiscard]] std::uint32_t timestamp_for(const MediaPacket& first);
  void remember(const MediaPacket& packet, const Rewritten& rewritten);

  MediaKind kind_;
  rtp::SequenceMap<Segment> map_;
  std::optional<Segment> segment_;
  std::int64_t first_out_ = 0;  // of the switch to this layer
  std::int64_t newest_out_;
  std::int64_t segment_out_ = 0;  // first number of `segment_` as it is now
  Newest newest_in_;
  std::uint32_t first_timestamp_;
  std::int64_t ahead_ticks_ = 0;  // by how much timestamps run ahead of when their samples were taken
  std::uint16_t newest_picture_;
  std::uint8_t newest_tl0_;
  std::uint8_t newest_key_;
  std::optional<Sample> newest_;
};

}  // namespace diemcau::sfu
