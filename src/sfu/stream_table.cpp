#include "sfu/stream_table.hpp"

#include <algorithm>

namespace diemcau::sfu {
namespace {

bool is_rtx(const PublishedTrack& track, std::uint8_t payload_type) {
  return std::any_of(track.codecs.begin(), track.codecs.end(),
                     [&](const CodecParameters& codec) { return codec.rtx_payload_type == payload_type; });
}

bool has_payload_type(const PublishedTrack& track, std::uint8_t payload_type) {
  return is_rtx(track, payload_type) ||
         std::any_of(track.codecs.begin(), track.codecs.end(),
                     [&](const CodecParameters& codec) { return codec.payload_type == payload_type; });
}

std::optional<std::uint8_t> layer_of(const PublishedTrack& track, std::string_view rid) {
  const auto found = std::find(track.rids.begin(), track.rids.end(), rid);
  const auto index = found - track.rids.begin();
  if (found == track.rids.end() || index >= static_cast<std::ptrdiff_t>(kMaxLayers)) {
    return std::nullopt;
  }
  return static_cast<std::uint8_t>(index);
}

rtp::NackLimits limits_of(MediaKind kind) {
  rtp::NackLimits limits;
  if (kind == MediaKind::audio) {
    limits.max_age = std::chrono::milliseconds{300};  // a jitter buffer waits no longer
    limits.max_missing = 50;
  }
  return limits;
}

}  // namespace

StreamTable::StreamTable(const std::vector<PublishedTrack>& tracks) : tracks_(tracks) {
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const PublishedTrack& track = tracks[i];
    for (std::size_t layer = 0; layer < std::min(track.ssrcs.size(), kMaxLayers); ++layer) {
      add(track.ssrcs[layer], Role{i, static_cast<std::uint8_t>(layer), false});
    }
    for (std::size_t layer = 0; layer < std::min(track.rtx_ssrcs.size(), kMaxLayers); ++layer) {
      add(track.rtx_ssrcs[layer], Role{i, static_cast<std::uint8_t>(layer), true});
    }
  }
}

Result<Stream*, Drop> StreamTable::find_or_learn(const wire::RtpView& packet, const wire::RtpExtensions& extensions) {
  if (Stream* known = find(packet.ssrc)) {
    return known;
  }
  const Result<Role, Drop> role = role_of(packet, extensions);
  if (!role) {
    return failure(role.error());
  }
  Stream* added = add(packet.ssrc, *role);
  if (added == nullptr) {
    return failure(Drop::too_many_streams);
  }
  return added;
}

Stream* StreamTable::find(std::uint32_t ssrc) const {
  const auto found =
      std::find_if(streams_.begin(), streams_.end(), [&](const auto& stream) { return stream->ssrc == ssrc; });
  return found == streams_.end() ? nullptr : found->get();
}

Stream* StreamTable::media_stream(std::size_t track_index, std::uint8_t layer) const {
  const auto found = std::find_if(streams_.begin(), streams_.end(), [&](const auto& stream) {
    return !stream->rtx && stream->track_index == track_index && stream->layer == layer;
  });
  return found == streams_.end() ? nullptr : found->get();
}

Result<StreamTable::Role, Drop> StreamTable::role_of(const wire::RtpView& packet,
                                                     const wire::RtpExtensions& extensions) const {
  const auto rid = extensions.rid ? extensions.rid : extensions.repaired_rid;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    const PublishedTrack& track = tracks_[i];
    if (extensions.mid) {
      if (!track.mid.empty() && track.mid == *extensions.mid) {
        return role_in(i, packet, extensions);
      }
      continue;
    }
    const bool fits =
        rid ? layer_of(track, *rid).has_value() : track.rids.empty() && has_payload_type(track, packet.payload_type);
    if (fits && found) {
      return failure(Drop::unknown_stream);  // of two tracks: a guess would mix them up
    }
    found = fits ? i : found;
  }
  if (!found) {
    return failure(Drop::unknown_stream);
  }
  return role_in(*found, packet, extensions);
}

Result<StreamTable::Role, Drop> StreamTable::role_in(std::size_t track_index, const wire::RtpView& packet,
                                                     const wire::RtpExtensions& extensions) const {
  const PublishedTrack& track = tracks_[track_index];
  if (!has_payload_type(track, packet.payload_type)) {
    return failure(Drop::unknown_payload_type);
  }
  const bool rtx = is_rtx(track, packet.payload_type);
  const auto rid = rtx && extensions.repaired_rid ? extensions.repaired_rid : extensions.rid;
  if (track.rids.empty()) {
    return Role{track_index, 0, rtx};
  }
  if (!rid) {
    return failure(Drop::unknown_stream);
  }
  const std::optional<std::uint8_t> layer = layer_of(track, *rid);
  if (!layer) {
    return failure(Drop::too_many_layers);
  }
  return Role{track_index, *layer, rtx};
}

// A new SSRC for a role replaces the one it had (RFC 8843 section 9.2: the latest association counts).
Stream* StreamTable::add(std::uint32_t ssrc, const Role& role) {
  const PublishedTrack& track = tracks_[role.track_index];
  const std::uint32_t rate = track.codecs.empty() ? 90'000 : track.codecs.front().clock_rate_hz;
  auto stream = std::make_unique<Stream>(ssrc, role.track_index, role.layer, role.rtx, rate, limits_of(track.kind));
  for (std::unique_ptr<Stream>& present : streams_) {
    if (present->track_index == role.track_index && present->layer == role.layer && present->rtx == role.rtx) {
      // Far enough ahead that every slot takes the new stream for what it is.
      constexpr std::int64_t kCircle = 65'536;
      stream->sequence_offset =
          present->sequence_offset + (present->reception.newest().value_or(0) / kCircle + 1) * kCircle;
      present = std::move(stream);
      return present.get();
    }
  }
  if (streams_.size() == kMaxStreamsPerPublisher) {
    return nullptr;
  }
  return streams_.emplace_back(std::move(stream)).get();
}

}  // namespace diemcau::sfu
