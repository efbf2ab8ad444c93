// RTCP compound packets (RFC 3550 section 6.1), reduced-size ones included (RFC 5506). One file per packet type beside
// this one: rtcp_report, rtcp_sdes, rtcp_bye, rtcp_nack, rtcp_keyframe, rtcp_remb, transport_feedback.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P| RC/FMT  |  packet type  |  length: 32-bit words minus 1 |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  body ...                                                     |
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace diemcau::wire {

// Packet types: RFC 3550 section 12.1, RFC 4585 section 6.1.
inline constexpr std::uint8_t kRtcpSenderReport = 200;
inline constexpr std::uint8_t kRtcpReceiverReport = 201;
inline constexpr std::uint8_t kRtcpSourceDescription = 202;
inline constexpr std::uint8_t kRtcpBye = 203;
inline constexpr std::uint8_t kRtcpApp = 204;
inline constexpr std::uint8_t kRtcpTransportLayerFeedback = 205;
inline constexpr std::uint8_t kRtcpPayloadFeedback = 206;

// FMT of transport layer feedback.
inline constexpr std::uint8_t kFormatNack = 1;                // RFC 4585 section 6.2.1
inline constexpr std::uint8_t kFormatTransportFeedback = 15;  // draft-holmer-rmcat-transport-wide-cc-extensions-01
// FMT of payload-specific feedback.
inline constexpr std::uint8_t kFormatPli = 1;   // RFC 4585 section 6.3.1
inline constexpr std::uint8_t kFormatFir = 4;   // RFC 5104 section 4.3.1
inline constexpr std::uint8_t kFormatAfb = 15;  // RFC 4585 section 6.4; REMB is one of these

// One packet of a compound. `body` is what follows the four header bytes, padding taken off.
struct RtcpPacket {
  std::uint8_t type = 0;
  std::uint8_t count = 0;  // RC, SC or FMT, 5 bits
  Bytes body;

  [[nodiscard]] bool is(std::uint8_t packet_type, std::uint8_t format) const {
    return type == packet_type && count == format;
  }
};

// Walks a compound packet; ends at its end or at the first malformed packet, which malformed() then tells. The packets
// before it stand.
class RtcpReader {
 public:
  explicit RtcpReader(Bytes compound) : in_(compound) {}

  [[nodiscard]] std::optional<RtcpPacket> next();
  [[nodiscard]] bool malformed() const { return malformed_; }

 private:
  ByteReader in_;
  bool malformed_ = false;
};

// For the writers: begins a packet at the writer's end, and sets its length once the body is written (32-bit aligned).
class RtcpFrame {
 public:
  RtcpFrame(ByteWriter& out, std::uint8_t type, std::uint8_t count);
  void finish();

 private:
  ByteWriter& out_;
  std::size_t start_;
};

}  // namespace diemcau::wire
