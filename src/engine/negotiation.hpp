// Offer in, answer and session parameters out: pure, run by the control plane. RFC 8829 (answerer), RFC 9725 (WHIP).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/address.hpp"
#include "base/media_ids.hpp"
#include "base/result.hpp"
#include "dtls/role.hpp"
#include "engine/slot_layout.hpp"
#include "ice/credentials.hpp"
#include "sfu/parameters.hpp"
#include "wire/sdp.hpp"

namespace diemcau::engine {

// Made by the caller from a cryptographic source: they admit packets.
using IceCredentials = ice::Credentials;

struct TransportParameters {
  SessionId session;
  IceCredentials local_ice;
  IceCredentials remote_ice;
  std::array<std::uint8_t, 32> remote_fingerprint_sha256{};  // RFC 8122
  dtls::Role dtls_role = dtls::Role::server;
};

// What this server says of itself in every answer.
struct LocalDescription {
  std::vector<SocketAddress> candidates;  // host addresses and the configured public one, one component
  std::array<std::uint8_t, 32> fingerprint_sha256{};
};

enum class NegotiationError : std::uint8_t {
  not_bundled,  // media sections on several transports: BUNDLE and rtcp-mux are required
  no_ice_credentials,
  no_fingerprint,  // none, or none by SHA-256
  no_media,
  too_many_sections,
  no_common_codec,
  wrong_direction,  // a publisher must send, a receiver must receive
  no_sound,         // what is sound alone was offered without
};
// One sentence that says what to change.
[[nodiscard]] std::string describe(NegotiationError error);

struct PublisherAnswer {
  TransportParameters transport;
  sfu::PublisherParameters media;
  wire::SessionDescription answer;
};
struct ReceiverAnswer {
  TransportParameters transport;
  sfu::ReceiverParameters media;
  wire::SessionDescription answer;
  std::vector<std::string> slot_names;  // by SlotIndex: "main", "gallery-1", "audio-1"; empty: refused section
};

// What the control plane decides beforehand for one session.
struct SessionPlan {
  SessionId session;
  OwnerId owner;
  IceCredentials local_ice;
  TrackId first_track;           // publishers: audio gets this one, video the next
  bool sound_only = false;       // publishers: video sections are refused
  MixId mix;                     // receivers
  SlotLayout slots;              // receivers
  std::uint32_t first_ssrc = 1;  // receivers: slots and their retransmissions are numbered upward from here
};

[[nodiscard]] Result<PublisherAnswer, NegotiationError> negotiate_publisher(const wire::SessionDescription& offer,
                                                                            const LocalDescription& local,
                                                                            const SessionPlan& plan);
[[nodiscard]] Result<ReceiverAnswer, NegotiationError> negotiate_receiver(const wire::SessionDescription& offer,
                                                                          const LocalDescription& local,
                                                                          const SessionPlan& plan);

}  // namespace diemcau::engine
