// Transport-wide feedback both ways: what is read, written again, reads the same; and arrivals made from the input come
// back as they were.
#include <map>
#include <vector>

#include "check.hpp"
#include "wire/transport_feedback.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;
using Arrivals = std::vector<PacketArrival>;

Arrivals arrivals_of(const TransportFeedback& feedback) {
  Arrivals arrivals;
  std::int64_t sequence = feedback.base_sequence;
  std::size_t visited = 0;
  feedback.for_each([&](std::uint16_t number, std::optional<Duration> arrival) {
    FUZZ_CHECK(number == static_cast<std::uint16_t>(sequence));
    if (arrival) {
      arrivals.push_back({sequence, *arrival});
    }
    ++sequence;
    ++visited;
  });
  FUZZ_CHECK(visited == feedback.packet_count);
  return arrivals;
}

// Times in a packet are relative to a 24-bit reference; far out of it they wrap, and nobody compares them.
bool comparable(const Arrivals& arrivals) {
  for (const PacketArrival& arrival : arrivals) {
    if (arrival.arrival < Duration{0} || arrival.arrival / kFeedbackReferenceUnit > 0x7fffff) {
      return false;
    }
  }
  return true;
}

void write_again(const Arrivals& arrivals, std::size_t room) {
  if (!comparable(arrivals)) {
    return;
  }
  std::vector<std::uint8_t> target(room);
  std::span<const PacketArrival> rest{arrivals};
  while (!rest.empty()) {
    ByteWriter out(target);
    const std::size_t reported = write_transport_feedback(out, {}, rest);
    FUZZ_CHECK(reported > 0 && reported <= rest.size() && out.ok() && out.size() % 4 == 0);
    RtcpReader reader(out.written());
    const auto feedback = parse_transport_feedback(*reader.next());
    FUZZ_CHECK(feedback);
    const Arrivals again = arrivals_of(*feedback);
    FUZZ_CHECK(again.size() == reported);
    for (std::size_t i = 0; i < reported; ++i) {
      FUZZ_CHECK(static_cast<std::uint16_t>(again[i].sequence) == static_cast<std::uint16_t>(rest[i].sequence));
      FUZZ_CHECK(again[i].arrival == rest[i].arrival / kFeedbackTick * kFeedbackTick);
    }
    rest = rest.subspan(reported);
  }
}

Arrivals make_arrivals(Bytes input) {
  ByteReader in(input);
  Arrivals arrivals;
  std::int64_t sequence = in.u16();
  Duration now = std::chrono::seconds{100};
  while (in.remaining() >= 3) {
    now += static_cast<std::int16_t>(in.u16()) * std::chrono::microseconds{400};
    now = std::max(now, Duration{0});
    arrivals.push_back({sequence, now});
    const std::uint8_t gap = in.u8();
    sequence += gap < 250 ? 1 + gap / 32 : 1000;
  }
  return arrivals;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const Bytes input{data + 1, size - 1};
  const std::size_t room = 32 + 6U * data[0];
  if (const auto feedback = parse_transport_feedback({kRtcpTransportLayerFeedback, kFormatTransportFeedback, input})) {
    write_again(arrivals_of(*feedback), room);
  }
  write_again(make_arrivals(input), room);
  return 0;
}
