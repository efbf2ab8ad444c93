// RTP header extensions by meaning: their URIs, values, and the numbers one session gives them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/rtp.hpp"

namespace diemcau::wire {

enum class ExtensionKind : std::uint8_t {
  mid,                 // RFC 9143 section 15
  rid,                 // RFC 8852 section 3.1
  repaired_rid,        // RFC 8852 section 3.2
  audio_level,         // RFC 6464
  transport_sequence,  // draft-holmer-rmcat-transport-wide-cc-extensions-01 section 2
  abs_send_time,       // 24 bits, 6.18 fixed point seconds, wraps every 64 s
  video_orientation,   // 3GPP TS 26.114 section 7.4.5
  playout_delay,
};
inline constexpr std::size_t kExtensionKinds = 8;

[[nodiscard]] std::string_view extension_uri(ExtensionKind kind);
[[nodiscard]] std::optional<ExtensionKind> extension_from_uri(std::string_view uri);

// Which number stands for which extension in one session: ids 1 to 14, one kind each.
class ExtensionMap {
 public:
  static constexpr std::uint8_t kMaxId = 14;

  // False, and nothing changes, when the id is out of range, or the id or the kind is already taken by another.
  bool set(std::uint8_t id, ExtensionKind kind);
  [[nodiscard]] std::optional<std::uint8_t> id(ExtensionKind kind) const;
  [[nodiscard]] std::optional<ExtensionKind> kind(std::uint8_t id) const;

  friend bool operator==(const ExtensionMap&, const ExtensionMap&) = default;

 private:
  std::array<std::uint8_t, kExtensionKinds> ids_{};         // by kind; 0: not negotiated
  std::array<std::uint8_t, kMaxId + 1U> kinds_plus_one_{};  // by id; 0: none
};

struct AudioLevel {
  bool voice = false;             // the sender's voice activity flag
  std::uint8_t minus_dbov = 127;  // 0 loudest to 127 silent

  friend bool operator==(const AudioLevel&, const AudioLevel&) = default;
};

struct VideoOrientation {
  bool back_camera = false;
  bool flipped = false;                 // mirrored horizontally
  std::uint16_t clockwise_degrees = 0;  // 0, 90, 180, 270: how far to turn the picture for display

  friend bool operator==(const VideoOrientation&, const VideoOrientation&) = default;
};

// In units of 10 ms, 12 bits each (0 to 40.95 s).
struct PlayoutDelay {
  std::uint16_t min_10ms = 0;
  std::uint16_t max_10ms = 0;

  friend bool operator==(const PlayoutDelay&, const PlayoutDelay&) = default;
};

// The extensions of one packet. Texts point into the packet. A value of the wrong size counts as absent.
struct RtpExtensions {
  std::optional<std::string_view> mid;  // 1 to 16 bytes, not validated further
  std::optional<std::string_view> rid;
  std::optional<std::string_view> repaired_rid;
  std::optional<AudioLevel> audio_level;
  std::optional<std::uint16_t> transport_sequence;
  std::optional<std::uint32_t> abs_send_time;  // 24 bits
  std::optional<VideoOrientation> video_orientation;
  std::optional<PlayoutDelay> playout_delay;

  friend bool operator==(const RtpExtensions&, const RtpExtensions&) = default;
};

// Texts longer than this count as absent: ours are numbers and single letters, browsers' are at most a few characters.
inline constexpr std::size_t kMaxExtensionText = 16;

[[nodiscard]] RtpExtensions parse_extensions(const RtpView& packet, const ExtensionMap& map);

// The elements to write for all that is present in `extensions` and negotiated in `map`.
[[nodiscard]] ExtensionList encode_extensions(const RtpExtensions& extensions, const ExtensionMap& map);

}  // namespace diemcau::wire
