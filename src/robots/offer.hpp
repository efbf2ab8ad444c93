// The client's half of offer and answer (RFC 8829): what a simulated site offers, and what it reads in the answer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/result.hpp"
#include "dtls/certificate.hpp"
#include "dtls/endpoint.hpp"
#include "ice/credentials.hpp"
#include "transport/transport.hpp"
#include "wire/codec.hpp"
#include "wire/extensions.hpp"
#include "wire/sdp.hpp"

namespace diemcau::robots {

// Payload types and extension ids that simulated sites offer; the server answers with the same numbers.
inline constexpr std::uint8_t kOpusPayloadType = 111;
inline constexpr std::uint8_t kVp8PayloadType = 96;
inline constexpr std::uint8_t kVp8RtxPayloadType = 97;
inline constexpr std::uint8_t kH264PayloadType = 102;
inline constexpr std::uint8_t kH264RtxPayloadType = 103;

// The layers of simulcast: a quarter, a half and the full height.
inline constexpr std::array<std::string_view, 3> kRids{"q", "h", "f"};

[[nodiscard]] wire::ExtensionMap offered_extensions();

struct OfferIdentity {
  ice::Credentials ice;
  dtls::Fingerprint fingerprint;
};

// One audio section (mid "0"), one video section (mid "1"): VP8 with three simulcast layers, or H.264 with one.
[[nodiscard]] wire::SessionDescription publish_offer(const OfferIdentity& identity, wire::Codec video);

// Slots by order, as docs/protocol.md says: main, content, second, tiles, then three of audio.
[[nodiscard]] wire::SessionDescription watch_offer(const OfferIdentity& identity, std::size_t gallery_tiles);

// One slot as the server will send it.
struct AnsweredSlot {
  std::string name;  // "main", "gallery-1", "audio-1" ...
  wire::SectionKind kind = wire::SectionKind::audio;
  std::uint32_t ssrc = 0;
  std::optional<std::uint32_t> rtx_ssrc;
};

struct Answer {
  ice::Credentials ice;
  dtls::Fingerprint fingerprint;
  dtls::Role dtls_role = dtls::Role::client;  // ours
  std::vector<SocketAddress> candidates;
  std::vector<AnsweredSlot> slots;  // of sections that the server sends
};

// For a session that `answer` opened, with the ICE credentials that were offered.
[[nodiscard]] transport::TransportOptions transport_options(ice::Credentials local, const Answer& answer);

// The error is a sentence for the log.
[[nodiscard]] Result<Answer, std::string> read_answer(std::string_view sdp);

}  // namespace diemcau::robots
