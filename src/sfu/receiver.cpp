#include "sfu/receiver.hpp"

#include <array>
#include <utility>

#include "rtp/sender_report_clock.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"
#include "wire/rtp.hpp"

namespace diemcau::sfu {
namespace {

// Between sender reports: two of them are what lets a player keep lips and sound together after a switch.
constexpr Duration kReportInterval = std::chrono::seconds{1};
// What an engine that does not drain would make us hold, packets.
constexpr std::size_t kMaxWaitingOutputs = 200'000;

// 6.18 fixed point seconds: the middle of an NTP timestamp.
std::uint32_t abs_send_time(NtpTime time) {
  return static_cast<std::uint32_t>(time.value >> 14U) & 0xff'ffffU;
}

// The start of the payload with its counters replaced; a picture id of seven bits becomes one of fifteen, so that it
// can be continuous over all sources.
void write_descriptor(ByteWriter& out, const MediaPacket& packet, const Rewritten& rewritten) {
  const DescriptorFields& fields = packet.descriptor;
  const Bytes source = packet.payload();
  for (std::size_t i = 0; i < fields.size; ++i) {
    const bool second_id_byte = fields.picture_id && fields.picture_id_15_bits && i == fields.picture_id_offset + 1U;
    if (second_id_byte) {
      continue;
    }
    if (fields.picture_id && i == fields.picture_id_offset) {
      out.u16(static_cast<std::uint16_t>(0x8000U | rewritten.picture_id));
    } else if (fields.tl0_picture_index && i == fields.tl0_offset) {
      out.u8(rewritten.tl0_picture_index);
    } else if (fields.key_index && i == fields.key_index_offset) {
      out.u8(static_cast<std::uint8_t>((source[i] & 0xe0U) | rewritten.key_index));
    } else {
      out.u8(source[i]);
    }
  }
}

}  // namespace

Receiver::Receiver(ReceiverParameters parameters, Random& random, const rtp::NtpClock& clock, DropCounters& drops,
                   Totals& totals)
    : parameters_(std::move(parameters)), random_(random), clock_(clock), drops_(drops), totals_(totals) {
  bool main = true;
  slots_.reserve(parameters_.slots.size());
  for (const SlotParameters& slot : parameters_.slots) {
    slots_.emplace_back(slot, main && slot.kind == MediaKind::video, random);
    main = main && slot.kind != MediaKind::video;
  }
}

Slot* Receiver::slot(SlotIndex index) {
  const auto found =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.parameters.index == index; });
  return found == slots_.end() ? nullptr : &*found;
}

Receiver::Delivery Receiver::deliver(Slot& slot, const MediaPacketRef& packet, Instant now, Outputs& outputs) {
  if (packet->kind == MediaKind::audio && is_own(packet->owner)) {
    drops_.count(Drop::own_sound);  // whatever a slot waits for: nobody hears an echo
    return Delivery::dropped;
  }
  const Source source{packet->track, packet->layer};
  const bool awaited = slot.target == source;
  const bool may_switch = awaited && (packet->kind == MediaKind::audio || packet->starts_key_frame);
  if (!may_switch && slot.current != source) {
    if (awaited && !slot.current) {
      drops_.count(Drop::not_yet_key_frame);
      return Delivery::dropped;
    }
    return Delivery::ignored;
  }
  const std::optional<Payload> payload = payload_for(slot, *packet);
  if (!payload) {
    drops_.count(Drop::codec_not_negotiated);
    return Delivery::dropped;
  }
  Delivery delivery = Delivery::forwarded;
  if (may_switch) {
    delivery =
        slot.current && slot.current->track == source.track ? Delivery::switched_layer : Delivery::switched_track;
    slot.rewriter.switch_to(*packet);
    slot.current = source;
    slot.target.reset();
    ++totals_.slot_switches;
  }
  Result<Rewritten, Rewriter::Refusal> rewritten = slot.rewriter.rewrite(*packet);
  if (!rewritten && rewritten.error() == Rewriter::Refusal::leap &&
      (packet->kind == MediaKind::audio || packet->starts_key_frame)) {
    slot.rewriter.switch_to(*packet);
    rewritten = slot.rewriter.rewrite(*packet);
  }
  if (!rewritten) {
    const bool late = rewritten.error() == Rewriter::Refusal::before_switch;
    drops_.count(late ? Drop::before_switch : Drop::not_yet_key_frame);
    return late ? Delivery::dropped : Delivery::lost_track;
  }
  if (!emit(slot, packet, *payload, *rewritten, false, outputs)) {
    return Delivery::dropped;
  }
  next_report_ = std::min(next_report_, now + kReportInterval);
  ++totals_.packets_forwarded;
  return delivery;
}

std::optional<Receiver::Payload> Receiver::payload_for(const Slot& slot, const MediaPacket& packet) const {
  const CodecParameters* same = slot.codec(packet.codec);
  if (packet.codec != wire::Codec::red) {
    return same != nullptr ? std::optional{Payload{same, 0}} : std::nullopt;
  }
  // The blocks name payload types of the publisher: only where the receiver numbers Opus alike may they pass.
  const CodecParameters* opus = slot.codec(wire::Codec::opus);
  if (same != nullptr && opus != nullptr && packet.red.block_payload_type == opus->payload_type) {
    return Payload{same, 0};
  }
  return opus != nullptr ? std::optional{Payload{opus, packet.red.primary_offset}} : std::nullopt;
}

bool Receiver::emit(Slot& slot, const MediaPacketRef& packet, const Payload& payload, const Rewritten& rewritten,
                    bool retransmission, Outputs& outputs) {
  if (outputs.rtp.size() >= kMaxWaitingOutputs) {
    drops_.count(Drop::too_many_outputs);
    return false;
  }
  const bool rtx = retransmission && slot.parameters.rtx_ssrc && payload.codec->rtx_payload_type;
  wire::RtpHeader header;
  header.marker = rewritten.marker;
  header.payload_type = rtx ? *payload.codec->rtx_payload_type : payload.codec->payload_type;
  header.sequence = rtx ? slot.next_rtx_sequence++ : static_cast<std::uint16_t>(rewritten.sequence);
  header.timestamp = rewritten.timestamp;
  header.ssrc = rtx ? *slot.parameters.rtx_ssrc : slot.parameters.ssrc;

  wire::RtpExtensions extensions;
  if (!slot.parameters.mid.empty()) {
    extensions.mid = slot.parameters.mid;
  }
  extensions.audio_level = packet->audio_level;
  extensions.video_orientation = packet->orientation;
  extensions.playout_delay = packet->playout_delay;
  // By its arrival, which was just now; a plain retransmission must be the same to the bit (see OutgoingRtp::repeated).
  extensions.abs_send_time = abs_send_time(clock_.ntp_at(packet->arrival));

  OutgoingRtp out;
  ByteWriter writer{out.prefix};
  wire::write_rtp_header(writer, header, wire::encode_extensions(extensions, parameters_.extensions));
  out.header_size = static_cast<std::uint8_t>(writer.size());
  if (rtx) {
    writer.u16(static_cast<std::uint16_t>(rewritten.sequence));
  }
  write_descriptor(writer, *packet, rewritten);
  if (!writer.ok()) {
    drops_.count(Drop::oversized_rewrite);
    return false;
  }
  out.to = parameters_.session;
  out.prefix_size = static_cast<std::uint8_t>(writer.size());
  out.tail_offset = static_cast<std::uint16_t>(payload.offset + packet->descriptor.size);
  out.tail_size = static_cast<std::uint16_t>(packet->payload_size - out.tail_offset);
  out.repeated = retransmission && !rtx;
  out.packet = packet;
  if (!retransmission) {
    ++slot.packets;
    slot.octets += static_cast<std::uint32_t>(out.size() - out.header_size);
  }
  outputs.rtp.push_back(std::move(out));
  return true;
}

Receiver::Feedback Receiver::handle_rtcp(Bytes compound, Instant now) {
  Feedback feedback;
  const auto want_key_frame = [&](std::uint32_t ssrc) {
    const Slot* slot = slot_of(ssrc);
    if (slot == nullptr) {
      drops_.count(Drop::unknown_feedback);
    } else if (slot->current && feedback.key_frames.size() < slots_.size()) {
      feedback.key_frames.push_back(slot);
    }
  };
  wire::RtcpReader reader(compound);
  while (const std::optional<wire::RtcpPacket> packet = reader.next()) {
    if (const auto report = wire::parse_receiver_report(*packet)) {
      for (std::size_t i = 0; i < report->blocks.size(); ++i) {
        note_round_trip(report->blocks[i], now);
      }
    } else if (const auto nack = wire::parse_nack(*packet)) {
      Slot* slot = slot_of(nack->media_ssrc);
      if (slot == nullptr) {
        drops_.count(Drop::unknown_feedback);
        continue;
      }
      nack->for_each([&](std::uint16_t sequence) {
        const std::optional<Rewriter::Origin> origin = slot->rewriter.origin(sequence);
        if (!origin) {
          drops_.count(Drop::nack_unknown);
        } else if (feedback.resends.size() == kMaxResends ||
                   !slot->throttle.admit(origin->out_sequence, round_trip_ * 3 / 4, now)) {
          drops_.count(Drop::nack_throttled);
        } else {
          feedback.resends.push_back(Feedback::Resend{slot, *origin});
        }
      });
    } else if (const auto pli = wire::parse_pli(*packet)) {
      want_key_frame(pli->media_ssrc);
    } else if (const auto fir = wire::parse_fir(*packet)) {
      for (std::size_t i = 0; i < fir->size(); ++i) {
        want_key_frame((*fir)[i].media_ssrc);
      }
    }
  }
  if (reader.malformed()) {
    drops_.count(Drop::malformed_rtcp);
  }
  return feedback;
}

void Receiver::resend(const Feedback::Resend& resend, const MediaPacketRef& packet, Outputs& outputs) {
  const std::optional<Rewritten> rewritten = resend.slot->rewriter.repeat(resend.origin.out_sequence, *packet);
  const std::optional<Payload> payload = payload_for(*resend.slot, *packet);
  if (!rewritten || !payload) {
    drops_.count(Drop::nack_expired);
    return;
  }
  if (emit(*resend.slot, packet, *payload, *rewritten, true, outputs)) {
    ++totals_.retransmissions_sent;
  }
}

void Receiver::handle_timeout(Instant now, Outputs& outputs) {
  if (now < next_report_) {
    return;
  }
  next_report_ = kNever;
  std::array<std::uint8_t, kMaxRtcp> buffer;
  ByteWriter writer{buffer};
  const NtpTime ntp = clock_.ntp_at(now);
  for (const Slot& slot : slots_) {
    const std::optional<Rewriter::Sample>& sample = slot.rewriter.newest_sample();
    if (!slot.current || !sample) {
      continue;
    }
    const std::int64_t since = rtp::ticks_of_duration(ntp_difference(ntp, sample->captured), sample->clock_rate_hz);
    const wire::SenderInfo info{ntp, sample->timestamp + static_cast<std::uint32_t>(since), slot.packets, slot.octets};
    wire::write_sender_report(writer, slot.parameters.ssrc, info, {});
    wire::write_sdes(writer, slot.parameters.ssrc, parameters_.cname);
    next_report_ = now + kReportInterval / 2 + Duration{static_cast<std::int64_t>(random_.unit() * 1e9)};
  }
  const Bytes bytes = writer.written();
  if (!bytes.empty()) {
    outputs.rtcp.push_back(OutgoingRtcp{parameters_.session, {bytes.begin(), bytes.end()}});
  }
}

Slot* Receiver::slot_of(std::uint32_t ssrc) {
  const auto found =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.parameters.ssrc == ssrc; });
  return found == slots_.end() ? nullptr : &*found;
}

// RFC 3550 section 6.4.1: now less LSR less DLSR, in units of 1/65536 s.
void Receiver::note_round_trip(const wire::ReportBlock& block, Instant now) {
  if (block.last_sr == 0 || slot_of(block.ssrc) == nullptr) {
    return;
  }
  const std::uint32_t units = clock_.ntp_at(now).compact() - block.last_sr - block.delay_since_last_sr;
  constexpr std::uint32_t kMostUnits = 5 * 65'536;
  if (units <= kMostUnits) {
    const Duration sample{static_cast<std::int64_t>(units) * 1'000'000'000 / 65'536};
    round_trip_ += (sample - round_trip_) / 8;
  }
}

}  // namespace diemcau::sfu
