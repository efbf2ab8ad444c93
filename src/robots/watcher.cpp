#include "robots/watcher.hpp"

#include <algorithm>
#include <array>

#include "robots/voice.hpp"
#include "wire/rtcp.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_report.hpp"

namespace diemcau::robots {
namespace {

using namespace std::chrono_literals;

constexpr Duration kReportInterval = 1s;
constexpr Duration kKeyFrameInterval = 500ms;
constexpr std::size_t kToneWindow = 9600;  // 200 ms
constexpr double kHeardAmplitude = 0.02;   // a quarter of what a site's tone has
constexpr std::uint8_t kMostSites = 32;
constexpr std::size_t kMaxFeedbackBytes = 1200;

rtp::ReceiveStreamParameters stream_parameters(const AnsweredSlot& slot) {
  const bool video = slot.kind == wire::SectionKind::video;
  rtp::ReceiveStreamParameters parameters;
  parameters.ssrc = slot.ssrc;
  parameters.rtx_ssrc = slot.rtx_ssrc;
  parameters.rtx_payload_types = {{kVp8RtxPayloadType, kVp8PayloadType}, {kH264RtxPayloadType, kH264PayloadType}};
  parameters.clock_rate_hz = video ? 90'000 : 48'000;
  return parameters;
}

std::optional<std::uint8_t> loudest_tone(const std::vector<std::int16_t>& sound) {
  std::optional<std::uint8_t> loudest;
  double most = kHeardAmplitude;
  for (std::uint8_t site = 0; site < kMostSites; ++site) {
    if (const double amplitude = amplitude_at(sound, test_tone_hz(site)); amplitude > most) {
      most = amplitude;
      loudest = site;
    }
  }
  return loudest;
}

}  // namespace

Watcher::Watcher(const transport::Shared& shared, ice::Credentials local, const Answer& answer, Instant now)
    : transport_(shared, transport_options(std::move(local), answer), now),
      own_ssrc_(shared.random.u32()),
      next_report_(now + kReportInterval) {
  for (const AnsweredSlot& answered : answer.slots) {
    Slot slot{answered, rtp::ReceiveStream{stream_parameters(answered)}, {}, {}, nullptr, nullptr, nullptr, {}, false,
              {}};
    slot.report.slot = answered.name;
    slots_.push_back(std::move(slot));
  }
}

void Watcher::handle(Instant now, const SocketAddress& from, MutableBytes datagram, transport::SendBatch& out) {
  const auto incoming = transport_.handle(now, from, datagram, out);
  switch (incoming.kind) {
    case transport::Transport::Incoming::Kind::rtp:
      handle_rtp(incoming.plain, now);
      break;
    case transport::Transport::Incoming::Kind::rtcp:
      handle_rtcp(incoming.plain, now);
      break;
    case transport::Transport::Incoming::Kind::nothing:
      break;
  }
}

Watcher::Slot* Watcher::slot_of(std::uint32_t ssrc) {
  const auto found = std::ranges::find_if(
      slots_, [&](const Slot& slot) { return slot.answered.ssrc == ssrc || slot.answered.rtx_ssrc == ssrc; });
  return found == slots_.end() ? nullptr : &*found;
}

void Watcher::handle_rtp(Bytes plain, Instant now) {
  const auto packet = wire::parse_rtp(plain);
  Slot* slot = packet ? slot_of(packet->ssrc) : nullptr;
  if (slot != nullptr && slot->stream.handle_rtp(*packet, now)) {
    play(*slot);
  }
}

void Watcher::handle_rtcp(Bytes plain, Instant now) {
  wire::RtcpReader reader{plain};
  while (const auto packet = reader.next()) {
    if (const auto report = wire::parse_sender_report(*packet)) {
      if (Slot* slot = slot_of(report->ssrc)) {
        slot->stream.handle_sender_report(report->info.ntp, now);
      }
    }
  }
}

void Watcher::play(Slot& slot) {
  for (const rtp::ReceivedPacket& packet : slot.stream.take_ready()) {
    if (slot.answered.kind == wire::SectionKind::video) {
      show(slot, packet);
    } else {
      hear(slot, packet);
    }
  }
  slot.report.lost = slot.stream.lost();
}

void Watcher::show(Slot& slot, const rtp::ReceivedPacket& packet) {
  if (packet.payload.empty()) {
    return;
  }
  const bool vp8 = packet.payload_type == kVp8PayloadType;
  const auto frame = slot.assembler.add(vp8 ? wire::Codec::vp8 : wire::Codec::h264, packet.sequence, packet.timestamp,
                                        packet.marker, packet.payload);
  if (!frame) {
    slot.wants_key_frame = slot.wants_key_frame || packet.marker;
    return;
  }
  std::unique_ptr<VideoDecoder>& decoder = vp8 ? slot.vp8 : slot.h264;
  if (!decoder) {
    decoder = vp8 ? make_vp8_decoder() : make_h264_decoder();
  }
  const auto picture = decoder->decode(*frame);
  if (!picture) {
    slot.wants_key_frame = true;
    return;
  }
  slot.report.width_px = picture->width;
  slot.report.height_px = picture->height;
  ++slot.report.frames;
  if (const auto mark = read_mark(*picture)) {
    slot.report.site = mark->site;
  } else {
    ++slot.report.unread;
  }
}

void Watcher::hear(Slot& slot, const rtp::ReceivedPacket& packet) {
  if (packet.payload.empty()) {
    return;
  }
  if (!slot.opus) {
    slot.opus = std::make_unique<OpusListener>();
  }
  const auto samples = slot.opus->decode(packet.payload);
  slot.sound.insert(slot.sound.end(), samples.begin(), samples.end());
  if (slot.sound.size() > kToneWindow) {
    slot.sound.erase(slot.sound.begin(), slot.sound.end() - static_cast<std::ptrdiff_t>(kToneWindow));
  }
  ++slot.report.frames;
}

std::vector<SlotReport> Watcher::take_report() {
  std::vector<SlotReport> reports;
  for (Slot& slot : slots_) {
    if (slot.answered.kind == wire::SectionKind::audio) {
      slot.report.site = slot.report.frames > 0 ? loudest_tone(slot.sound) : std::nullopt;
    }
    reports.push_back(slot.report);
    slot.report.frames = 0;
    slot.report.unread = 0;
  }
  return reports;
}

void Watcher::handle_timeout(Instant now, transport::SendBatch& out) {
  transport_.handle_timeout(now, out);
  for (Slot& slot : slots_) {
    if (slot.stream.deadline() <= now) {
      slot.stream.handle_timeout(now);
      play(slot);
    }
  }
  if (connected()) {
    send_feedback(now, out);
  }
}

Instant Watcher::deadline() const {
  Instant next = std::min(transport_.deadline().at, connected() ? next_report_ : kNever);
  for (const Slot& slot : slots_) {
    next = std::min(next, slot.stream.deadline());
  }
  return next;
}

void Watcher::send_feedback(Instant now, transport::SendBatch& out) {
  std::array<std::uint8_t, kMaxFeedbackBytes> buffer;
  ByteWriter writer{buffer};
  if (now >= next_report_) {
    next_report_ = now + kReportInterval;
    std::vector<wire::ReportBlock> blocks;
    for (Slot& slot : slots_) {
      if (const auto block = slot.stream.report(now); block && blocks.size() < wire::kMaxReportBlocks) {
        blocks.push_back(*block);
      }
    }
    wire::write_receiver_report(writer, own_ssrc_, blocks);
  }
  for (Slot& slot : slots_) {
    slot.stream.write_nack(writer, own_ssrc_);
    if (slot.wants_key_frame && now >= slot.next_key_frame_request) {
      slot.wants_key_frame = false;
      slot.next_key_frame_request = now + kKeyFrameInterval;
      wire::write_pli(writer, {own_ssrc_, slot.answered.ssrc});
    }
  }
  if (writer.size() > 0) {
    transport_.send_rtcp(writer.written(), out);
  }
}

}  // namespace diemcau::robots
