// The sending end of one original media stream: numbers packets, keeps them for a while, resends what is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/serial.hpp"
#include "base/time.hpp"
#include "rtp/packet_history.hpp"
#include "rtp/resend_throttle.hpp"
#include "wire/extensions.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"

namespace diemcau::rtp {

struct SendStreamParameters {
  std::uint32_t ssrc = 0;
  std::uint8_t payload_type = 0;
  // Both or neither: without them lost packets are sent again as they were.
  std::optional<std::uint32_t> rtx_ssrc;
  std::optional<std::uint8_t> rtx_payload_type;
  std::uint32_t clock_rate_hz = 90'000;
  wire::ExtensionMap extensions;
  std::size_t history_packets = 512;
};

class SendStream {
 public:
  using Packet = std::vector<std::uint8_t>;
  // Bytes of payload a packet takes.
  static constexpr std::size_t kMaxPayload = 1400;

  // Sequence numbers begin at random values.
  SendStream(SendStreamParameters parameters, Random& random);

  // The next packet. Extensions that were not negotiated are left out. Nothing when the payload is too long.
  [[nodiscard]] std::optional<Packet> send(Bytes payload, std::uint32_t timestamp, bool marker,
                                           const wire::RtpExtensions& extensions, Instant now);

  // What to send again for a NACK, at most kMaxResent packets. `repaired` gives the extensions of RTX packets (mid,
  // repaired rid).
  [[nodiscard]] std::vector<Packet> handle_nack(const wire::NackView& nack, const wire::RtpExtensions& repaired,
                                                Duration round_trip, Instant now);
  static constexpr std::size_t kMaxResent = 100;

  // For a sender report at `ntp`, which is `now` (RFC 3550 section 6.4.1). Nothing before the first packet.
  [[nodiscard]] std::optional<wire::SenderInfo> report(NtpTime ntp, Instant now) const;

  [[nodiscard]] std::uint32_t ssrc() const { return parameters_.ssrc; }

 private:
  struct Sent {
    std::vector<std::uint8_t> payload;
    std::uint32_t timestamp = 0;
    bool marker = false;
    Packet packet;  // as sent, for plain resending
  };
  [[nodiscard]] Packet wrap(const Sent& sent, std::uint16_t original, const wire::RtpExtensions& repaired);

  SendStreamParameters parameters_;
  PacketHistory<Sent> history_;
  ResendThrottle throttle_;
  Unwrapper<std::uint16_t> unwrapper_;
  std::uint16_t next_sequence_;
  std::uint16_t next_rtx_sequence_;
  std::uint32_t packets_ = 0;
  std::uint32_t octets_ = 0;
  std::uint32_t last_timestamp_ = 0;
  Instant last_sent_;
};

}  // namespace diemcau::rtp
