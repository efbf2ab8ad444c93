// Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                     SSRC of packet sender                     |
//   |                      SSRC of media source                     |
//   |      base sequence number     |      packet status count      |
//   |        reference time, 64 ms, signed          | fb pkt. count |
//   |          packet chunk         |         packet chunk          | ...
//   |         packet chunk          |  recv delta   |  recv delta   | ...
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
//   run length     |0| S |     run length, 13 bits |    S: 0 not received, 1 small delta, 2 large or negative delta
//   vector, 1 bit  |1|0|  14 symbols: 0 or 1       |
//   vector, 2 bits |1|1|  7 symbols                |
//   deltas are in units of 250 us: 8 bits unsigned (small) or 16 bits signed (large)
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/time.hpp"
#include "wire/rtcp.hpp"

namespace diemcau::wire {

inline constexpr Duration kFeedbackTick = std::chrono::microseconds{250};
inline constexpr Duration kFeedbackReferenceUnit = std::chrono::milliseconds{64};

// Most packets one feedback may report. A peer's claim of more is refused: at 50 ms between feedbacks this is 80,000
// packets a second.
inline constexpr std::size_t kMaxFeedbackPackets = 4096;

// Feedback that was checked as a whole: every packet has a status and every received one a delta.
class TransportFeedback {
 public:
  std::uint32_t sender_ssrc = 0;
  std::uint32_t media_ssrc = 0;
  std::uint16_t base_sequence = 0;
  std::uint16_t packet_count = 0;
  std::int32_t reference_64ms = 0;  // 24 bits signed
  std::uint8_t feedback_count = 0;

  // Calls `visit(std::uint16_t sequence, std::optional<Duration> arrival)` for each packet, in order of sequence
  // numbers. The arrival is by the receiver's clock: since its epoch, reference time included; nothing for a lost
  // packet.
  template <class Visit>
  void for_each(Visit&& visit) const {
    Walk walk = start();
    std::uint16_t sequence = base_sequence;
    for (std::uint16_t left = packet_count; left > 0; --left, ++sequence) {
      visit(sequence, step(walk));
    }
  }

 private:
  friend std::optional<TransportFeedback> parse_transport_feedback(const RtcpPacket& packet);

  struct Walk {
    ByteReader chunks;
    ByteReader deltas;
    Duration arrival;
    std::uint16_t chunk = 0;
    std::uint16_t symbols_left = 0;
  };
  [[nodiscard]] Walk start() const;
  [[nodiscard]] static std::uint8_t next_symbol(Walk& walk);
  [[nodiscard]] static std::optional<Duration> step(Walk& walk);

  Bytes chunks_;
  Bytes deltas_;
};

// Nothing for another packet type, one too short for its counts, or one that uses the reserved symbol.
[[nodiscard]] std::optional<TransportFeedback> parse_transport_feedback(const RtcpPacket& packet);

struct PacketArrival {
  std::int64_t sequence = 0;  // unwrapped; the low 16 bits go on the wire
  Duration arrival{};         // since the receiver's epoch, not negative
};

struct FeedbackHeader {
  std::uint32_t sender_ssrc = 0;
  std::uint32_t media_ssrc = 0;
  std::uint8_t feedback_count = 0;
};

// Appends one feedback packet that reports `arrivals`: received packets, by strictly rising sequence; those between
// them count as lost. Reports as many as one packet can: the deltas' range, kMaxFeedbackPackets and the room in `out`
// bound it. Returns how many were reported; call again with the rest. Writes nothing and returns 0 when there is none,
// or no room for one.
[[nodiscard]] std::size_t write_transport_feedback(ByteWriter& out, const FeedbackHeader& header,
                                                   std::span<const PacketArrival> arrivals);

}  // namespace diemcau::wire
