#include "wire/transport_feedback.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace diemcau::wire {
namespace {

enum Symbol : std::uint8_t { kNotReceived = 0, kSmallDelta = 1, kLargeDelta = 2, kReserved = 3 };

constexpr std::uint16_t kVectorBit = 0x8000;
constexpr std::uint16_t kTwoBitVectorBit = 0x4000;
constexpr std::uint16_t kRunLengthMask = 0x1fff;
constexpr std::size_t kOneBitSymbols = 14;
constexpr std::size_t kTwoBitSymbols = 7;
constexpr std::size_t kFixedSize = 20;  // RTCP header to feedback packet count
constexpr std::int64_t kTicksPerReference = kFeedbackReferenceUnit / kFeedbackTick;

constexpr std::size_t delta_size(std::uint8_t symbol) {
  return symbol == kReserved ? 0 : symbol;
}

std::int64_t ticks_of(const PacketArrival& arrival) {
  return arrival.arrival / kFeedbackTick;
}

std::int64_t reference_of(const PacketArrival& first) {
  return first.arrival / kFeedbackReferenceUnit;
}

// Status symbols of a prefix of the arrivals, packet by packet.
struct Statuses {
  std::array<std::uint8_t, kMaxFeedbackPackets> symbols{};
  std::size_t count = 0;
  std::size_t arrivals = 0;
  std::size_t delta_bytes = 0;
};

// As many arrivals as the deltas' range and kMaxFeedbackPackets allow, at most `arrivals.size()`.
Statuses statuses_of(std::span<const PacketArrival> arrivals) {
  Statuses statuses;
  std::int64_t previous = reference_of(arrivals.front()) * kTicksPerReference;
  for (const PacketArrival& arrival : arrivals) {
    const std::int64_t offset = arrival.sequence - arrivals.front().sequence;
    const std::int64_t delta = ticks_of(arrival) - previous;
    const bool rises = offset >= static_cast<std::int64_t>(statuses.count);
    if (!rises || offset >= static_cast<std::int64_t>(kMaxFeedbackPackets) ||
        delta < std::numeric_limits<std::int16_t>::min() || delta > std::numeric_limits<std::int16_t>::max()) {
      break;
    }
    const std::uint8_t symbol = delta >= 0 && delta <= 0xff ? kSmallDelta : kLargeDelta;
    statuses.symbols[static_cast<std::size_t>(offset)] = symbol;
    statuses.count = static_cast<std::size_t>(offset) + 1;
    statuses.delta_bytes += delta_size(symbol);
    ++statuses.arrivals;
    previous = ticks_of(arrival);
  }
  return statuses;
}

std::uint16_t vector_chunk(std::span<const std::uint8_t> symbols, std::size_t capacity, unsigned bits) {
  unsigned chunk = 0;
  for (std::size_t i = 0; i < capacity; ++i) {
    chunk = chunk << bits | (i < symbols.size() ? symbols[i] : 0U);
  }
  return static_cast<std::uint16_t>(kVectorBit | (bits == 2 ? kTwoBitVectorBit : 0U) | chunk);
}

// Takes the chunk that covers most symbols from the front.
std::uint16_t take_chunk(std::span<const std::uint8_t>& symbols) {
  const auto run_end = std::ranges::find_if(symbols, [&](std::uint8_t symbol) { return symbol != symbols.front(); });
  const auto run = std::min<std::size_t>(static_cast<std::size_t>(run_end - symbols.begin()), kRunLengthMask);
  const auto window = symbols.first(std::min(symbols.size(), kOneBitSymbols));
  const bool one_bit = std::ranges::all_of(window, [](std::uint8_t symbol) { return symbol <= kSmallDelta; });
  const std::size_t by_vector = std::min(symbols.size(), one_bit ? kOneBitSymbols : kTwoBitSymbols);
  const std::size_t taken = std::max(run, by_vector);
  const auto chunk =
      run >= by_vector ? static_cast<std::uint16_t>(unsigned{symbols.front()} << 13U | run)
                       : vector_chunk(symbols.first(taken), one_bit ? kOneBitSymbols : kTwoBitSymbols, one_bit ? 1 : 2);
  symbols = symbols.subspan(taken);
  return chunk;
}

// Bytes on the wire, padded to 32 bits.
std::size_t packet_size(const Statuses& statuses) {
  std::size_t chunks = 0;
  for (std::span<const std::uint8_t> rest{statuses.symbols.data(), statuses.count}; !rest.empty(); ++chunks) {
    (void)take_chunk(rest);
  }
  return (kFixedSize + 2 * chunks + statuses.delta_bytes + 3) / 4 * 4;
}

// The longest prefix of the arrivals whose packet has at most `room` bytes; a longer prefix is never smaller.
Statuses fitting_statuses(std::span<const PacketArrival> arrivals, std::size_t room) {
  Statuses all = statuses_of(arrivals);
  if (packet_size(all) <= room) {
    return all;
  }
  std::size_t fits = 0;
  std::size_t too_many = all.arrivals;
  while (too_many - fits > 1) {
    const std::size_t middle = fits + (too_many - fits) / 2;
    (packet_size(statuses_of(arrivals.first(middle))) <= room ? fits : too_many) = middle;
  }
  return fits == 0 ? Statuses{} : statuses_of(arrivals.first(fits));
}

void write_deltas(ByteWriter& out, std::span<const PacketArrival> arrivals) {
  std::int64_t previous = reference_of(arrivals.front()) * kTicksPerReference;
  for (const PacketArrival& arrival : arrivals) {
    const std::int64_t delta = ticks_of(arrival) - previous;
    if (delta >= 0 && delta <= 0xff) {
      out.u8(static_cast<std::uint8_t>(delta));
    } else {
      out.u16(static_cast<std::uint16_t>(delta));
    }
    previous = ticks_of(arrival);
  }
}

std::int32_t sign_extended_24(std::uint32_t value) {
  return static_cast<std::int32_t>(value << 8U) >> 8;
}

}  // namespace

TransportFeedback::Walk TransportFeedback::start() const {
  return {ByteReader(chunks_), ByteReader(deltas_), reference_64ms * kFeedbackReferenceUnit};
}

std::uint8_t TransportFeedback::next_symbol(Walk& walk) {
  while (walk.symbols_left == 0 && walk.chunks.ok()) {
    walk.chunk = walk.chunks.u16();
    const bool vector = (walk.chunk & kVectorBit) != 0;
    const bool two_bits = (walk.chunk & kTwoBitVectorBit) != 0;
    walk.symbols_left = static_cast<std::uint16_t>(!vector    ? walk.chunk & kRunLengthMask
                                                   : two_bits ? kTwoBitSymbols
                                                              : kOneBitSymbols);
  }
  if (!walk.chunks.ok()) {
    return kReserved;
  }
  --walk.symbols_left;
  if ((walk.chunk & kVectorBit) == 0) {
    return walk.chunk >> 13U & 3U;
  }
  return (walk.chunk & kTwoBitVectorBit) != 0 ? walk.chunk >> (2U * walk.symbols_left) & 3U
                                              : walk.chunk >> walk.symbols_left & 1U;
}

std::optional<Duration> TransportFeedback::step(Walk& walk) {
  const std::uint8_t symbol = next_symbol(walk);
  if (symbol == kNotReceived || symbol == kReserved) {
    return std::nullopt;
  }
  const std::int64_t delta = symbol == kSmallDelta ? walk.deltas.u8() : static_cast<std::int16_t>(walk.deltas.u16());
  walk.arrival += delta * kFeedbackTick;
  return walk.arrival;
}

std::optional<TransportFeedback> parse_transport_feedback(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  TransportFeedback feedback;
  feedback.sender_ssrc = in.u32();
  feedback.media_ssrc = in.u32();
  feedback.base_sequence = in.u16();
  feedback.packet_count = in.u16();
  feedback.reference_64ms = sign_extended_24(in.u24());
  feedback.feedback_count = in.u8();
  if (!packet.is(kRtcpTransportLayerFeedback, kFormatTransportFeedback) || !in.ok() || feedback.packet_count == 0 ||
      feedback.packet_count > kMaxFeedbackPackets) {
    return std::nullopt;
  }
  // Chunks and deltas are not delimited: the chunks end where every packet has its status.
  feedback.chunks_ = in.rest();
  TransportFeedback::Walk walk = feedback.start();
  std::size_t delta_bytes = 0;
  for (std::uint16_t i = 0; i < feedback.packet_count; ++i) {
    const std::uint8_t symbol = TransportFeedback::next_symbol(walk);
    if (symbol == kReserved) {
      return std::nullopt;
    }
    delta_bytes += delta_size(symbol);
  }
  const Bytes after_chunks = walk.chunks.rest();
  if (delta_bytes > after_chunks.size()) {
    return std::nullopt;
  }
  feedback.chunks_ = in.rest().first(in.rest().size() - after_chunks.size());
  feedback.deltas_ = after_chunks.first(delta_bytes);
  return feedback;
}

std::size_t write_transport_feedback(ByteWriter& out, const FeedbackHeader& header,
                                     std::span<const PacketArrival> arrivals) {
  if (arrivals.empty() || !out.ok()) {
    return 0;
  }
  const Statuses statuses = fitting_statuses(arrivals, out.room());
  if (statuses.arrivals == 0) {
    return 0;
  }
  const std::size_t end = out.size() + packet_size(statuses);
  RtcpFrame frame(out, kRtcpTransportLayerFeedback, kFormatTransportFeedback);
  out.u32(header.sender_ssrc);
  out.u32(header.media_ssrc);
  out.u16(static_cast<std::uint16_t>(arrivals.front().sequence));
  out.u16(static_cast<std::uint16_t>(statuses.count));
  out.u24(static_cast<std::uint32_t>(reference_of(arrivals.front())) & 0xffffffU);
  out.u8(header.feedback_count);
  for (std::span<const std::uint8_t> rest{statuses.symbols.data(), statuses.count}; !rest.empty();) {
    out.u16(take_chunk(rest));
  }
  write_deltas(out, arrivals.first(statuses.arrivals));
  out.zeros(end - out.size());
  frame.finish();
  return statuses.arrivals;
}

}  // namespace diemcau::wire
