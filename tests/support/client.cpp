#include "support/client.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "wire/rtcp.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"
#include "wire/rtp.hpp"
#include "wire/vp8.hpp"

namespace diemcau::testing {

namespace {

constexpr std::uint8_t kVideoType = 96;
constexpr std::uint8_t kVideoRtxType = 97;
constexpr std::uint8_t kAudioType = 111;
constexpr Duration kReportInterval = std::chrono::seconds{1};
constexpr Duration kKeyFrameInterval = std::chrono::milliseconds{500};
constexpr std::uint32_t kOwnSsrc = 1;
constexpr std::size_t kVideoPayload = 700;  // bytes, of each packet

// RFC 7741 section 4.2: a descriptor with a 15-bit picture id; section 4.3 and RFC 6386 section 9.1: the frame header.
std::vector<std::uint8_t> video_payload(const FrameMark& mark, std::uint16_t picture_id) {
  std::vector<std::uint8_t> payload(kVideoPayload);
  ByteWriter writer{payload};
  writer.u8(mark.packet == 0 ? 0x90 : 0x80);
  writer.u8(0x80);
  writer.u16(static_cast<std::uint16_t>(0x8000U | picture_id));
  if (mark.packet == 0) {
    writer.u24(mark.key ? 0x100000 : 0x110000);
    if (mark.key) {
      writer.u24(0x9d012a);
      writer.u16(0x8002);  // 640 wide, little-endian
      writer.u16(0x6801);  // 360 high
    }
  }
  const std::size_t at = payload.size() - 9;
  ByteWriter tail{MutableBytes{payload}.subspan(at)};
  tail.u16(mark.site);
  tail.u32(mark.frame);
  tail.u8(mark.packet);
  tail.u8(mark.packets);
  tail.u8(mark.key ? 1 : 0);
  return payload;
}

FrameMark read_mark(Bytes payload) {
  ByteReader reader{payload.last(std::min<std::size_t>(payload.size(), 9))};
  FrameMark mark;
  mark.site = reader.u16();
  mark.frame = reader.u32();
  mark.packet = reader.u8();
  mark.packets = reader.u8();
  mark.key = reader.u8() != 0;
  return mark;
}

std::uint32_t timestamp_at(Instant now, std::uint32_t clock_rate_hz) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count();
  return static_cast<std::uint32_t>(micros * (clock_rate_hz / 1000) / 1000);
}

wire::SdpPayload payload_format(std::uint8_t type, std::string codec, std::uint32_t rate, std::string fmtp) {
  wire::SdpPayload payload;
  payload.payload_type = type;
  payload.codec = std::move(codec);
  payload.clock_rate_hz = rate;
  payload.fmtp = std::move(fmtp);
  return payload;
}

}  // namespace

Client::Client(std::uint64_t seed, const engine::Identity& identity, std::uint16_t own_site)
    : random_(seed),
      identity_(identity),
      site_(own_site),
      credentials_{random_.alphanumeric(6), random_.alphanumeric(24)} {}

// ---- Session --------------------------------------------------------------------------------------------------------

wire::MediaDescription Client::section(MediaKind kind, const std::string& mid, bool first) const {
  wire::MediaDescription section;
  section.kind = kind == MediaKind::audio ? wire::SectionKind::audio : wire::SectionKind::video;
  section.mid = mid;
  section.rtcp_mux = true;
  section.extensions = {{4, std::nullopt, std::string{wire::extension_uri(wire::ExtensionKind::mid)}}};
  if (kind == MediaKind::audio) {
    auto opus = payload_format(kAudioType, "opus", 48'000, "minptime=10;useinbandfec=1");
    opus.channels = 2;
    section.payloads = {opus};
    section.extensions.push_back({1, std::nullopt, std::string{wire::extension_uri(wire::ExtensionKind::audio_level)}});
  } else {
    auto vp8 = payload_format(kVideoType, "VP8", 90'000, "");
    vp8.feedback = {"nack", "nack pli", "ccm fir"};
    section.payloads = {vp8, payload_format(kVideoRtxType, "rtx", 90'000, "apt=96")};
  }
  if (first) {
    section.ice_ufrag = credentials_.ufrag;
    section.ice_pwd = credentials_.pwd;
    const auto& digest = identity_.fingerprint_sha256();
    section.fingerprints = {{"sha-256", std::vector<std::uint8_t>(digest.begin(), digest.end())}};
    section.setup = wire::SetupRole::actpass;
  }
  return section;
}

void Client::finish_offer(wire::SessionDescription& offer) const {
  offer.session_id = 1;
  wire::SdpGroup bundle{"BUNDLE", {}};
  for (const auto& section : offer.media) {
    bundle.mids.push_back(section.mid);
  }
  offer.groups = {bundle};
}

wire::SessionDescription Client::offer_to_publish() const {
  wire::SessionDescription offer;
  offer.media = {section(MediaKind::audio, "0", true), section(MediaKind::video, "1", false)};
  for (auto& section : offer.media) {
    section.direction = wire::Direction::sendonly;
  }
  const std::uint32_t base = 100U * site_;
  offer.media[0].ssrcs = {{base + 1, "c", {}}};
  offer.media[1].ssrcs = {{base + 2, "c", {}}, {base + 3, "c", {}}};
  offer.media[1].ssrc_groups = {{"FID", {base + 2, base + 3}}};
  finish_offer(offer);
  return offer;
}

wire::SessionDescription Client::offer_to_receive(std::string_view kinds) const {
  wire::SessionDescription offer;
  for (const char kind : kinds) {
    const std::string mid = std::to_string(offer.media.size());
    offer.media.push_back(section(kind == 'a' ? MediaKind::audio : MediaKind::video, mid, offer.media.empty()));
    offer.media.back().direction = wire::Direction::recvonly;
  }
  finish_offer(offer);
  return offer;
}

void Client::accept(const wire::SessionDescription& answer, const std::vector<std::string>& slot_names, Instant now) {
  std::vector<SocketAddress> candidates;
  const wire::MediaDescription* first = nullptr;
  for (std::size_t i = 0; i < answer.media.size(); ++i) {
    const wire::MediaDescription& section = answer.media[i];
    for (const auto& candidate : section.candidates) {
      if (const auto address = candidate.socket_address()) {
        candidates.push_back(*address);
      }
    }
    if (section.refused()) {
      continue;
    }
    first = first == nullptr ? &section : first;
    for (const auto& extension : section.extensions) {
      if (const auto kind = wire::extension_from_uri(extension.uri)) {
        (void)extensions_.set(static_cast<std::uint8_t>(extension.id), *kind);
      }
    }
    if (slot_names.empty()) {
      add_streams(section);
    } else {
      add_slot(section, slot_names.at(i));
    }
  }
  transport::TransportOptions options;
  options.local_ice = credentials_;
  options.remote_ice = {first->ice_ufrag, first->ice_pwd};
  options.remote_fingerprint.digest = *first->sha256_fingerprint();
  options.dtls_role = first->setup == wire::SetupRole::active ? dtls::Role::server : dtls::Role::client;
  options.check = candidates;
  transport_ = std::make_unique<transport::Transport>(
      transport::Shared{identity_.context(), *ciphers_, random_, drops_}, std::move(options), now);
  next_report_ = now + kReportInterval;
}

void Client::add_streams(const wire::MediaDescription& answered) {
  rtp::SendStreamParameters parameters;
  parameters.extensions = extensions_;
  if (answered.kind == wire::SectionKind::audio) {
    parameters.ssrc = 100U * site_ + 1;
    parameters.payload_type = kAudioType;
    parameters.clock_rate_hz = 48'000;
    audio_mid_ = answered.mid;
    audio_.emplace(parameters, random_);
    return;
  }
  parameters.ssrc = 100U * site_ + 2;
  parameters.payload_type = kVideoType;
  parameters.rtx_ssrc = 100U * site_ + 3;
  parameters.rtx_payload_type = kVideoRtxType;
  video_mid_ = answered.mid;
  video_.emplace(parameters, random_);
}

void Client::add_slot(const wire::MediaDescription& answered, const std::string& name) {
  rtp::ReceiveStreamParameters parameters;
  parameters.ssrc = answered.ssrcs.at(0).ssrc;
  const bool is_video = answered.kind == wire::SectionKind::video;
  if (is_video) {
    parameters.rtx_ssrc = answered.ssrcs.at(1).ssrc;
    parameters.rtx_payload_types = {{kVideoRtxType, kVideoType}};
  } else {
    parameters.clock_rate_hz = 48'000;
    parameters.nack = false;
  }
  Slot slot;
  slot.record.name = name;
  slot.ssrc = parameters.ssrc;
  slot.kind = is_video ? MediaKind::video : MediaKind::audio;
  slot.stream = std::make_unique<rtp::ReceiveStream>(parameters);
  slots_.push_back(std::move(slot));
}

void Client::handle(Instant now, const SocketAddress& from, MutableBytes datagram) {
  const auto incoming = transport_->handle(now, from, datagram, out_);
  if (incoming.kind == transport::Transport::Incoming::Kind::rtp) {
    handle_rtp(now, incoming.plain);
  } else if (incoming.kind == transport::Transport::Incoming::Kind::rtcp) {
    handle_rtcp(now, incoming.plain);
  }
  take_events();
}

void Client::take_events() {
  while (const auto event = transport_->poll_event()) {
    if (const auto* const ended = std::get_if<transport::EndedEvent>(&*event)) {
      end_reason_ = std::string{transport::name(ended->reason)} + " " + ended->detail;
    }
  }
}

void Client::close(Instant now) {
  transport_->close(now, out_);
  take_events();
}

// ---- Time -----------------------------------------------------------------------------------------------------------

Instant Client::deadline() const {
  if (!transport_ || transport_->ended()) {
    return kNever;
  }
  Instant next = transport_->deadline().at;
  if (transport_->connected()) {
    next = std::min(next, next_report_);
    for (const Slot& slot : slots_) {
      next = std::min(next, slot.stream->deadline());
    }
  }
  return next;
}

void Client::handle_timeout(Instant now) {
  transport_->handle_timeout(now, out_);
  take_events();
  if (!transport_->connected()) {
    return;
  }
  for (Slot& slot : slots_) {
    if (slot.stream->deadline() > now) {
      continue;
    }
    slot.stream->handle_timeout(now);
    std::array<std::uint8_t, 1200> buffer{};
    ByteWriter writer{buffer};
    slot.stream->write_nack(writer, kOwnSsrc);
    if (writer.ok() && writer.size() > 0) {
      (void)transport_->send_rtcp(writer.written(), out_);
    }
    for (const auto& packet : slot.stream->take_ready()) {
      check(slot, packet);
    }
  }
  if (now >= next_report_) {
    next_report_ = now + kReportInterval;
    send_reports(now);
  }
}

void Client::send_reports(Instant now) {
  const NtpTime ntp = ntp_from_unix(now.time_since_epoch());
  for (auto* const stream : {&video_, &audio_}) {
    const auto info = *stream ? (*stream)->report(ntp, now) : std::nullopt;
    if (info) {
      std::array<std::uint8_t, 256> buffer{};
      ByteWriter writer{buffer};
      wire::write_sender_report(writer, (*stream)->ssrc(), *info, {});
      (void)transport_->send_rtcp(writer.written(), out_);
    }
  }
  std::vector<wire::ReportBlock> blocks;
  for (Slot& slot : slots_) {
    if (const auto block = slot.stream->report(now)) {
      blocks.push_back(*block);
    }
  }
  if (!blocks.empty()) {
    std::array<std::uint8_t, 1200> buffer{};
    ByteWriter writer{buffer};
    wire::write_receiver_report(writer, kOwnSsrc, blocks);
    (void)transport_->send_rtcp(writer.written(), out_);
  }
}

// ---- Publishing -----------------------------------------------------------------------------------------------------

void Client::send_packet(Bytes packet) {
  const auto view = wire::parse_rtp(packet);
  if (view) {
    (void)transport_->send_rtp(packet.first(view->header_size()), {}, packet.subspan(view->header_size()), out_);
  }
}

void Client::send_video(Instant now, std::uint8_t packets) {
  FrameMark mark{site_, ++frame_, 0, packets, std::exchange(key_frame_wanted_, false)};
  key_frames_ += mark.key ? 1U : 0U;
  picture_id_ = static_cast<std::uint16_t>((picture_id_ + 1U) & 0x7fffU);
  wire::RtpExtensions extensions;
  extensions.mid = video_mid_;
  for (; mark.packet < packets; ++mark.packet) {
    const auto packet = video_->send(video_payload(mark, picture_id_), timestamp_at(now, 90'000),
                                     mark.packet + 1 == packets, extensions, now);
    if (packet) {
      send_packet(*packet);
    }
  }
}

void Client::send_audio(Instant now, std::uint8_t minus_dbov) {
  wire::RtpExtensions extensions;
  extensions.mid = audio_mid_;
  extensions.audio_level = wire::AudioLevel{minus_dbov < 60, minus_dbov};
  std::vector<std::uint8_t> payload(80, 0x55);
  payload[0] = 0x78;  // RFC 6716 section 3.1: CELT, 20 ms, mono, one frame
  payload[1] = static_cast<std::uint8_t>(site_);
  const auto packet = audio_->send(payload, timestamp_at(now, 48'000), false, extensions, now);
  if (packet) {
    send_packet(*packet);
  }
}

void Client::handle_rtcp(Instant now, Bytes compound) {
  wire::RtcpReader reader{compound};
  while (const auto packet = reader.next()) {
    if (packet->is(wire::kRtcpTransportLayerFeedback, wire::kFormatNack)) {
      answer_nack(now, *packet);
    } else if (packet->is(wire::kRtcpPayloadFeedback, wire::kFormatPli) ||
               packet->is(wire::kRtcpPayloadFeedback, wire::kFormatFir)) {
      key_frame_wanted_ = true;
    } else if (const auto report = wire::parse_sender_report(*packet)) {
      for (Slot& slot : slots_) {
        slot.stream->handle_sender_report(report->info.ntp, now);
      }
    }
  }
}

void Client::answer_nack(Instant now, const wire::RtcpPacket& packet) {
  const auto nack = wire::parse_nack(packet);
  if (!nack || !video_ || nack->media_ssrc != video_->ssrc()) {
    return;
  }
  wire::RtpExtensions extensions;
  extensions.mid = video_mid_;
  for (const auto& again : video_->handle_nack(*nack, extensions, std::chrono::milliseconds{50}, now)) {
    ++resent_;
    send_packet(again);
  }
}

// ---- Receiving ------------------------------------------------------------------------------------------------------

void Client::handle_rtp(Instant now, Bytes packet) {
  const auto view = wire::parse_rtp(packet);
  if (!view) {
    return;
  }
  for (Slot& slot : slots_) {
    if (slot.stream->handle_rtp(*view, now)) {
      for (const auto& ready : slot.stream->take_ready()) {
        check(slot, ready);
      }
      return;
    }
  }
}

namespace {

void fault(SlotRecord& record, std::string text) {
  if (record.faults.size() < kMaxFaults) {
    record.faults.push_back(std::move(text));
  }
}

}  // namespace

// What the slot's decoder sees: numbers without a gap, whatever was switched behind them.
void Client::check(Slot& slot, const rtp::ReceivedPacket& packet) {
  ++slot.record.packets;
  if (slot.last_sequence && packet.sequence != *slot.last_sequence + 1 && slot.kind == MediaKind::video) {
    fault(slot.record, "sequence " + std::to_string(*slot.last_sequence) + " -> " + std::to_string(packet.sequence));
  }
  slot.last_sequence = packet.sequence;
  if (slot.last_timestamp && packet.timestamp - *slot.last_timestamp > 0x8000'0000U) {
    fault(slot.record, "timestamp runs backwards");
  }
  slot.last_timestamp = packet.timestamp;
  if (slot.kind == MediaKind::video) {
    check_video(slot, packet);
  } else if (packet.payload.size() > 1) {
    const std::uint16_t site = packet.payload[1];
    slot.record.switches += slot.record.site != site ? 1U : 0U;
    slot.record.site = site;
    if (site == site_) {
      fault(slot.record, "hears itself");
    }
  }
}

void Client::check_video(Slot& slot, const rtp::ReceivedPacket& packet) {
  const auto descriptor = wire::parse_vp8(packet.payload);
  if (!descriptor || !descriptor->picture_id || packet.payload.size() != kVideoPayload) {
    fault(slot.record, "no VP8 descriptor as sent");
    return;
  }
  const FrameMark mark = read_mark(packet.payload);
  if (!slot.assembling.empty() && slot.picture_id != *descriptor->picture_id) {
    check_cut(slot, mark);
  }
  slot.picture_id = *descriptor->picture_id;
  slot.assembling.push_back(mark);
  if (packet.marker) {
    check_frame(slot);
    slot.assembling.clear();
    if (!slot.started) {
      ask_for_key_frame(slot, packet.arrival);
    }
  }
}

// Only a switch may end a frame early: it begins with a key frame, for which the decoder needs nothing before.
void Client::check_cut(Slot& slot, const FrameMark& next) {
  const FrameMark mark = slot.assembling.front();
  if (slot.started && (next.site == mark.site || !next.key || next.packet != 0)) {
    fault(slot.record, "site " + std::to_string(mark.site) + " frame " + std::to_string(mark.frame) + " is cut off");
  }
  ++slot.record.cut;
  slot.last_picture_id = slot.picture_id;
  slot.assembling.clear();
}

void Client::ask_for_key_frame(Slot& slot, Instant now) {
  if (now < slot.asked + kKeyFrameInterval) {
    return;
  }
  slot.asked = now;
  std::array<std::uint8_t, 64> buffer{};
  ByteWriter writer{buffer};
  wire::write_pli(writer, {kOwnSsrc, slot.ssrc});
  (void)transport_->send_rtcp(writer.written(), out_);
}

// A frame is whole, of one site, follows the one before it, and a change of site begins with a key frame.
void Client::check_frame(Slot& slot) {
  const FrameMark mark = slot.assembling.front();
  bool whole = slot.assembling.size() == mark.packets;
  for (std::size_t i = 0; i < slot.assembling.size(); ++i) {
    const FrameMark& part = slot.assembling[i];
    whole = whole && part.packet == i && part.site == mark.site && part.frame == mark.frame;
  }
  if (!slot.started) {
    slot.started = whole && mark.key;
  }
  if (!slot.started) {
    return;  // the very first packet may be lost without anybody knowing of it
  }
  ++slot.record.frames;
  const std::string where = "site " + std::to_string(mark.site) + " frame " + std::to_string(mark.frame);
  if (!whole) {
    fault(slot.record, where + " is not whole");
  }
  if (slot.last_picture_id && slot.picture_id != ((*slot.last_picture_id + 1U) & 0x7fffU)) {
    fault(slot.record,
          where + ": picture id " + std::to_string(*slot.last_picture_id) + " -> " + std::to_string(slot.picture_id));
  }
  const bool follows =
      slot.last_frame && slot.last_frame->site == mark.site && mark.frame == slot.last_frame->frame + 1;
  if (!follows && !mark.key) {
    fault(slot.record, where + " does not follow and is no key frame");
  }
  slot.record.switches += slot.last_frame && slot.last_frame->site != mark.site ? 1U : 0U;
  slot.record.site = mark.site;
  slot.last_picture_id = slot.picture_id;
  slot.last_frame = mark;
}

std::vector<SlotRecord> Client::records() const {
  std::vector<SlotRecord> all;
  for (const Slot& slot : slots_) {
    all.push_back(slot.record);
    all.back().lost = slot.stream->lost();
    all.back().recovered = slot.stream->recovered();
  }
  return all;
}

}  // namespace diemcau::testing
