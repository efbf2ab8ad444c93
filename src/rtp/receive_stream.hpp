// The receiving end of one media stream for somebody who plays or checks it: packets in order, losses asked for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "rtp/reception.hpp"
#include "wire/rtp.hpp"

namespace diemcau::rtp {

struct ReceiveStreamParameters {
  std::uint32_t ssrc = 0;
  std::optional<std::uint32_t> rtx_ssrc;
  // Payload types of retransmissions and what they stand for (RFC 4588 section 8.6, "apt").
  std::map<std::uint8_t, std::uint8_t> rtx_payload_types;
  std::uint32_t clock_rate_hz = 90'000;
  bool nack = true;
};

struct ReceivedPacket {
  std::int64_t sequence = 0;  // unwrapped
  std::uint32_t timestamp = 0;
  std::uint8_t payload_type = 0;
  bool marker = false;
  bool resent = false;
  Instant arrival;
  std::uint16_t extension_profile = 0;
  std::vector<std::uint8_t> extension;  // elements as received; empty for retransmissions
  std::vector<std::uint8_t> payload;    // may be empty
};

class ReceiveStream {
 public:
  // Packets that wait for one before them.
  static constexpr std::size_t kMaxWaiting = 1024;

  explicit ReceiveStream(ReceiveStreamParameters parameters);

  // `packet` is of the media or the retransmission SSRC. False when it is neither, a duplicate, or nothing but padding
  // of the retransmission stream.
  bool handle_rtp(const wire::RtpView& packet, Instant now);
  void handle_sender_report(NtpTime ntp, Instant now);
  void handle_timeout(Instant now);
  [[nodiscard]] Instant deadline() const { return reception_.nacks().deadline(); }

  // What is due by order: everything up to the first packet that is still hoped for.
  [[nodiscard]] std::vector<ReceivedPacket> take_ready();
  // Appends a NACK packet (RFC 4585 section 6.2.1) for what handle_timeout() found due, if anything.
  void write_nack(ByteWriter& out, std::uint32_t own_ssrc);
  [[nodiscard]] std::optional<wire::ReportBlock> report(Instant now) { return reception_.report(now); }

  // Packets that never came, given up.
  [[nodiscard]] std::uint64_t lost() const { return lost_; }
  [[nodiscard]] std::uint64_t recovered() const { return recovered_; }

 private:
  bool accept(const wire::RtpView& packet, std::uint16_t sequence, std::uint8_t payload_type, Bytes payload,
              bool resent, Instant now);

  ReceiveStreamParameters parameters_;
  Reception reception_;
  std::map<std::int64_t, ReceivedPacket> waiting_;
  std::optional<std::int64_t> next_;
  std::vector<std::int64_t> due_;
  std::uint64_t lost_ = 0;
  std::uint64_t recovered_ = 0;
};

}  // namespace diemcau::rtp
