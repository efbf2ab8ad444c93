#include "wire/rtcp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/hex_for_tests.hpp"
#include "wire/rtcp_bye.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_remb.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"
#include "wire/transport_feedback.hpp"

namespace diemcau::wire {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using testing::ElementsAre;

RtcpPacket only_packet(Bytes compound) {
  RtcpReader reader(compound);
  const auto packet = reader.next();
  EXPECT_TRUE(packet);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.malformed());
  return packet.value_or(RtcpPacket{});
}

TEST(Rtcp, CompoundIsWrittenAndWalked) {
  std::array<std::uint8_t, 512> target{};
  ByteWriter out(target);
  const ReportBlock block{11, 128, -5, 0x10002, 77, 0xaabbccdd, 65536};
  const SenderInfo info{NtpTime{0x0102030405060708}, 1, 2, 3};
  write_sender_report(out, 9, info, std::array{block, block});
  write_sdes(out, 9, "cname");
  write_pli(out, {9, 11});
  write_fir(out, 9, {11, 200});
  write_bye(out, std::array<std::uint32_t, 2>{9, 10});
  ASSERT_TRUE(out.ok());

  RtcpReader reader(out.written());
  const auto report = parse_sender_report(*reader.next());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ssrc, 9U);
  EXPECT_EQ(report->info, info);
  ASSERT_EQ(report->blocks.size(), 2U);
  EXPECT_EQ(report->blocks[1], block);

  SdesReader sdes(*reader.next());
  const auto chunk = sdes.next();
  ASSERT_TRUE(chunk);
  EXPECT_EQ(chunk->ssrc, 9U);
  EXPECT_EQ(chunk->cname, "cname");
  EXPECT_FALSE(sdes.next());
  EXPECT_FALSE(sdes.malformed());

  EXPECT_EQ(parse_pli(*reader.next())->media_ssrc, 11U);
  const auto fir = parse_fir(*reader.next());
  ASSERT_TRUE(fir);
  ASSERT_EQ(fir->size(), 1U);
  EXPECT_EQ((*fir)[0].media_ssrc, 11U);
  EXPECT_EQ((*fir)[0].command_number, 200);
  const auto bye = parse_bye(*reader.next());
  ASSERT_TRUE(bye);
  ASSERT_EQ(bye->size(), 2U);
  EXPECT_EQ((*bye)[1], 10U);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.malformed());
}

TEST(Rtcp, LengthSweep) {
  std::array<std::uint8_t, 64> target{};
  ByteWriter out(target);
  write_receiver_report(out, 1, std::array{ReportBlock{}});
  write_pli(out, {1, 2});
  for (std::size_t size = 0; size <= out.size(); ++size) {
    RtcpReader reader(out.written().first(size));
    std::size_t packets = 0;
    while (reader.next()) {
      ++packets;
    }
    EXPECT_EQ(packets, size < 32 ? 0U : size < 44 ? 1U : 2U) << size;
    EXPECT_EQ(reader.malformed(), size != 0 && size != 32 && size != 44) << size;
  }
}

TEST(Rtcp, BodiesShorterThanTheirCountsAreRefused) {
  const std::vector<std::uint8_t> zeros(64, 0);
  for (std::size_t size = 0; size <= zeros.size(); size += 4) {
    const Bytes body = Bytes{zeros}.first(size);
    EXPECT_EQ(parse_sender_report({kRtcpSenderReport, 1, body}).has_value(), size >= 48) << size;
    EXPECT_EQ(parse_receiver_report({kRtcpReceiverReport, 1, body}).has_value(), size >= 28) << size;
    EXPECT_EQ(parse_bye({kRtcpBye, 3, body}).has_value(), size >= 12) << size;
    EXPECT_EQ(parse_nack({kRtcpTransportLayerFeedback, kFormatNack, body}).has_value(), size >= 12) << size;
    EXPECT_EQ(parse_pli({kRtcpPayloadFeedback, kFormatPli, body}).has_value(), size >= 8) << size;
    EXPECT_EQ(parse_fir({kRtcpPayloadFeedback, kFormatFir, body}).has_value(), size >= 16 && size % 8 == 0) << size;
    EXPECT_FALSE(parse_remb({kRtcpPayloadFeedback, kFormatAfb, body}));
    EXPECT_FALSE(parse_transport_feedback({kRtcpTransportLayerFeedback, kFormatTransportFeedback, body}));
  }
}

TEST(Rtcp, PaddingIsTakenOffTheLastPacketOnly) {
  const auto padded = from_hex("a1ce0003 00000001 00000002 00000004");
  EXPECT_TRUE(parse_pli(only_packet(padded)));
  EXPECT_EQ(only_packet(padded).body.size(), 8U);
  const auto odd = from_hex("a1ce0003 00000001 00000002 00000001");
  EXPECT_EQ(only_packet(odd).body.size(), 11U);
  for (const char* hex : {"a1ce0002 00000001 00000000", "a1ce0002 00000001 0000000c", "a0c90000",
                          "a1ce0003 00000001 00000002 00000004 80c90001 00000001"}) {
    const auto bytes = from_hex(hex);
    RtcpReader reader(bytes);
    EXPECT_FALSE(reader.next()) << hex;
    EXPECT_TRUE(reader.malformed()) << hex;
  }
}

TEST(Sdes, ChunksOfAnyLengthStayAligned) {
  const std::string text(255, 'x');
  for (std::size_t size = 0; size <= text.size(); ++size) {
    std::array<std::uint8_t, 300> target{};
    ByteWriter out(target);
    write_sdes(out, 5, std::string_view(text).substr(0, size));
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(out.size() % 4, 0U);
    SdesReader reader(only_packet(out.written()));
    EXPECT_EQ(reader.next()->cname.size(), size);
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.malformed());
  }
  const auto two = from_hex("82ca0005 00000001 01026162 00000000 00000002 01016300");
  SdesReader reader(only_packet(two));
  EXPECT_EQ(reader.next()->cname, "ab");
  EXPECT_EQ(reader.next()->cname, "c");
  EXPECT_FALSE(reader.next());
  const auto cut = from_hex("81ca0002 00000001 01096162");
  SdesReader broken(only_packet(cut));
  EXPECT_FALSE(broken.next());
  EXPECT_TRUE(broken.malformed());
}

std::vector<std::uint16_t> through_nack(const std::vector<std::uint16_t>& sequences) {
  std::array<std::uint8_t, 256> target{};
  ByteWriter out(target);
  write_nack(out, 1, 2, sequences);
  const auto nack = parse_nack(only_packet(out.written()));
  EXPECT_TRUE(nack);
  std::vector<std::uint16_t> seen;
  nack->for_each([&](std::uint16_t sequence) { seen.push_back(sequence); });
  return seen;
}

TEST(Nack, SequencesGoThereAndBack) {
  for (const std::vector<std::uint16_t>& sequences : std::vector<std::vector<std::uint16_t>>{
           {7}, {0, 1, 16}, {0, 16, 17}, {65530, 65535, 0, 10, 11}, {1, 100, 200, 300}}) {
    EXPECT_EQ(through_nack(sequences), sequences);
  }
  std::array<std::uint8_t, 64> target{};
  ByteWriter out(target);
  write_nack(out, 1, 2, std::array<std::uint16_t, 3>{0, 1, 16});
  EXPECT_EQ(out.size(), 16U);  // one PID with its mask
  ByteWriter none(target);
  write_nack(none, 1, 2, {});
  EXPECT_EQ(none.size(), 0U);
}

TEST(Remb, Reads) {
  const auto bytes = from_hex("8fce0005 00000001 00000000 52454d42 01 0bd090 00000063");
  const auto remb = parse_remb(only_packet(bytes));
  ASSERT_TRUE(remb);
  EXPECT_EQ(remb->bitrate.bits_per_second(), std::int64_t{0x3d090} << 2);
  EXPECT_EQ(remb->ssrcs.size(), 4U);
  const auto most = from_hex("8fce0004 00000001 00000000 52454d42 00 ffffff");
  EXPECT_EQ(parse_remb(only_packet(most))->bitrate.bits_per_second(), std::numeric_limits<std::int64_t>::max());
}

TEST(Report, CumulativeLossIsClamped) {
  for (const auto& [lost, read] :
       {std::pair{-1, -1}, {0x7fffff, 0x7fffff}, {0x800000, 0x7fffff}, {-0x900000, -0x800000}}) {
    std::array<std::uint8_t, 64> target{};
    ByteWriter out(target);
    write_receiver_report(out, 1, std::array{ReportBlock{1, 0, lost, 0, 0, 0, 0}});
    EXPECT_EQ(parse_receiver_report(only_packet(out.written()))->blocks[0].cumulative_lost, read);
  }
}

}  // namespace
}  // namespace diemcau::wire
