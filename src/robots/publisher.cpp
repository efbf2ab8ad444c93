#include "robots/publisher.hpp"

#include <algorithm>

#include "rtp/sender_report_clock.hpp"
#include "wire/rtcp.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"

namespace diemcau::robots {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kAudioMid = "0";
constexpr std::string_view kVideoMid = "1";
constexpr std::uint32_t kVideoRateHz = 90'000;
constexpr std::uint32_t kAudioRateHz = 48'000;
constexpr Duration kReportInterval = 500ms;
// For the pacing of resent packets; on the lines simulated sites use it is far less.
constexpr Duration kAssumedRoundTrip = 50ms;
constexpr std::size_t kMaxReportBytes = 512;

rtp::SendStream video_stream(wire::Codec codec, Random& random) {
  const bool vp8 = codec == wire::Codec::vp8;
  rtp::SendStreamParameters parameters;
  parameters.ssrc = random.u32();
  parameters.payload_type = vp8 ? kVp8PayloadType : kH264PayloadType;
  parameters.rtx_ssrc = random.u32();
  parameters.rtx_payload_type = vp8 ? kVp8RtxPayloadType : kH264RtxPayloadType;
  parameters.clock_rate_hz = kVideoRateHz;
  parameters.extensions = offered_extensions();
  return {parameters, random};
}

rtp::SendStream audio_stream(Random& random) {
  rtp::SendStreamParameters parameters;
  parameters.ssrc = random.u32();
  parameters.payload_type = kOpusPayloadType;
  parameters.clock_rate_hz = kAudioRateHz;
  parameters.extensions = offered_extensions();
  return {parameters, random};
}

}  // namespace

Publisher::Publisher(const transport::Shared& shared, ice::Credentials local, const Answer& answer, wire::Codec video,
                     rtp::NtpClock clock, Instant now)
    : transport_(shared, transport_options(std::move(local), answer), now),
      video_(video),
      clock_(clock),
      epoch_(now),
      audio_(audio_stream(shared.random)),
      next_report_(now + kReportInterval) {
  if (video == wire::Codec::vp8) {
    for (const std::string_view rid : kRids) {
      layers_.push_back({std::string{rid}, video_stream(video, shared.random)});
    }
  } else {
    layers_.push_back({"", video_stream(video, shared.random)});
  }
}

void Publisher::handle(Instant now, const SocketAddress& from, MutableBytes datagram, transport::SendBatch& out) {
  const auto incoming = transport_.handle(now, from, datagram, out);
  if (incoming.kind == transport::Transport::Incoming::Kind::rtcp) {
    handle_rtcp(incoming.plain, now, out);
  }
}

void Publisher::handle_timeout(Instant now, transport::SendBatch& out) {
  transport_.handle_timeout(now, out);
  if (connected() && now >= next_report_) {
    next_report_ = now + kReportInterval;
    send_reports(now, out);
  }
}

Instant Publisher::deadline() const {
  return connected() ? std::min(transport_.deadline().at, next_report_) : transport_.deadline().at;
}

bool Publisher::take_key_frame_request(std::size_t layer) {
  return std::exchange(layers_[layer].key_frame_wanted, false);
}

Publisher::Layer* Publisher::layer_of(std::uint32_t ssrc) {
  const auto found = std::ranges::find_if(layers_, [&](const Layer& layer) { return layer.stream.ssrc() == ssrc; });
  return found == layers_.end() ? nullptr : &*found;
}

void Publisher::handle_rtcp(Bytes compound, Instant now, transport::SendBatch& out) {
  wire::RtcpReader reader{compound};
  while (const auto packet = reader.next()) {
    if (const auto nack = wire::parse_nack(*packet)) {
      if (Layer* layer = layer_of(nack->media_ssrc)) {
        wire::RtpExtensions repaired;
        repaired.mid = kVideoMid;
        repaired.repaired_rid = layer->rid.empty() ? std::nullopt : std::optional<std::string_view>{layer->rid};
        for (const auto& resent : layer->stream.handle_nack(*nack, repaired, kAssumedRoundTrip, now)) {
          send(resent, out);
        }
      }
    } else if (const auto pli = wire::parse_pli(*packet)) {
      if (Layer* layer = layer_of(pli->media_ssrc)) {
        layer->key_frame_wanted = true;
      }
    }
  }
}

wire::RtpExtensions Publisher::extensions_of(std::string_view mid) {
  wire::RtpExtensions extensions;
  extensions.mid = mid;
  extensions.transport_sequence = transport_sequence_++;
  return extensions;
}

void Publisher::send_audio(Bytes opus, wire::AudioLevel level, Instant now, transport::SendBatch& out) {
  if (!connected()) {
    return;
  }
  wire::RtpExtensions extensions = extensions_of(kAudioMid);
  extensions.audio_level = level;
  const auto timestamp = static_cast<std::uint32_t>(rtp::ticks_of_duration(now - epoch_, kAudioRateHz));
  send(audio_.send(opus, timestamp, false, extensions, now), out);
}

void Publisher::send_video(std::size_t layer, const EncodedFrame& frame, Instant now, transport::SendBatch& out) {
  if (!connected() || frame.bytes.empty()) {
    return;
  }
  Layer& target = layers_[layer];
  const auto timestamp = static_cast<std::uint32_t>(rtp::ticks_of_duration(now - epoch_, kVideoRateHz));
  const Payloads payloads =
      video_ == wire::Codec::vp8 ? packetize_vp8(frame.bytes, target.picture_id) : packetize_h264(frame.bytes);
  target.picture_id = (target.picture_id + 1) & 0x7FFF;
  for (const auto& payload : payloads) {
    wire::RtpExtensions extensions = extensions_of(kVideoMid);
    if (!target.rid.empty()) {
      extensions.rid = target.rid;
    }
    send(target.stream.send(payload, timestamp, &payload == &payloads.back(), extensions, now), out);
  }
}

void Publisher::send_reports(Instant now, transport::SendBatch& out) {
  const auto send_one = [&](const rtp::SendStream& stream) {
    const auto info = stream.report(clock_.ntp_at(now), now);
    if (!info) {
      return;
    }
    std::array<std::uint8_t, kMaxReportBytes> buffer;
    ByteWriter writer{buffer};
    wire::write_sender_report(writer, stream.ssrc(), *info, {});
    wire::write_sdes(writer, stream.ssrc(), "diemcau-robot");
    transport_.send_rtcp(writer.written(), out);
  };
  send_one(audio_);
  for (const Layer& layer : layers_) {
    send_one(layer.stream);
  }
}

void Publisher::send(const std::optional<rtp::SendStream::Packet>& packet, transport::SendBatch& out) {
  if (!packet) {
    return;
  }
  const auto view = wire::parse_rtp(*packet);
  const Bytes whole{*packet};
  transport_.send_rtp(whole.first(view->header_size()), {}, whole.subspan(view->header_size()), out);
}

}  // namespace diemcau::robots
