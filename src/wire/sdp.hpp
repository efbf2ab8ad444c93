// Session descriptions (RFC 8866) as far as WebRTC uses them (RFC 8829): plain values, a reader and a writer. What the
// server has no use for is skipped by the reader.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "wire/codec.hpp"
#include "wire/sdp_candidate.hpp"
#include "wire/sdp_error.hpp"

namespace diemcau::wire {

inline constexpr std::size_t kMaxSdpBytes = 256 * 1024;  // browsers' largest offers are a few KiB per section
inline constexpr std::size_t kMaxSdpLines = 8192;
inline constexpr std::size_t kMaxSdpSections = 64;
// Of anything that may be repeated in one section: formats, candidates, SSRCs, feedback types ...
inline constexpr std::size_t kMaxSdpItems = 256;

enum class SectionKind : std::uint8_t { audio, video, application, other };

// RFC 8866 section 6.7
enum class Direction : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
[[nodiscard]] std::string_view direction_name(Direction direction);
[[nodiscard]] Direction reversed(Direction direction);
[[nodiscard]] bool sends(Direction direction);
[[nodiscard]] bool receives(Direction direction);

// a=rtpmap, a=fmtp and a=rtcp-fb of one payload type. rtcp-fb for "*" is given to each payload type.
struct SdpPayload {
  std::uint8_t payload_type = 0;
  std::string codec;  // encoding name as written; empty without rtpmap
  std::uint32_t clock_rate_hz = 0;
  std::uint8_t channels = 1;
  std::string fmtp;                   // as written after the payload type; empty: none
  std::vector<std::string> feedback;  // "nack", "nack pli", "ccm fir", "transport-cc", "goog-remb" ...

  [[nodiscard]] std::optional<Codec> known_codec() const { return codec_from_name(codec); }
  // The value of "name=value" in fmtp, parameters separated by ';'; names compare without case.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
  [[nodiscard]] bool has_feedback(std::string_view type) const;

  friend bool operator==(const SdpPayload&, const SdpPayload&) = default;
};

// a=extmap, RFC 8285 section 8
struct SdpExtension {
  std::uint16_t id = 0;  // 1 to 255, or 4096 to 4351 in an offer that leaves the choice to the answerer
  std::optional<Direction> direction;
  std::string uri;

  friend bool operator==(const SdpExtension&, const SdpExtension&) = default;
};

// a=rid, RFC 8851
struct SdpRid {
  std::string id;
  bool send = true;                         // as the describing side sees it
  std::vector<std::uint8_t> payload_types;  // pt=; empty: all
  std::string restrictions;                 // the others, as written: "max-width=1280;max-fps=30"

  friend bool operator==(const SdpRid&, const SdpRid&) = default;
};

// a=simulcast, RFC 8853: streams in order, each with alternatives.
struct SimulcastAlternative {
  std::string rid;
  bool paused = false;  // '~'

  friend bool operator==(const SimulcastAlternative&, const SimulcastAlternative&) = default;
};
using SimulcastStream = std::vector<SimulcastAlternative>;
struct SdpSimulcast {
  std::vector<SimulcastStream> send;
  std::vector<SimulcastStream> recv;

  [[nodiscard]] bool empty() const { return send.empty() && recv.empty(); }
  friend bool operator==(const SdpSimulcast&, const SdpSimulcast&) = default;
};

// a=fingerprint, RFC 8122 section 5
struct SdpFingerprint {
  std::string algorithm;  // lower case: "sha-256"
  std::vector<std::uint8_t> digest;

  friend bool operator==(const SdpFingerprint&, const SdpFingerprint&) = default;
};

// a=setup, RFC 4145 section 4
enum class SetupRole : std::uint8_t { actpass, active, passive, holdconn };

// a=msid, RFC 8830. A track without a stream has "-" as its stream.
struct SdpMsid {
  std::string stream;
  std::string track;  // may be empty

  friend bool operator==(const SdpMsid&, const SdpMsid&) = default;
};

// a=ssrc, RFC 5576 section 4.1
struct SdpSsrc {
  std::uint32_t ssrc = 0;
  std::string cname;  // empty: not told
  std::string msid;   // the older way of saying a=msid; empty: not told

  friend bool operator==(const SdpSsrc&, const SdpSsrc&) = default;
};

// a=ssrc-group, RFC 5576 section 4.2
struct SdpSsrcGroup {
  std::string semantics;  // "FID", "SIM" ...
  std::vector<std::uint32_t> ssrcs;

  friend bool operator==(const SdpSsrcGroup&, const SdpSsrcGroup&) = default;
};

// a=group, RFC 5888
struct SdpGroup {
  std::string semantics;  // "BUNDLE", "LS"
  std::vector<std::string> mids;

  friend bool operator==(const SdpGroup&, const SdpGroup&) = default;
};

// One m= section. ICE, DTLS, direction and extmap attributes given for the whole session are already filled in where
// the section has none of its own.
struct MediaDescription {
  SectionKind kind = SectionKind::audio;
  std::string other_kind;  // the word in m= when kind is `other`
  std::uint16_t port = 9;  // 0: refused (or, with bundle_only, part of a bundle)
  std::string protocol = "UDP/TLS/RTP/SAVPF";
  std::vector<SdpPayload> payloads;  // in order of preference; RTP sections
  std::vector<std::string> formats;  // of sections that are not RTP
  std::string mid;
  Direction direction = Direction::sendrecv;
  bool rtcp_mux = false;
  bool rtcp_mux_only = false;  // RFC 8858
  bool rtcp_rsize = false;     // RFC 5506
  bool bundle_only = false;    // RFC 9143
  bool extmap_allow_mixed = false;
  std::optional<std::uint64_t> bandwidth_bps;  // b=TIAS, or b=AS times 1000
  std::vector<SdpExtension> extensions;
  std::vector<SdpRid> rids;
  SdpSimulcast simulcast;
  std::string ice_ufrag;
  std::string ice_pwd;
  std::vector<std::string> ice_options;
  std::vector<SdpFingerprint> fingerprints;
  std::optional<SetupRole> setup;
  std::vector<SdpCandidate> candidates;
  bool end_of_candidates = false;
  std::vector<SdpMsid> msids;
  std::vector<SdpSsrc> ssrcs;
  std::vector<SdpSsrcGroup> ssrc_groups;

  [[nodiscard]] bool is_rtp() const;
  [[nodiscard]] bool refused() const { return port == 0 && !bundle_only; }
  [[nodiscard]] const SdpPayload* payload(std::uint8_t payload_type) const;
  // The SHA-256 fingerprint, if one is given.
  [[nodiscard]] std::optional<std::array<std::uint8_t, 32>> sha256_fingerprint() const;

  friend bool operator==(const MediaDescription&, const MediaDescription&) = default;
};

struct SessionDescription {
  std::uint64_t session_id = 0;  // o=; below 2^63 (RFC 8829 section 5.2.1)
  std::uint64_t session_version = 0;
  std::string session_name = "-";
  bool ice_lite = false;
  bool extmap_allow_mixed = false;  // RFC 8285 section 6
  std::vector<SdpGroup> groups;
  std::vector<MediaDescription> media;

  // The mids of the first BUNDLE group; null without one.
  [[nodiscard]] const SdpGroup* bundle() const;

  friend bool operator==(const SessionDescription&, const SessionDescription&) = default;
};

// Lines may end in CRLF or LF. Unknown attributes are skipped; known ones that do not parse are an error, save
// candidates, which are skipped: the others may do.
[[nodiscard]] Result<SessionDescription, SdpError> parse_sdp(std::string_view text);

// CRLF line ends. What parse_sdp reads, write_sdp writes: parsing it again gives an equal value (what was given for the
// whole session is written in each section, so a description near kMaxSdpBytes may come out longer than that). Texts
// are written as they are: they must hold no line ends.
[[nodiscard]] std::string write_sdp(const SessionDescription& description);

}  // namespace diemcau::wire
