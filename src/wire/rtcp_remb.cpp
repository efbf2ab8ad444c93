#include "wire/rtcp_remb.hpp"

#include <limits>

namespace diemcau::wire {
namespace {

constexpr std::uint32_t kRembName = 0x52454d42;  // "REMB"

// Mantissa 18 bits, exponent up to 63: most of that range means "no limit".
DataRate rate_of(std::uint32_t mantissa, unsigned exponent) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const bool fits = static_cast<std::uint64_t>(mantissa) <= static_cast<std::uint64_t>(kMost) >> exponent;
  return DataRate::bits_per_second(fits ? static_cast<std::int64_t>(mantissa) << exponent : kMost);
}

}  // namespace

std::optional<Remb> parse_remb(const RtcpPacket& packet) {
  ByteReader in(packet.body);
  Remb remb;
  remb.sender_ssrc = in.u32();
  in.skip(4);
  const std::uint32_t name = in.u32();
  const std::uint8_t count = in.u8();
  const std::uint32_t rate = in.u24();
  remb.bitrate = rate_of(rate & 0x3ffffU, rate >> 18U);
  remb.ssrcs = in.bytes(4U * count);
  const bool valid = packet.is(kRtcpPayloadFeedback, kFormatAfb) && name == kRembName && in.ok();
  return valid ? std::optional{remb} : std::nullopt;
}

}  // namespace diemcau::wire
