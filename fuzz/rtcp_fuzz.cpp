// Walks a compound with every reader; what has a writer, written again, reads the same.
#include <vector>

#include "check.hpp"
#include "wire/rtcp_bye.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_remb.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"
#include "wire/transport_feedback.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;

template <class Write>
RtcpPacket through_wire(const Write& write) {
  static std::array<std::uint8_t, 300'000> target{};
  ByteWriter out(target);
  write(out);
  FUZZ_CHECK(out.ok());
  RtcpReader reader(out.written());
  const auto packet = reader.next();
  FUZZ_CHECK(packet && !reader.next() && !reader.malformed());
  return *packet;
}

std::vector<ReportBlock> all(const ReportBlocks& blocks) {
  std::vector<ReportBlock> list;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    list.push_back(blocks[i]);
  }
  return list;
}

void check_reports(const RtcpPacket& packet) {
  if (const auto report = parse_sender_report(packet)) {
    const auto blocks = all(report->blocks);
    const auto again = parse_sender_report(
        through_wire([&](ByteWriter& out) { write_sender_report(out, report->ssrc, report->info, blocks); }));
    FUZZ_CHECK(again && again->ssrc == report->ssrc && again->info == report->info && all(again->blocks) == blocks);
  }
  if (const auto report = parse_receiver_report(packet)) {
    const auto blocks = all(report->blocks);
    const auto again =
        parse_receiver_report(through_wire([&](ByteWriter& out) { write_receiver_report(out, report->ssrc, blocks); }));
    FUZZ_CHECK(again && again->ssrc == report->ssrc && all(again->blocks) == blocks);
  }
}

void check_nack(const RtcpPacket& packet) {
  const auto nack = parse_nack(packet);
  if (!nack) {
    return;
  }
  std::vector<std::uint16_t> sequences;
  nack->for_each([&](std::uint16_t sequence) { sequences.push_back(sequence); });
  FUZZ_CHECK(!sequences.empty() && sequences.size() <= 17 * nack->items.size() / 4);
  if (sequences.size() > 17) {
    return;  // items in any order may overlap; one item has one way to be written
  }
  const auto again = parse_nack(
      through_wire([&](ByteWriter& out) { write_nack(out, nack->sender_ssrc, nack->media_ssrc, sequences); }));
  std::vector<std::uint16_t> sequences_again;
  again->for_each([&](std::uint16_t sequence) { sequences_again.push_back(sequence); });
  if (nack->items.size() == 4) {
    FUZZ_CHECK(sequences_again == sequences);
  }
}

void check_sdes(const RtcpPacket& packet) {
  SdesReader reader(packet);
  while (const auto chunk = reader.next()) {
    const auto written = through_wire([&](ByteWriter& out) { write_sdes(out, chunk->ssrc, chunk->cname); });
    SdesReader again(written);
    const auto chunk_again = again.next();
    FUZZ_CHECK(chunk_again && chunk_again->ssrc == chunk->ssrc && chunk_again->cname == chunk->cname);
  }
}

void check_others(const RtcpPacket& packet) {
  if (const auto bye = parse_bye(packet)) {
    FUZZ_CHECK(bye->size() == packet.count);
  }
  if (const auto pli = parse_pli(packet)) {
    FUZZ_CHECK(parse_pli(through_wire([&](ByteWriter& out) { write_pli(out, *pli); }))->media_ssrc == pli->media_ssrc);
  }
  if (const auto fir = parse_fir(packet)) {
    (void)(*fir)[fir->size() - 1];
  }
  if (const auto remb = parse_remb(packet)) {
    FUZZ_CHECK(remb->bitrate.bits_per_second() >= 0);
  }
  (void)parse_transport_feedback(packet);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  RtcpReader reader(Bytes{data, size});
  while (const auto packet = reader.next()) {
    check_reports(*packet);
    check_nack(*packet);
    check_sdes(*packet);
    check_others(*packet);
  }
  return 0;
}
