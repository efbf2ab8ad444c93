// Sender and receiver reports (RFC 3550 sections 6.4.1 and 6.4.2).
//
//   +---------------------------------------------------------------+
//   |                       SSRC of sender                          |
//   +=======================  sender reports only  =================+
//   |                NTP timestamp, 64 bits                         |
//   |                RTP timestamp                                  |
//   |                sender's packet count                          |
//   |                sender's octet count                           |
//   +=======================  RC times  ============================+
//   |                       SSRC of source                          |
//   | fraction lost |   cumulative number of packets lost, signed   |
//   |            extended highest sequence number received          |
//   |                interarrival jitter                            |
//   |                last SR (LSR)                                  |
//   |                delay since last SR (DLSR)                     |
//   +---------------------------------------------------------------+
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/time.hpp"
#include "wire/rtcp.hpp"

namespace diemcau::wire {

inline constexpr std::size_t kReportBlockSize = 24;
inline constexpr std::size_t kMaxReportBlocks = 31;

struct ReportBlock {
  std::uint32_t ssrc = 0;
  std::uint8_t fraction_lost = 0;         // of 256
  std::int32_t cumulative_lost = 0;       // 24 bits signed; clamped when written
  std::uint32_t highest_sequence = 0;     // extended: cycles in the high 16 bits
  std::uint32_t jitter = 0;               // RTP timestamp units
  std::uint32_t last_sr = 0;              // NtpTime::compact(); 0: none yet
  std::uint32_t delay_since_last_sr = 0;  // 1/65536 s

  friend bool operator==(const ReportBlock&, const ReportBlock&) = default;
};

// Borrowed report blocks.
class ReportBlocks {
 public:
  ReportBlocks() = default;
  explicit ReportBlocks(Bytes blocks) : blocks_(blocks) {}

  [[nodiscard]] std::size_t size() const { return blocks_.size() / kReportBlockSize; }
  [[nodiscard]] ReportBlock operator[](std::size_t index) const;

 private:
  Bytes blocks_;
};

struct SenderInfo {
  NtpTime ntp;
  std::uint32_t rtp_timestamp = 0;
  std::uint32_t packet_count = 0;
  std::uint32_t octet_count = 0;

  friend bool operator==(const SenderInfo&, const SenderInfo&) = default;
};

struct SenderReport {
  std::uint32_t ssrc = 0;
  SenderInfo info;
  ReportBlocks blocks;
};

struct ReceiverReport {
  std::uint32_t ssrc = 0;
  ReportBlocks blocks;
};

// Nothing for another packet type, or one too short for its count. Profile-specific extensions are skipped.
[[nodiscard]] std::optional<SenderReport> parse_sender_report(const RtcpPacket& packet);
[[nodiscard]] std::optional<ReceiverReport> parse_receiver_report(const RtcpPacket& packet);

// Append one packet; blocks beyond kMaxReportBlocks are left out.
void write_sender_report(ByteWriter& out, std::uint32_t ssrc, const SenderInfo& info,
                         std::span<const ReportBlock> blocks);
void write_receiver_report(ByteWriter& out, std::uint32_t ssrc, std::span<const ReportBlock> blocks);

}  // namespace diemcau::wire
