// One RTP packet of a publisher, parsed once, then shared and never changed: by histories, slots and other lanes.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/bytes.hpp"
#include "base/media_ids.hpp"
#include "base/time.hpp"
#include "wire/codec.hpp"
#include "wire/extensions.hpp"

namespace diemcau::sfu {

// Bytes of payload that a packet may carry: an Ethernet frame's worth, more than any peer sends.
inline constexpr std::size_t kMaxPayload = 1500;

// Where a packet stands in simulcast: 0 is the smallest layer as far as the offer tells (order of its rids).
using LayerIndex = std::uint8_t;
inline constexpr std::size_t kMaxLayers = 3;

// The counters of a VP8 or VP9 payload descriptor (RFC 7741 section 4.2, RFC 9628 section 4.2), which are rewritten.
// All absent for other codecs. Offsets count from the start of the payload.
struct DescriptorFields {
  std::optional<std::uint16_t> picture_id;  // 15 bits: shorter ones are unwrapped within their layer
  bool picture_id_15_bits = false;
  std::optional<std::uint8_t> tl0_picture_index;
  std::optional<std::uint8_t> key_index;  // VP8 only: the low five bits of its byte
  std::uint8_t picture_id_offset = 0;
  std::uint8_t tl0_offset = 0;
  std::uint8_t key_index_offset = 0;
  std::uint8_t size = 0;  // of the bytes that are rewritten, from the start of the payload
};

// Of redundant audio (RFC 2198), for receivers that want only the primary block: it runs from here to the end.
struct RedFields {
  std::uint16_t primary_offset = 0;
  std::optional<std::uint8_t> block_payload_type;  // the publisher's, if all blocks have the same
};

struct MediaPacket {
  TrackId track;
  OwnerId owner;  // the publisher's
  LayerIndex layer = 0;
  MediaKind kind = MediaKind::audio;
  wire::Codec codec{};
  std::uint32_t clock_rate_hz = 90'000;

  Instant arrival;            // here, first time
  std::int64_t sequence = 0;  // unwrapped, of the layer's own stream
  std::uint32_t timestamp = 0;
  bool marker = false;
  // When it was sampled: by the publisher's clock where its sender reports tell, and on the server's timeline (always;
  // by arrival until reports tell). Tracks of one publisher share one mapping between the two.
  std::optional<NtpTime> publisher_ntp;
  NtpTime captured;

  // Header extensions that are handed on.
  std::optional<wire::AudioLevel> audio_level;
  std::optional<wire::VideoOrientation> orientation;
  std::optional<wire::PlayoutDelay> playout_delay;

  // What the fan-out needs to know of the payload.
  bool starts_key_frame = false;
  std::uint16_t height_px = 0;  // of that key frame; 0: not known
  DescriptorFields descriptor;
  RedFields red;

  std::uint16_t payload_size = 0;
  std::array<std::uint8_t, kMaxPayload> storage;

  [[nodiscard]] Bytes payload() const { return Bytes{storage}.first(payload_size); }

  mutable std::atomic<std::uint32_t> references{0};
};

// Owns one reference. May be copied to and dropped in another thread.
class MediaPacketRef {
 public:
  MediaPacketRef() = default;
  // Takes over a packet made with `new`.
  explicit MediaPacketRef(const MediaPacket* packet) : packet_(packet) { acquire(); }
  MediaPacketRef(const MediaPacketRef& other) : packet_(other.packet_) { acquire(); }
  MediaPacketRef(MediaPacketRef&& other) noexcept : packet_(std::exchange(other.packet_, nullptr)) {}
  MediaPacketRef& operator=(MediaPacketRef other) noexcept {
    std::swap(packet_, other.packet_);
    return *this;
  }
  ~MediaPacketRef() { release(); }

  [[nodiscard]] explicit operator bool() const { return packet_ != nullptr; }
  [[nodiscard]] const MediaPacket& operator*() const { return *packet_; }
  [[nodiscard]] const MediaPacket* operator->() const { return packet_; }

 private:
  void acquire() {
    if (packet_ != nullptr) {
      packet_->references.fetch_add(1, std::memory_order_relaxed);
    }
  }
  void release() {
    if (packet_ != nullptr && packet_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete packet_;
    }
  }

  const MediaPacket* packet_ = nullptr;
};

}  // namespace diemcau::sfu
