#include "rtp/receive_stream.hpp"

#include <algorithm>
#include <utility>

#include "wire/rtcp_nack.hpp"
#include "wire/rtx.hpp"

namespace diemcau::rtp {
namespace {

NackLimits limits_of(const ReceiveStreamParameters& parameters) {
  NackLimits limits;
  if (!parameters.nack) {
    limits.max_age = std::chrono::milliseconds{100};  // reordering only
  }
  return limits;
}

}  // namespace

ReceiveStream::ReceiveStream(ReceiveStreamParameters parameters)
    : parameters_(std::move(parameters)),
      reception_(parameters_.ssrc, parameters_.clock_rate_hz, limits_of(parameters_)) {}

bool ReceiveStream::handle_rtp(const wire::RtpView& packet, Instant now) {
  if (packet.ssrc == parameters_.ssrc) {
    return accept(packet, packet.sequence, packet.payload_type, packet.payload, false, now);
  }
  const auto original = parameters_.rtx_payload_types.find(packet.payload_type);
  if (packet.ssrc != parameters_.rtx_ssrc || original == parameters_.rtx_payload_types.end()) {
    return false;
  }
  const std::optional<wire::RtxPayload> rtx = wire::parse_rtx(packet.payload);
  if (!rtx || rtx->payload.empty()) {
    return false;
  }
  return accept(packet, rtx->original_sequence, original->second, rtx->payload, true, now);
}

void ReceiveStream::handle_sender_report(NtpTime ntp, Instant now) {
  reception_.handle_sender_report(ntp, now);
}

void ReceiveStream::handle_timeout(Instant now) {
  constexpr std::size_t kMostAtOnce = 200;  // packets: a third of an RTCP packet at worst
  due_.clear();
  reception_.nacks().poll(now, kMostAtOnce, due_);
}

std::vector<ReceivedPacket> ReceiveStream::take_ready() {
  std::vector<ReceivedPacket> ready;
  while (!waiting_.empty()) {
    const auto first = waiting_.begin();
    const bool overflows = waiting_.size() > kMaxWaiting;
    for (; next_ && *next_ < first->first && (overflows || !reception_.nacks().hopes_for(*next_)); ++*next_) {
      ++lost_;
    }
    if (next_ && *next_ < first->first) {
      break;
    }
    next_ = first->first + 1;
    ready.push_back(std::move(first->second));
    waiting_.erase(first);
  }
  return ready;
}

void ReceiveStream::write_nack(ByteWriter& out, std::uint32_t own_ssrc) {
  if (due_.empty() || !parameters_.nack) {
    return;
  }
  std::vector<std::uint16_t> sequences;
  sequences.reserve(due_.size());
  for (const std::int64_t sequence : due_) {
    sequences.push_back(static_cast<std::uint16_t>(sequence));
  }
  due_.clear();
  wire::write_nack(out, own_ssrc, parameters_.ssrc, sequences);
}

bool ReceiveStream::accept(const wire::RtpView& packet, std::uint16_t sequence, std::uint8_t payload_type,
                           Bytes payload, bool resent, Instant now) {
  const Reception::Verdict verdict = reception_.handle_packet(sequence, packet.timestamp, resent, now);
  if (verdict.arrival != Arrival::fresh || (next_ && verdict.sequence < *next_)) {
    return false;
  }
  recovered_ += resent ? 1 : 0;
  ReceivedPacket received;
  received.sequence = verdict.sequence;
  received.timestamp = packet.timestamp;
  received.payload_type = payload_type;
  received.marker = packet.marker;
  received.resent = resent;
  received.arrival = now;
  received.extension_profile = packet.extension_profile;
  if (packet.has_extension && !resent) {
    received.extension.assign(packet.extension.begin(), packet.extension.end());
  }
  received.payload.assign(payload.begin(), payload.end());
  waiting_.emplace(verdict.sequence, std::move(received));
  return true;
}

}  // namespace diemcau::rtp
