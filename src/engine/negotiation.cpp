#include "engine/negotiation.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/codec_choice.hpp"
#include "engine/slot_name.hpp"

namespace diemcau::engine {

namespace {

using wire::MediaDescription;
using wire::SessionDescription;

// The largest view (the director's: 29 of video, three of audio) fits twice; SlotIndex holds more. Bounds the work for
// one offer.
constexpr std::size_t kMaxSections = 64;
constexpr std::size_t kMaxSimulcastLayers = 3;

constexpr std::uint64_t kMaxSdpSessionId = (std::uint64_t{1} << 63U) - 1;  // RFC 8829 section 5.2.1

std::optional<MediaKind> kind_of(const MediaDescription& section) {
  if (!section.is_rtp() || section.refused()) {
    return std::nullopt;
  }
  if (section.kind == wire::SectionKind::audio) {
    return MediaKind::audio;
  }
  return section.kind == wire::SectionKind::video ? std::optional{MediaKind::video} : std::nullopt;
}

// ---- The answer's sections ------------------------------------------------------------------------------------------

// RFC 3264 section 6: refused sections keep their place and their formats.
MediaDescription refused_section(const MediaDescription& offered) {
  MediaDescription answer;
  answer.kind = offered.kind;
  answer.other_kind = offered.other_kind;
  answer.port = 0;
  answer.protocol = offered.protocol;
  answer.formats = offered.formats;
  answer.mid = offered.mid;
  answer.direction = wire::Direction::inactive;
  for (const wire::SdpPayload& payload : offered.payloads) {
    answer.payloads.push_back(payload);
    answer.payloads.back().fmtp.clear();
    answer.payloads.back().feedback.clear();
  }
  return answer;
}

// Which extensions make sense in which direction: rid names the layers that a publisher sends.
bool wanted(wire::ExtensionKind kind, Sender sender) {
  switch (kind) {
    case wire::ExtensionKind::rid:
    case wire::ExtensionKind::repaired_rid:
    case wire::ExtensionKind::transport_sequence:
      return sender == Sender::peer;
    case wire::ExtensionKind::mid:
    case wire::ExtensionKind::audio_level:
    case wire::ExtensionKind::abs_send_time:
    case wire::ExtensionKind::video_orientation:
    case wire::ExtensionKind::playout_delay:
      return true;
  }
  return false;
}

// Bundled sections share one numbering (RFC 9143 section 9.1); what contradicts an earlier section is left out.
std::vector<wire::SdpExtension> choose_extensions(const MediaDescription& offered, Sender sender,
                                                  wire::ExtensionMap& map) {
  std::vector<wire::SdpExtension> chosen;
  for (const wire::SdpExtension& extension : offered.extensions) {
    const auto kind = wire::extension_from_uri(extension.uri);
    if (!kind || !wanted(*kind, sender) || extension.id > wire::ExtensionMap::kMaxId) {
      continue;
    }
    const auto id = static_cast<std::uint8_t>(extension.id);
    if (map.id(*kind) == id || map.set(id, *kind)) {
      chosen.push_back({extension.id, std::nullopt, extension.uri});
    }
  }
  return chosen;
}

MediaDescription accepted_section(const MediaDescription& offered, CodecChoice& choice,
                                  std::vector<wire::SdpExtension> extensions) {
  MediaDescription answer;
  answer.kind = offered.kind;
  answer.protocol = offered.protocol;
  answer.mid = offered.mid;
  answer.payloads = std::move(choice.answer);
  answer.rtcp_mux = true;
  answer.rtcp_rsize = offered.rtcp_rsize;
  answer.extensions = std::move(extensions);
  return answer;
}

// ---- The transport --------------------------------------------------------------------------------------------------

// What all sections share, from the first accepted one that has it: the others may leave it out (RFC 9143 section 7.1).
struct OfferedTransport {
  IceCredentials ice;
  std::array<std::uint8_t, 32> fingerprint{};
  dtls::Role our_role = dtls::Role::server;
};

bool is_bundled(const SessionDescription& offer, const std::vector<std::size_t>& accepted) {
  const wire::SdpGroup* const bundle = offer.bundle();
  return std::ranges::all_of(accepted, [&](std::size_t index) {
    const MediaDescription& section = offer.media[index];
    const bool alone = bundle == nullptr && accepted.size() == 1;
    const bool member = bundle != nullptr && std::ranges::find(bundle->mids, section.mid) != bundle->mids.end();
    return (section.rtcp_mux || section.rtcp_mux_only) && (alone || member);
  });
}

Result<OfferedTransport, NegotiationError> offered_transport(const SessionDescription& offer,
                                                             const std::vector<std::size_t>& accepted) {
  if (!is_bundled(offer, accepted)) {
    return failure(NegotiationError::not_bundled);
  }
  OfferedTransport transport;
  const auto with_ice = std::ranges::find_if(accepted, [&offer](std::size_t index) {
    return !offer.media[index].ice_ufrag.empty() && !offer.media[index].ice_pwd.empty();
  });
  if (with_ice == accepted.end()) {
    return failure(NegotiationError::no_ice_credentials);
  }
  transport.ice = {offer.media[*with_ice].ice_ufrag, offer.media[*with_ice].ice_pwd};
  for (const std::size_t index : accepted) {
    const auto fingerprint = offer.media[index].sha256_fingerprint();
    if (!fingerprint) {
      continue;
    }
    transport.fingerprint = *fingerprint;
    // RFC 5763 section 5: an offerer that will be passive makes us the client; anything else lets it begin.
    transport.our_role = offer.media[index].setup == wire::SetupRole::passive ? dtls::Role::client : dtls::Role::server;
    return transport;
  }
  return failure(NegotiationError::no_fingerprint);
}

// Host candidates, best first (RFC 8445 section 5.1.2.1: type preference 126, component 1).
std::vector<wire::SdpCandidate> candidates_of(const LocalDescription& local) {
  std::vector<wire::SdpCandidate> candidates;
  std::uint32_t preference = 65535;
  for (const SocketAddress& address : local.candidates) {
    wire::SdpCandidate candidate;
    candidate.foundation = std::to_string(candidates.size() + 1);
    candidate.priority = (126U << 24U) | (preference << 8U) | 255U;
    candidate.address = address.ip.to_string();
    candidate.port = address.port;
    candidates.push_back(std::move(candidate));
    --preference;
  }
  return candidates;
}

// Writes the transport into the accepted sections; candidates into the first, which carries the bundle.
void write_transport(SessionDescription& answer, const std::vector<std::size_t>& accepted,
                     const LocalDescription& local, const IceCredentials& ice, dtls::Role our_role) {
  for (const std::size_t index : accepted) {
    MediaDescription& section = answer.media[index];
    section.ice_ufrag = ice.ufrag;
    section.ice_pwd = ice.pwd;
    section.fingerprints = {
        {"sha-256", std::vector<std::uint8_t>(local.fingerprint_sha256.begin(), local.fingerprint_sha256.end())}};
    section.setup = our_role == dtls::Role::client ? wire::SetupRole::active : wire::SetupRole::passive;
  }
  answer.media[accepted.front()].candidates = candidates_of(local);
  answer.media[accepted.front()].end_of_candidates = true;
}

SessionDescription begin_answer(const SessionPlan& plan) {
  SessionDescription answer;
  answer.session_id = plan.session.value() & kMaxSdpSessionId;
  answer.session_version = 1;
  answer.ice_lite = true;
  return answer;
}

// Transport parameters of the session, and everything of the answer that concerns more than one section.
Result<TransportParameters, NegotiationError> finish_answer(const SessionDescription& offer,
                                                            const LocalDescription& local, const SessionPlan& plan,
                                                            const std::vector<std::size_t>& accepted,
                                                            SessionDescription& answer) {
  const auto offered = offered_transport(offer, accepted);
  if (!offered) {
    return failure(offered.error());
  }
  write_transport(answer, accepted, local, plan.local_ice, offered->our_role);
  if (offer.bundle() != nullptr) {
    wire::SdpGroup bundle{"BUNDLE", {}};
    for (const std::size_t index : accepted) {
      bundle.mids.push_back(offer.media[index].mid);
    }
    answer.groups.push_back(std::move(bundle));
  }
  return TransportParameters{plan.session, plan.local_ice, offered->ice, offered->fingerprint, offered->our_role};
}

std::optional<NegotiationError> check_size(const SessionDescription& offer) {
  if (std::ranges::none_of(offer.media, [](const MediaDescription& section) { return kind_of(section).has_value(); })) {
    return NegotiationError::no_media;
  }
  return offer.media.size() > kMaxSections ? std::optional{NegotiationError::too_many_sections} : std::nullopt;
}

// ---- Publishers -----------------------------------------------------------------------------------------------------

// RFC 8853 section 5.3: of each stream the first alternative, in the order offered.
void accept_simulcast(const MediaDescription& offered, MediaDescription& answer, sfu::PublishedTrack& track) {
  for (const wire::SimulcastStream& stream : offered.simulcast.send) {
    if (stream.empty() || track.rids.size() == kMaxSimulcastLayers) {
      continue;
    }
    const std::string& rid = stream.front().rid;
    track.rids.push_back(rid);
    wire::SdpRid answered;
    answered.id = rid;
    answered.send = false;
    answer.rids.push_back(std::move(answered));
    answer.simulcast.recv.push_back({{rid, false}});
  }
}

std::vector<std::uint32_t> announced_ssrcs(const MediaDescription& offered) {
  for (const std::string_view semantics : {"SIM", "FID"}) {
    const auto group = std::ranges::find(offered.ssrc_groups, semantics, &wire::SdpSsrcGroup::semantics);
    if (group == offered.ssrc_groups.end() || group->ssrcs.empty()) {
      continue;
    }
    const std::size_t layers = semantics == "SIM" ? std::min(group->ssrcs.size(), kMaxSimulcastLayers) : 1;
    return {group->ssrcs.begin(), group->ssrcs.begin() + static_cast<std::ptrdiff_t>(layers)};
  }
  return offered.ssrcs.empty() ? std::vector<std::uint32_t>{} : std::vector{offered.ssrcs.front().ssrc};
}

// RFC 4588 section 8.8: FID pairs a source with its retransmissions.
std::optional<std::uint32_t> rtx_ssrc_of(const MediaDescription& offered, std::uint32_t ssrc) {
  for (const wire::SdpSsrcGroup& group : offered.ssrc_groups) {
    if (group.semantics == "FID" && group.ssrcs.size() == 2 && group.ssrcs[0] == ssrc) {
      return group.ssrcs[1];
    }
  }
  return std::nullopt;
}

void read_ssrcs(const MediaDescription& offered, sfu::PublishedTrack& track) {
  if (!track.rids.empty()) {
    return;  // layers are told by rid; SSRC lines beside them name at most the first (RFC 8853 section 5.2)
  }
  for (const std::uint32_t ssrc : announced_ssrcs(offered)) {
    track.ssrcs.push_back(ssrc);
    if (const auto rtx = rtx_ssrc_of(offered, ssrc); rtx && track.rtx_ssrcs.size() + 1 == track.ssrcs.size()) {
      track.rtx_ssrcs.push_back(*rtx);
    }
  }
}

// One section of a publisher's offer, accepted.
void accept_published(const MediaDescription& offered, MediaKind kind, TrackId id, CodecChoice choice,
                      PublisherAnswer& result) {
  sfu::PublishedTrack track;
  track.track = id;
  track.kind = kind;
  track.mid = offered.mid;
  track.codecs = choice.codecs;
  track.nack = choice.nack;
  track.key_frame_feedback = choice.key_frame_feedback;
  MediaDescription answer =
      accepted_section(offered, choice, choose_extensions(offered, Sender::peer, result.media.extensions));
  answer.direction = wire::Direction::recvonly;
  if (kind == MediaKind::video) {
    accept_simulcast(offered, answer, track);
  }
  read_ssrcs(offered, track);
  track.transport_feedback =
      choice.transport_feedback && result.media.extensions.id(wire::ExtensionKind::transport_sequence).has_value();
  result.media.tracks.push_back(std::move(track));
  result.answer.media.push_back(std::move(answer));
}

// ---- Receivers ------------------------------------------------------------------------------------------------------

struct PlannedSlot {
  std::string name;  // empty beyond what the plan allows
  bool mixed = false;
};

PlannedSlot planned_slot(MediaKind kind, std::size_t nth, const SlotLayout& layout) {
  if (kind == MediaKind::video) {
    return nth < layout.video.size() ? PlannedSlot{layout.video[nth], false} : PlannedSlot{};
  }
  if (nth < layout.mixed_audio.size()) {
    return {layout.mixed_audio[nth], true};
  }
  const std::size_t assigned = nth - layout.mixed_audio.size();
  return assigned < layout.assigned_audio.size() ? PlannedSlot{layout.assigned_audio[assigned], false} : PlannedSlot{};
}

void write_sources(MediaDescription& answer, const sfu::SlotParameters& slot, const std::string& name,
                   const std::string& cname) {
  answer.msids = {{stream_of_slot(name), name}};
  answer.ssrcs.push_back({slot.ssrc, cname, {}});
  if (slot.rtx_ssrc) {
    answer.ssrcs.push_back({*slot.rtx_ssrc, cname, {}});
    answer.ssrc_groups.push_back({"FID", {slot.ssrc, *slot.rtx_ssrc}});
  }
}

void accept_slot(const MediaDescription& offered, MediaKind kind, const PlannedSlot& planned, CodecChoice choice,
                 std::uint32_t& next_ssrc, ReceiverAnswer& result) {
  sfu::SlotParameters slot;
  slot.index = static_cast<SlotIndex>(result.answer.media.size());
  slot.kind = kind;
  slot.mixed = planned.mixed;
  slot.mid = offered.mid;
  slot.ssrc = next_ssrc++;
  slot.codecs = choice.codecs;
  slot.nack = choice.nack;
  const bool has_rtx = std::ranges::any_of(
      slot.codecs, [](const sfu::CodecParameters& codec) { return codec.rtx_payload_type.has_value(); });
  if (has_rtx) {
    slot.rtx_ssrc = next_ssrc++;
  }
  MediaDescription answer =
      accepted_section(offered, choice, choose_extensions(offered, Sender::server, result.media.extensions));
  answer.direction = wire::Direction::sendonly;
  write_sources(answer, slot, planned.name, result.media.cname);
  result.media.slots.push_back(std::move(slot));
  result.answer.media.push_back(std::move(answer));
  result.slot_names.back() = planned.name;
}

}  // namespace

std::string describe(NegotiationError error) {
  switch (error) {
    case NegotiationError::not_bundled:
      return "All media sections must share one transport: offer them in one BUNDLE group, with a=rtcp-mux.";
    case NegotiationError::no_ice_credentials:
      return "The offer has no a=ice-ufrag and a=ice-pwd.";
    case NegotiationError::no_fingerprint:
      return "The offer has no a=fingerprint by sha-256.";
    case NegotiationError::no_media:
      return "The offer has no audio or video section.";
    case NegotiationError::too_many_sections:
      return "The offer has more than " + std::to_string(kMaxSections) + " media sections.";
    case NegotiationError::no_common_codec:
      return "Offer VP8, H.264 with packetization-mode=1, or VP9 profile 0 for video, and Opus for audio.";
    case NegotiationError::wrong_direction:
      return "A publisher must offer sections that send (sendonly), a receiver sections that receive (recvonly).";
    case NegotiationError::no_sound:
      return "This source is sound alone: offer an audio section that sends (sendonly).";
  }
  return {};
}

Result<PublisherAnswer, NegotiationError> negotiate_publisher(const SessionDescription& offer,
                                                              const LocalDescription& local, const SessionPlan& plan) {
  if (const auto error = check_size(offer)) {
    return failure(*error);
  }
  PublisherAnswer result;
  result.answer = begin_answer(plan);
  result.media.session = plan.session;
  result.media.owner = plan.owner;
  std::vector<std::size_t> accepted;
  std::array<bool, 2> taken{};  // by MediaKind: one audio and one video section, the first of each that sends
  for (const MediaDescription& section : offer.media) {
    const auto kind = kind_of(section);
    if (!kind || !wire::sends(section.direction) || taken.at(static_cast<std::size_t>(*kind)) ||
        (plan.sound_only && *kind == MediaKind::video)) {
      result.answer.media.push_back(refused_section(section));
      continue;
    }
    CodecChoice choice = choose_codecs(section, *kind, Sender::peer);
    if (choice.codecs.empty()) {
      return failure(NegotiationError::no_common_codec);
    }
    taken.at(static_cast<std::size_t>(*kind)) = true;
    accepted.push_back(result.answer.media.size());
    const TrackId id{plan.first_track.value() + (*kind == MediaKind::video ? 1U : 0U)};
    accept_published(section, *kind, id, std::move(choice), result);
  }
  if (accepted.empty()) {
    return failure(plan.sound_only ? NegotiationError::no_sound : NegotiationError::wrong_direction);
  }
  auto transport = finish_answer(offer, local, plan, accepted, result.answer);
  if (!transport) {
    return failure(transport.error());
  }
  result.transport = std::move(*transport);
  return result;
}

Result<ReceiverAnswer, NegotiationError> negotiate_receiver(const SessionDescription& offer,
                                                            const LocalDescription& local, const SessionPlan& plan) {
  if (const auto error = check_size(offer)) {
    return failure(*error);
  }
  ReceiverAnswer result;
  result.answer = begin_answer(plan);
  result.media.session = plan.session;
  result.media.mix = plan.mix;
  result.media.owner = plan.owner;
  result.media.cname = "diemcau-" + std::to_string(plan.session.value());
  std::vector<std::size_t> accepted;
  std::array<std::size_t, 2> seen{};  // sections of each MediaKind so far
  std::uint32_t next_ssrc = plan.first_ssrc;
  bool receives_any = false;
  for (const MediaDescription& section : offer.media) {
    result.slot_names.emplace_back();
    const auto kind = kind_of(section);
    const PlannedSlot planned =
        kind ? planned_slot(*kind, seen.at(static_cast<std::size_t>(*kind))++, plan.slots) : PlannedSlot{};
    const bool receives = kind && wire::receives(section.direction);
    receives_any = receives_any || receives;
    CodecChoice choice =
        receives && !planned.name.empty() ? choose_codecs(section, *kind, Sender::server) : CodecChoice{};
    if (choice.codecs.empty()) {
      result.answer.media.push_back(refused_section(section));
      continue;
    }
    accepted.push_back(result.answer.media.size());
    accept_slot(section, *kind, planned, std::move(choice), next_ssrc, result);
  }
  if (accepted.empty()) {
    return failure(receives_any ? NegotiationError::no_common_codec : NegotiationError::wrong_direction);
  }
  auto transport = finish_answer(offer, local, plan, accepted, result.answer);
  if (!transport) {
    return failure(transport.error());
  }
  result.transport = std::move(*transport);
  return result;
}

}  // namespace diemcau::engine
