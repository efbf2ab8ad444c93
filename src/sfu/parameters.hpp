// What was negotiated for one session, as plain values: all the selective forwarding unit ever learns of SDP.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/media_ids.hpp"
#include "wire/codec.hpp"
#include "wire/extensions.hpp"

namespace diemcau::sfu {

// A payload type as one session numbers it (RFC 3551), with the one its retransmissions use (RFC 4588), if any.
struct CodecParameters {
  wire::Codec codec;
  std::uint8_t payload_type = 0;
  std::optional<std::uint8_t> rtx_payload_type;
  std::uint32_t clock_rate_hz = 90'000;
};

// How a publisher is asked for a key frame: RFC 4585 section 6.3.1, or RFC 5104 section 4.3.1 where it offers only
// that.
enum class KeyFrameFeedback : std::uint8_t { pli, fir };

// One source that a publisher sends: one audio or one video section of its offer.
struct PublishedTrack {
  TrackId track;
  MediaKind kind = MediaKind::audio;
  std::string mid;                       // RFC 9143; empty when not negotiated
  std::vector<std::string> rids;         // simulcast layers (RFC 8853), as offered; empty: one layer
  std::vector<std::uint32_t> ssrcs;      // announced in SDP, one per layer (RFC 5576); empty: learned from mid and rid
  std::vector<std::uint32_t> rtx_ssrcs;  // beside `ssrcs`, same order
  std::vector<CodecParameters> codecs;
  bool nack = false;  // negotiated rtcp-fb
  bool transport_feedback = false;
  KeyFrameFeedback key_frame_feedback = KeyFrameFeedback::pli;
};

struct PublisherParameters {
  SessionId session;
  OwnerId owner;
  std::vector<PublishedTrack> tracks;
  wire::ExtensionMap extensions;
};

// One slot of a receiver: one media section of its offer. What it carries changes; these numbers never do.
struct SlotParameters {
  SlotIndex index = 0;
  MediaKind kind = MediaKind::audio;
  bool mixed = true;  // audio: filled from the mix; otherwise assigned, as video slots are
  std::string mid;
  std::uint32_t ssrc = 0;
  std::optional<std::uint32_t> rtx_ssrc;
  std::vector<CodecParameters> codecs;
  bool nack = false;
};

struct ReceiverParameters {
  SessionId session;
  MixId mix;          // whose audio fills the mixed slots
  OwnerId owner;      // whose sound is in no slot
  std::string cname;  // RFC 3550 section 6.5.1
  std::vector<SlotParameters> slots;
  wire::ExtensionMap extensions;
};

}  // namespace diemcau::sfu
