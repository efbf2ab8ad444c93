#include "sfu/publisher.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sfu/payload_reader.hpp"
#include "wire/rtcp_bye.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"
#include "wire/rtcp_sdes.hpp"
#include "wire/rtx.hpp"

namespace diemcau::sfu {
namespace {

// RFC 3550 section 6.2 allows less than 5 s where the session's bandwidth is not minute; RTT and loss are wanted fresh.
constexpr Duration kReportInterval = std::chrono::seconds{1};
// Packets asked for in one NACK, at most: 17 fit 4 bytes at best, one at worst.
constexpr std::size_t kMostNacked = 200;
// Mappings to wall time that stray this far from the arrival are a publisher's mistake.
constexpr Duration kMostBehindArrival = std::chrono::seconds{5};
constexpr Duration kMostAheadOfArrival = std::chrono::milliseconds{500};
constexpr std::string_view kCname = "diemcau";

using Buffer = std::array<std::uint8_t, kMaxRtcp>;

void emit(const ByteWriter& writer, SessionId to, Outputs& outputs) {
  const Bytes bytes = writer.written();
  if (writer.ok() && !bytes.empty()) {
    outputs.rtcp.push_back(OutgoingRtcp{to, {bytes.begin(), bytes.end()}});
  }
}

}  // namespace

Publisher::Publisher(PublisherParameters parameters, Random& random, const rtp::NtpClock& clock, DropCounters& drops,
                     Totals& totals, Instant now)
    : parameters_(std::move(parameters)),
      random_(random),
      clock_(clock),
      drops_(drops),
      totals_(totals),
      streams_(parameters_.tracks),
      own_ssrc_(random.u32()),
      next_report_(now + kReportInterval) {
  for (const PublishedTrack& track : parameters_.tracks) {
    transport_feedback_ |= track.transport_feedback;
  }
}

std::optional<Publisher::Received> Publisher::handle_rtp(Bytes bytes, Instant now) {
  Result<Received, Drop> received = receive(bytes, now);
  if (!received) {
    drops_.count(received.error());
    return std::nullopt;
  }
  return std::move(*received);
}

Result<Publisher::Received, Drop> Publisher::receive(Bytes bytes, Instant now) {
  const Result<wire::RtpView, wire::RtpError> view = wire::parse_rtp(bytes);
  if (!view || view->payload.size() > kMaxPayload) {
    return failure(Drop::malformed_rtp);
  }
  const wire::RtpExtensions extensions = wire::parse_extensions(*view, parameters_.extensions);
  if (transport_feedback_ && extensions.transport_sequence) {
    const std::uint64_t discarded = feedback_.discarded();
    feedback_.handle_packet(*extensions.transport_sequence, view->ssrc, now);
    drops_.count(Drop::arrival_not_told, feedback_.discarded() - discarded);
  }
  const Result<Stream*, Drop> stream = streams_.find_or_learn(*view, extensions);
  if (!stream) {
    return failure(stream.error());
  }
  const Result<Media, Drop> media = unwrap(**stream, *view);
  if (!media) {
    return failure(media.error());
  }
  const rtp::Reception::Verdict verdict =
      media->stream->reception.handle_packet(media->sequence, view->timestamp, media->resent, now);
  switch (verdict.arrival) {
    case rtp::Arrival::duplicate:
      return failure(Drop::duplicate);
    case rtp::Arrival::too_old:
      return failure(Drop::too_old);
    case rtp::Arrival::fresh:
      break;
  }
  next_nack_ = std::min(next_nack_, media->stream->reception.nacks().deadline());
  totals_.retransmissions_received += media->resent ? 1U : 0U;
  const std::int64_t sequence = verdict.sequence + media->stream->sequence_offset;
  Result<MediaPacketRef, Drop> packet = make_packet(*media, *view, extensions, sequence, now);
  if (!packet) {
    return failure(packet.error());
  }
  return Received{std::move(*packet), verdict.gave_up};
}

Result<Publisher::Media, Drop> Publisher::unwrap(Stream& stream, const wire::RtpView& view) {
  Media media{&stream, view.sequence, nullptr, view.payload, false};
  const PublishedTrack& track = parameters_.tracks[stream.track_index];
  if (!stream.rtx) {
    const auto codec = std::find_if(track.codecs.begin(), track.codecs.end(), [&](const CodecParameters& candidate) {
      return candidate.payload_type == view.payload_type;
    });
    if (codec == track.codecs.end()) {
      return failure(Drop::unknown_payload_type);
    }
    media.codec = &*codec;
    return media;
  }
  const auto codec = std::find_if(track.codecs.begin(), track.codecs.end(), [&](const CodecParameters& candidate) {
    return candidate.rtx_payload_type == view.payload_type;
  });
  if (codec == track.codecs.end()) {
    return failure(Drop::unknown_payload_type);
  }
  if (view.payload.empty()) {
    return failure(Drop::padding_only);  // probes carry not even a number
  }
  const std::optional<wire::RtxPayload> rtx = wire::parse_rtx(view.payload);
  Stream* original = streams_.media_stream(stream.track_index, stream.layer);
  if (!rtx || original == nullptr) {
    return failure(Drop::malformed_rtx);
  }
  if (rtx->payload.empty()) {
    return failure(Drop::padding_only);
  }
  return Media{original, rtx->original_sequence, &*codec, rtx->payload, true};
}

Result<MediaPacketRef, Drop> Publisher::make_packet(const Media& media, const wire::RtpView& view,
                                                    const wire::RtpExtensions& extensions, std::int64_t sequence,
                                                    Instant now) {
  const PublishedTrack& track = parameters_.tracks[media.stream->track_index];
  auto* packet = new MediaPacket;
  MediaPacketRef reference{packet};
  packet->track = track.track;
  packet->owner = parameters_.owner;
  packet->layer = media.stream->layer;
  packet->kind = track.kind;
  packet->codec = media.codec->codec;
  packet->clock_rate_hz = media.codec->clock_rate_hz;
  packet->arrival = now;
  packet->sequence = sequence;
  packet->timestamp = view.timestamp;
  packet->marker = view.marker;
  packet->audio_level = extensions.audio_level;
  packet->orientation = extensions.video_orientation;
  packet->playout_delay = extensions.playout_delay;
  packet->payload_size = static_cast<std::uint16_t>(media.payload.size());
  std::copy(media.payload.begin(), media.payload.end(), packet->storage.begin());
  if (!read_payload(*packet)) {
    return failure(Drop::malformed_payload);
  }
  if (packet->descriptor.picture_id) {
    std::optional<std::uint16_t>& newest = media.stream->newest_picture;
    std::uint16_t& id = *packet->descriptor.picture_id;
    if (!packet->descriptor.picture_id_15_bits && newest) {
      const int step = static_cast<std::int8_t>(static_cast<std::uint8_t>((id - *newest) << 1)) / 2;
      id = static_cast<std::uint16_t>(*newest + step) & 0x7fffU;
    }
    const bool newer = !newest || is_newer<std::uint16_t>(static_cast<std::uint16_t>(id << 1U),
                                                          static_cast<std::uint16_t>(*newest << 1U));
    newest = newer ? id : newest;
  }
  stamp(*packet, *media.stream);
  return reference;
}

void Publisher::stamp(MediaPacket& packet, const Stream& stream) const {
  const NtpTime arrived = clock_.ntp_at(packet.arrival);
  packet.captured = arrived;
  packet.publisher_ntp = stream.clock.ntp_of(packet.timestamp);
  if (!packet.publisher_ntp) {
    return;
  }
  const std::optional<NtpTime> mapped = offset_.to_server(*packet.publisher_ntp);
  if (!mapped) {
    return;
  }
  const Duration behind = ntp_difference(arrived, *mapped);
  if (behind <= kMostBehindArrival && behind >= -kMostAheadOfArrival) {
    packet.captured = *mapped;
  } else {
    packet.publisher_ntp.reset();
  }
}

std::vector<Publisher::Goodbye> Publisher::handle_rtcp(Bytes compound, Instant now) {
  std::vector<Goodbye> goodbyes;
  wire::RtcpReader reader(compound);
  while (const std::optional<wire::RtcpPacket> packet = reader.next()) {
    if (const auto report = wire::parse_sender_report(*packet)) {
      Stream* stream = streams_.find(report->ssrc);
      if (stream == nullptr) {
        drops_.count(Drop::unknown_feedback);
      } else if (!stream->rtx) {
        stream->reception.handle_sender_report(report->info.ntp, now);
        stream->clock.handle_report(report->info.ntp, report->info.rtp_timestamp);
        offset_.handle_report(report->info.ntp, clock_.ntp_at(now), now);
      }
    } else if (const auto bye = wire::parse_bye(*packet)) {
      for (std::size_t i = 0; i < bye->size(); ++i) {
        const Stream* stream = streams_.find((*bye)[i]);
        if (stream != nullptr && !stream->rtx) {
          goodbyes.push_back(Goodbye{parameters_.tracks[stream->track_index].track, stream->layer});
        }
      }
    }
  }
  if (reader.malformed()) {
    drops_.count(Drop::malformed_rtcp);
  }
  return goodbyes;
}

void Publisher::request_key_frame(TrackId track, LayerIndex layer, Outputs& outputs) {
  for (std::size_t i = 0; i < parameters_.tracks.size(); ++i) {
    if (parameters_.tracks[i].track != track) {
      continue;
    }
    Stream* stream = streams_.media_stream(i, layer);
    if (stream == nullptr) {
      return;
    }
    Buffer buffer;
    ByteWriter writer{buffer};
    wire::write_receiver_report(writer, own_ssrc_, {});
    switch (parameters_.tracks[i].key_frame_feedback) {
      case KeyFrameFeedback::pli:
        wire::write_pli(writer, wire::Pli{own_ssrc_, stream->ssrc});
        break;
      case KeyFrameFeedback::fir:
        wire::write_fir(writer, own_ssrc_, wire::FirEntry{stream->ssrc, ++stream->fir_command});
        break;
    }
    emit(writer, parameters_.session, outputs);
    ++totals_.key_frames_requested;
    return;
  }
}

void Publisher::handle_timeout(Instant now, Outputs& outputs) {
  if (now >= next_nack_) {
    write_nacks(now, outputs);
  }
  if (now >= feedback_.deadline()) {
    write_transport_feedback(now, outputs);
  }
  if (now >= next_report_) {
    write_reports(now, outputs);
    // RFC 3550 section 6.3.1: between half and one and a half of the interval, so that nobody marches in step.
    next_report_ = now + kReportInterval / 2 + Duration{static_cast<std::int64_t>(random_.unit() * 1e9)};
  }
}

Instant Publisher::deadline() const {
  return std::min({next_report_, next_nack_, feedback_.deadline()});
}

void Publisher::write_reports(Instant now, Outputs& outputs) {
  std::array<wire::ReportBlock, kMaxStreamsPerPublisher> blocks;
  std::size_t count = 0;
  for (const std::unique_ptr<Stream>& stream : streams_.streams()) {
    if (stream->rtx) {
      continue;
    }
    if (const std::optional<wire::ReportBlock> block = stream->reception.report(now)) {
      blocks[count++] = *block;
    }
  }
  Buffer buffer;
  ByteWriter writer{buffer};
  wire::write_receiver_report(writer, own_ssrc_, std::span{blocks}.first(count));
  wire::write_sdes(writer, own_ssrc_, kCname);
  emit(writer, parameters_.session, outputs);
}

void Publisher::write_nacks(Instant now, Outputs& outputs) {
  next_nack_ = kNever;
  std::vector<std::int64_t> due;
  std::vector<std::uint16_t> sequences;
  for (const std::unique_ptr<Stream>& stream : streams_.streams()) {
    due.clear();
    sequences.clear();
    stream->reception.nacks().poll(now, kMostNacked, due);
    next_nack_ = std::min(next_nack_, stream->reception.nacks().deadline());
    if (due.empty() || stream->rtx || !parameters_.tracks[stream->track_index].nack) {
      continue;
    }
    for (const std::int64_t sequence : due) {
      sequences.push_back(static_cast<std::uint16_t>(sequence));
    }
    Buffer buffer;
    ByteWriter writer{buffer};
    wire::write_receiver_report(writer, own_ssrc_, {});
    wire::write_nack(writer, own_ssrc_, stream->ssrc, sequences);
    emit(writer, parameters_.session, outputs);
    totals_.nacks_sent += sequences.size();
  }
}

void Publisher::write_transport_feedback(Instant now, Outputs& outputs) {
  Buffer buffer;
  ByteWriter writer{buffer};
  wire::write_receiver_report(writer, own_ssrc_, {});
  feedback_.poll(writer, own_ssrc_, now);
  emit(writer, parameters_.session, outputs);
}

}  // namespace diemcau::sfu
