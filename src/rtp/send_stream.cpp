#include "rtp/send_stream.hpp"

#include <utility>

#include "rtp/sender_report_clock.hpp"
#include "wire/rtp.hpp"
#include "wire/rtx.hpp"

namespace diemcau::rtp {
namespace {

constexpr Duration kHistoryAge = std::chrono::seconds{2};
constexpr std::size_t kDatagram = 1500;  // bytes

}  // namespace

SendStream::SendStream(SendStreamParameters parameters, Random& random)
    : parameters_(parameters),
      history_(parameters_.history_packets, kHistoryAge),
      next_sequence_(random.u16()),
      next_rtx_sequence_(random.u16()) {}

std::optional<SendStream::Packet> SendStream::send(Bytes payload, std::uint32_t timestamp, bool marker,
                                                   const wire::RtpExtensions& extensions, Instant now) {
  if (payload.size() > kMaxPayload) {
    return std::nullopt;
  }
  const wire::RtpHeader header{marker, parameters_.payload_type, next_sequence_, timestamp, parameters_.ssrc};
  Packet packet(kDatagram);
  const auto size =
      wire::write_rtp(packet, header, wire::encode_extensions(extensions, parameters_.extensions), payload);
  if (!size) {
    return std::nullopt;
  }
  packet.resize(*size);
  history_.insert(unwrapper_.unwrap(next_sequence_), Sent{{payload.begin(), payload.end()}, timestamp, marker, packet},
                  now);
  ++next_sequence_;
  ++packets_;
  octets_ += static_cast<std::uint32_t>(payload.size());
  last_timestamp_ = timestamp;
  last_sent_ = now;
  return packet;
}

std::vector<SendStream::Packet> SendStream::handle_nack(const wire::NackView& nack, const wire::RtpExtensions& repaired,
                                                        Duration round_trip, Instant now) {
  std::vector<Packet> resent;
  nack.for_each([&](std::uint16_t sequence) {
    const std::int64_t unwrapped = unwrapper_.peek(sequence);
    const Sent* sent = history_.find(unwrapped, now);
    if (sent == nullptr || resent.size() == kMaxResent || !throttle_.admit(unwrapped, round_trip, now)) {
      return;
    }
    resent.push_back(parameters_.rtx_ssrc && parameters_.rtx_payload_type ? wrap(*sent, sequence, repaired)
                                                                          : sent->packet);
  });
  return resent;
}

std::optional<wire::SenderInfo> SendStream::report(NtpTime ntp, Instant now) const {
  if (packets_ == 0) {
    return std::nullopt;
  }
  const std::int64_t since = ticks_of_duration(now - last_sent_, parameters_.clock_rate_hz);
  return wire::SenderInfo{ntp, last_timestamp_ + static_cast<std::uint32_t>(since), packets_, octets_};
}

SendStream::Packet SendStream::wrap(const Sent& sent, std::uint16_t original, const wire::RtpExtensions& repaired) {
  const wire::RtpHeader header{sent.marker, *parameters_.rtx_payload_type, next_rtx_sequence_, sent.timestamp,
                               *parameters_.rtx_ssrc};
  Packet packet(kDatagram);
  const auto size = wire::write_rtx(packet, header, wire::encode_extensions(repaired, parameters_.extensions), original,
                                    sent.payload);
  packet.resize(size.value_or(0));
  ++next_rtx_sequence_;
  return packet;
}

}  // namespace diemcau::rtp
