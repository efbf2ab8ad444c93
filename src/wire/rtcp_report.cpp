#include "wire/rtcp_report.hpp"

#include <algorithm>

namespace diemcau::wire {
namespace {

constexpr std::int32_t kMinLost = -0x800000;
constexpr std::int32_t kMaxLost = 0x7fffff;

std::int32_t sign_extended_24(std::uint32_t value) {
  return static_cast<std::int32_t>(value << 8U) >> 8;
}

void write_blocks(ByteWriter& out, std::span<const ReportBlock> blocks) {
  for (const ReportBlock& block : blocks) {
    out.u32(block.ssrc);
    out.u8(block.fraction_lost);
    out.u24(static_cast<std::uint32_t>(std::clamp(block.cumulative_lost, kMinLost, kMaxLost)) & 0xffffffU);
    out.u32(block.highest_sequence);
    out.u32(block.jitter);
    out.u32(block.last_sr);
    out.u32(block.delay_since_last_sr);
  }
}

}  // namespace

ReportBlock ReportBlocks::operator[](std::size_t index) const {
  ByteReader in(blocks_.subspan(index * kReportBlockSize, kReportBlockSize));
  ReportBlock block;
  block.ssrc = in.u32();
  block.fraction_lost = in.u8();
  block.cumulative_lost = sign_extended_24(in.u24());
  block.highest_sequence = in.u32();
  block.jitter = in.u32();
  block.last_sr = in.u32();
  block.delay_since_last_sr = in.u32();
  return block;
}

std::optional<SenderReport> parse_sender_report(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  SenderReport report;
  report.ssrc = in.u32();
  report.info.ntp = NtpTime{in.u64()};
  report.info.rtp_timestamp = in.u32();
  report.info.packet_count = in.u32();
  report.info.octet_count = in.u32();
  report.blocks = ReportBlocks(in.bytes(packet.count * kReportBlockSize));
  return packet.type == kRtcpSenderReport && in.ok() ? std::optional{report} : std::nullopt;
}

std::optional<ReceiverReport> parse_receiver_report(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  ReceiverReport report;
  report.ssrc = in.u32();
  report.blocks = ReportBlocks(in.bytes(packet.count * kReportBlockSize));
  return packet.type == kRtcpReceiverReport && in.ok() ? std::optional{report} : std::nullopt;
}

void write_sender_report(ByteWriter& out, std::uint32_t ssrc, const SenderInfo& info,
                         std::span<const ReportBlock> blocks) {
  blocks = blocks.first(std::min(blocks.size(), kMaxReportBlocks));
  RtcpFrame frame(out, kRtcpSenderReport, static_cast<std::uint8_t>(blocks.size()));
  out.u32(ssrc);
  out.u64(info.ntp.value);
  out.u32(info.rtp_timestamp);
  out.u32(info.packet_count);
  out.u32(info.octet_count);
  write_blocks(out, blocks);
  frame.finish();
}

void write_receiver_report(ByteWriter& out, std::uint32_t ssrc, std::span<const ReportBlock> blocks) {
  blocks = blocks.first(std::min(blocks.size(), kMaxReportBlocks));
  RtcpFrame frame(out, kRtcpReceiverReport, static_cast<std::uint8_t>(blocks.size()));
  out.u32(ssrc);
  write_blocks(out, blocks);
  frame.finish();
}

}  // namespace diemcau::wire
