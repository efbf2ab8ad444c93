#include "wire/extensions.hpp"

namespace diemcau::wire {
namespace {

constexpr std::array<std::string_view, kExtensionKinds> kUris{
    "urn:ietf:params:rtp-hdrext:sdes:mid",
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    "urn:3gpp:video-orientation",
    "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
};

constexpr std::size_t index_of(ExtensionKind kind) {
  return static_cast<std::size_t>(kind);
}

std::optional<std::string_view> text_of(Bytes value) {
  return value.empty() || value.size() > kMaxExtensionText ? std::nullopt : std::optional{as_text(value)};
}

// RFC 6464 section 3: V and seven bits of level. Two-byte headers may pad it with another byte.
std::optional<AudioLevel> audio_level_of(Bytes value) {
  if (value.empty()) {
    return std::nullopt;
  }
  return AudioLevel{(value[0] & 0x80U) != 0, static_cast<std::uint8_t>(value[0] & 0x7fU)};
}

// 0 0 0 0 C F R1 R0
std::optional<VideoOrientation> orientation_of(Bytes value) {
  if (value.size() != 1) {
    return std::nullopt;
  }
  return VideoOrientation{(value[0] & 8U) != 0, (value[0] & 4U) != 0,
                          static_cast<std::uint16_t>((value[0] & 3U) * 90U)};
}

std::optional<PlayoutDelay> playout_delay_of(Bytes value) {
  if (value.size() != 3) {
    return std::nullopt;
  }
  ByteReader in(value);
  const std::uint32_t both = in.u24();
  return PlayoutDelay{static_cast<std::uint16_t>(both >> 12U), static_cast<std::uint16_t>(both & 0xfffU)};
}

// A number of `size` bytes; nothing when the value has another size.
std::optional<std::uint32_t> number_of(Bytes value, std::size_t size) {
  if (value.size() != size) {
    return std::nullopt;
  }
  ByteReader in(value);
  return size == 2 ? in.u16() : in.u24();
}

void take(RtpExtensions& extensions, ExtensionKind kind, Bytes value) {
  switch (kind) {
    case ExtensionKind::mid:
      extensions.mid = text_of(value);
      break;
    case ExtensionKind::rid:
      extensions.rid = text_of(value);
      break;
    case ExtensionKind::repaired_rid:
      extensions.repaired_rid = text_of(value);
      break;
    case ExtensionKind::audio_level:
      extensions.audio_level = audio_level_of(value);
      break;
    case ExtensionKind::transport_sequence:
      if (const auto number = number_of(value, 2)) {
        extensions.transport_sequence = static_cast<std::uint16_t>(*number);
      }
      break;
    case ExtensionKind::abs_send_time:
      extensions.abs_send_time = number_of(value, 3);
      break;
    case ExtensionKind::video_orientation:
      extensions.video_orientation = orientation_of(value);
      break;
    case ExtensionKind::playout_delay:
      extensions.playout_delay = playout_delay_of(value);
      break;
  }
}

// Adds elements of one packet to a list, by the numbers of one session.
class Encoder {
 public:
  Encoder(ExtensionList& list, const ExtensionMap& map) : list_(list), map_(map) {}

  void text(ExtensionKind kind, const std::optional<std::string_view>& value) {
    if (value && !value->empty()) {
      add(kind, as_bytes(value->substr(0, kMaxExtensionText)));
    }
  }

  // The low `size` bytes of `value`, at most 4.
  void number(ExtensionKind kind, std::uint32_t value, std::size_t size) {
    std::array<std::uint8_t, 4> bytes{};
    ByteWriter out(bytes);
    out.u32(value);
    add(kind, out.written().last(size));
  }

 private:
  void add(ExtensionKind kind, Bytes value) {
    if (const auto id = map_.id(kind)) {
      (void)list_.add(*id, value);  // eight kinds of at most 16 bytes always fit
    }
  }

  ExtensionList& list_;
  const ExtensionMap& map_;
};

std::uint32_t bits_of(const AudioLevel& level) {
  return (level.voice ? 0x80U : 0U) | (level.minus_dbov & 0x7fU);
}

std::uint32_t bits_of(const VideoOrientation& orientation) {
  return (orientation.back_camera ? 8U : 0U) | (orientation.flipped ? 4U : 0U) |
         (orientation.clockwise_degrees / 90U & 3U);
}

std::uint32_t bits_of(const PlayoutDelay& delay) {
  return (delay.min_10ms & 0xfffU) << 12U | (delay.max_10ms & 0xfffU);
}

}  // namespace

std::string_view extension_uri(ExtensionKind kind) {
  return kUris[index_of(kind)];
}

std::optional<ExtensionKind> extension_from_uri(std::string_view uri) {
  for (std::size_t i = 0; i < kUris.size(); ++i) {
    if (kUris[i] == uri) {
      return static_cast<ExtensionKind>(i);
    }
  }
  return std::nullopt;
}

bool ExtensionMap::set(std::uint8_t id, ExtensionKind kind) {
  if (id == 0 || id > kMaxId) {
    return false;
  }
  std::uint8_t& by_kind = ids_[index_of(kind)];
  std::uint8_t& by_id = kinds_plus_one_[id];
  const auto kind_plus_one = static_cast<std::uint8_t>(index_of(kind) + 1);
  if ((by_kind != 0 && by_kind != id) || (by_id != 0 && by_id != kind_plus_one)) {
    return false;
  }
  by_kind = id;
  by_id = kind_plus_one;
  return true;
}

std::optional<std::uint8_t> ExtensionMap::id(ExtensionKind kind) const {
  const std::uint8_t id = ids_[index_of(kind)];
  return id == 0 ? std::nullopt : std::optional{id};
}

std::optional<ExtensionKind> ExtensionMap::kind(std::uint8_t id) const {
  if (id > kMaxId || kinds_plus_one_[id] == 0) {
    return std::nullopt;
  }
  return static_cast<ExtensionKind>(kinds_plus_one_[id] - 1);
}

RtpExtensions parse_extensions(const RtpView& packet, const ExtensionMap& map) {
  RtpExtensions extensions;
  ExtensionReader reader(packet);
  while (const auto element = reader.next()) {
    if (const auto kind = map.kind(element->id)) {
      take(extensions, *kind, element->value);
    }
  }
  return extensions;
}

ExtensionList encode_extensions(const RtpExtensions& extensions, const ExtensionMap& map) {
  ExtensionList list;
  Encoder encoder(list, map);
  encoder.text(ExtensionKind::mid, extensions.mid);
  encoder.text(ExtensionKind::rid, extensions.rid);
  encoder.text(ExtensionKind::repaired_rid, extensions.repaired_rid);
  if (extensions.audio_level) {
    encoder.number(ExtensionKind::audio_level, bits_of(*extensions.audio_level), 1);
  }
  if (extensions.transport_sequence) {
    encoder.number(ExtensionKind::transport_sequence, *extensions.transport_sequence, 2);
  }
  if (extensions.abs_send_time) {
    encoder.number(ExtensionKind::abs_send_time, *extensions.abs_send_time, 3);
  }
  if (extensions.video_orientation) {
    encoder.number(ExtensionKind::video_orientation, bits_of(*extensions.video_orientation), 1);
  }
  if (extensions.playout_delay) {
    encoder.number(ExtensionKind::playout_delay, bits_of(*extensions.playout_delay), 3);
  }
  return list;
}

}  // namespace diemcau::wire
