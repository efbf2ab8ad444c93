// For tests: publishers that send recognisable packets, and a view of what goes out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "rtp/send_stream.hpp"
#include "sfu/outputs.hpp"
#include "sfu/parameters.hpp"
#include "wire/rtp.hpp"
#include "wire/vp8.hpp"

namespace diemcau::sfu::test {

using Packet = std::vector<std::uint8_t>;
using std::chrono::milliseconds;

inline constexpr std::uint8_t kVp8Payload = 96;
inline constexpr std::uint8_t kVp8Rtx = 97;
inline constexpr std::uint8_t kOpusPayload = 111;
inline constexpr std::uint8_t kRedPayload = 63;
// The receivers number codecs differently.
inline constexpr std::uint8_t kReceiverVp8 = 120;
inline constexpr std::uint8_t kReceiverVp8Rtx = 121;
inline constexpr std::uint8_t kReceiverOpus = 109;

inline wire::ExtensionMap extension_map() {
  wire::ExtensionMap map;
  map.set(1, wire::ExtensionKind::mid);
  map.set(2, wire::ExtensionKind::rid);
  map.set(3, wire::ExtensionKind::repaired_rid);
  map.set(4, wire::ExtensionKind::audio_level);
  map.set(5, wire::ExtensionKind::transport_sequence);
  map.set(6, wire::ExtensionKind::abs_send_time);
  return map;
}

// What the tests hide in a payload, to know a packet again.
struct Stamp {
  std::uint64_t track = 0;
  std::uint8_t layer = 0;
  std::uint32_t count = 0;       // of packets, in order of sending
  std::int64_t captured_ns = 0;  // true time
  std::uint32_t timestamp = 0;   // as sent
  std::uint16_t picture = 0;
};
inline constexpr std::size_t kStampSize = 27;

inline void write_stamp(ByteWriter& out, const Stamp& stamp) {
  out.u64(stamp.track);
  out.u8(stamp.layer);
  out.u32(stamp.count);
  out.u64(static_cast<std::uint64_t>(stamp.captured_ns));
  out.u32(stamp.timestamp);
  out.u16(stamp.picture);
}
// From the end of a payload.
inline Stamp read_stamp(Bytes payload) {
  ByteReader in(payload.last(kStampSize));
  Stamp stamp;
  stamp.track = in.u64();
  stamp.layer = in.u8();
  stamp.count = in.u32();
  stamp.captured_ns = static_cast<std::int64_t>(in.u64());
  stamp.timestamp = in.u32();
  stamp.picture = in.u16();
  return stamp;
}

// One simulcast layer of VP8.
class VideoLayer {
 public:
  VideoLayer(TrackId track, std::uint8_t layer, std::string mid, std::string rid, std::uint16_t height, Random& random,
             bool rtx = true)
      : track_(track),
        layer_(layer),
        mid_(std::move(mid)),
        rid_(std::move(rid)),
        height_(height),
        stream_(parameters(random, rtx), random),
        timestamp_base_(random.u32()),
        picture_(random.u16() & 0x7fffU),
        tl0_(static_cast<std::uint8_t>(random.u16())),
        key_index_(random.u16() & 0x1fU) {}

  // The packets of one frame captured at `captured` (true time).
  std::vector<Packet> frame(bool key, std::size_t packets, Instant captured) {
    picture_ = (picture_ + 1) & 0x7fffU;
    ++tl0_;
    key_index_ = static_cast<std::uint8_t>((key_index_ + (key ? 1 : 0)) & 0x1f);
    std::vector<Packet> frame;
    for (std::size_t i = 0; i < packets; ++i) {
      std::array<std::uint8_t, 200> buffer;
      ByteWriter out{buffer};
      out.u8(i == 0 ? 0x90 : 0x80);  // X, S
      out.u8(0xf0);                  // I, L, T, K
      out.u16(0x8000U | picture_);
      out.u8(tl0_);
      out.u8(key_index_);
      if (i == 0) {
        out.u8(key ? 0x10 : 0x11);  // RFC 6386 section 9.1: bit 0 clear for key frames
        out.u16(0);
        if (key) {
          out.u24(0x9d012a);
          out.u16(0x8002);  // width 640, little-endian
          out.u8(static_cast<std::uint8_t>(height_));
          out.u8(static_cast<std::uint8_t>(height_ >> 8U));
        }
      }
      write_stamp(out, Stamp{track_.value(), layer_, count_++, captured.time_since_epoch().count(), timestamp(captured),
                             picture_});
      wire::RtpExtensions extensions;
      extensions.mid = mid_;
      if (!rid_.empty()) {
        extensions.rid = rid_;
      }
      frame.push_back(*stream_.send(out.written(), timestamp(captured), i + 1 == packets, extensions, captured));
    }
    return frame;
  }

  [[nodiscard]] std::uint32_t timestamp(Instant at) const {
    return timestamp_base_ + static_cast<std::uint32_t>(at.time_since_epoch().count() * 9 / 100'000);
  }
  [[nodiscard]] rtp::SendStream& stream() { return stream_; }
  [[nodiscard]] wire::RtpExtensions repaired() const {
    wire::RtpExtensions extensions;
    extensions.mid = mid_;
    if (!rid_.empty()) {
      extensions.repaired_rid = rid_;
    }
    return extensions;
  }

 private:
  static rtp::SendStreamParameters parameters(Random& random, bool rtx) {
    rtp::SendStreamParameters parameters;
    parameters.ssrc = random.u32();
    parameters.payload_type = kVp8Payload;
    if (rtx) {
      parameters.rtx_ssrc = random.u32();
      parameters.rtx_payload_type = kVp8Rtx;
    }
    parameters.extensions = extension_map();
    return parameters;
  }

  TrackId track_;
  std::uint8_t layer_;
  std::string mid_;
  std::string rid_;
  std::uint16_t height_;
  rtp::SendStream stream_;
  std::uint32_t timestamp_base_;
  std::uint16_t picture_;
  std::uint8_t tl0_;
  std::uint8_t key_index_;
  std::uint32_t count_ = 0;
};

class Voices {
 public:
  Voices(TrackId track, std::string mid, Random& random, bool levels = true)
      : track_(track),
        mid_(std::move(mid)),
        levels_(levels),
        stream_(parameters(random), random),
        timestamp_base_(random.u32()) {}

  Packet packet(std::uint8_t minus_dbov, Instant captured) {
    std::array<std::uint8_t, 100> buffer;
    ByteWriter out{buffer};
    out.u8(0x78);  // an Opus table of contents
    write_stamp(out, Stamp{track_.value(), 0, count_++, captured.time_since_epoch().count(), timestamp(captured), 0});
    wire::RtpExtensions extensions;
    extensions.mid = mid_;
    if (levels_) {
      extensions.audio_level = wire::AudioLevel{true, minus_dbov};
    }
    return *stream_.send(out.written(), timestamp(captured), false, extensions, captured);
  }
  [[nodiscard]] std::uint32_t timestamp(Instant at) const {
    return timestamp_base_ + static_cast<std::uint32_t>(at.time_since_epoch().count() * 6 / 125'000);
  }
  [[nodiscard]] rtp::SendStream& stream() { return stream_; }

 private:
  static rtp::SendStreamParameters parameters(Random& random) {
    rtp::SendStreamParameters parameters;
    parameters.ssrc = random.u32();
    parameters.payload_type = kOpusPayload;
    parameters.clock_rate_hz = 48'000;
    parameters.extensions = extension_map();
    return parameters;
  }

  TrackId track_;
  std::string mid_;
  bool levels_;
  rtp::SendStream stream_;
  std::uint32_t timestamp_base_;
  std::uint32_t count_ = 0;
};

inline PublishedTrack video_track(TrackId id, std::string mid, std::vector<std::string> rids) {
  PublishedTrack track;
  track.track = id;
  track.kind = MediaKind::video;
  track.mid = std::move(mid);
  track.rids = std::move(rids);
  track.codecs.push_back(CodecParameters{wire::Codec::vp8, kVp8Payload, kVp8Rtx, 90'000});
  track.nack = true;
  return track;
}
inline PublishedTrack audio_track(TrackId id, std::string mid) {
  PublishedTrack track;
  track.track = id;
  track.kind = MediaKind::audio;
  track.mid = std::move(mid);
  track.codecs.push_back(CodecParameters{wire::Codec::opus, kOpusPayload, std::nullopt, 48'000});
  track.codecs.push_back(CodecParameters{wire::Codec::red, kRedPayload, std::nullopt, 48'000});
  return track;
}

inline SlotParameters video_slot(SlotIndex index, std::uint32_t ssrc, bool rtx = true) {
  SlotParameters slot;
  slot.index = index;
  slot.kind = MediaKind::video;
  slot.mid = std::to_string(index);
  slot.ssrc = ssrc;
  slot.nack = true;
  slot.codecs.push_back(CodecParameters{wire::Codec::vp8, kReceiverVp8, std::nullopt, 90'000});
  if (rtx) {
    slot.rtx_ssrc = ssrc + 1;
    slot.codecs.back().rtx_payload_type = kReceiverVp8Rtx;
  }
  return slot;
}
inline SlotParameters audio_slot(SlotIndex index, std::uint32_t ssrc) {
  SlotParameters slot;
  slot.index = index;
  slot.kind = MediaKind::audio;
  slot.mid = std::to_string(index);
  slot.ssrc = ssrc;
  slot.codecs.push_back(CodecParameters{wire::Codec::opus, kReceiverOpus, std::nullopt, 48'000});
  return slot;
}

// The bytes that an engine would seal.
inline Packet flatten(const OutgoingRtp& out) {
  Packet bytes;
  for (const Bytes part : {out.header(), out.payload_prefix(), out.tail()}) {
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  return bytes;
}

}  // namespace diemcau::sfu::test
