#include "robots/offer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace diemcau::robots {
namespace {

using wire::Codec;
using wire::ExtensionKind;
using wire::MediaDescription;
using wire::SdpPayload;

constexpr std::array<std::pair<std::uint8_t, ExtensionKind>, 6> kExtensions{{{1, ExtensionKind::mid},
                                                                             {2, ExtensionKind::rid},
                                                                             {3, ExtensionKind::repaired_rid},
                                                                             {4, ExtensionKind::audio_level},
                                                                             {5, ExtensionKind::transport_sequence},
                                                                             {6, ExtensionKind::abs_send_time}}};
constexpr std::size_t kStageSlots = 3;  // main, content, second
constexpr std::size_t kAudioSlots = 3;

MediaDescription section(const OfferIdentity& identity, std::string mid, wire::Direction direction) {
  MediaDescription media;
  media.mid = std::move(mid);
  media.direction = direction;
  media.rtcp_mux = true;
  media.rtcp_rsize = true;
  media.ice_ufrag = identity.ice.ufrag;
  media.ice_pwd = identity.ice.pwd;
  media.fingerprints.push_back({"sha-256", {identity.fingerprint.digest.begin(), identity.fingerprint.digest.end()}});
  media.setup = wire::SetupRole::actpass;
  for (const auto& [id, kind] : kExtensions) {
    media.extensions.push_back({id, std::nullopt, std::string{wire::extension_uri(kind)}});
  }
  return media;
}

void make_audio(MediaDescription& media) {
  media.kind = wire::SectionKind::audio;
  media.payloads.push_back(
      SdpPayload{kOpusPayloadType, "opus", 48'000, 2, "minptime=10;useinbandfec=1", {"nack", "transport-cc"}});
}

void add_video(MediaDescription& media, Codec codec) {
  const bool vp8 = codec == Codec::vp8;
  const std::uint8_t payload_type = vp8 ? kVp8PayloadType : kH264PayloadType;
  media.kind = wire::SectionKind::video;
  media.payloads.push_back(
      SdpPayload{payload_type,
                 vp8 ? "VP8" : "H264",
                 90'000,
                 1,
                 vp8 ? "" : "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
                 {"nack", "nack pli", "ccm fir", "transport-cc"}});
  media.payloads.push_back(SdpPayload{
      vp8 ? kVp8RtxPayloadType : kH264RtxPayloadType, "rtx", 90'000, 1, fmt::format("apt={}", payload_type), {}});
}

void add_simulcast(MediaDescription& media) {
  for (const std::string_view rid : kRids) {
    media.rids.push_back({std::string{rid}, true, {}, ""});
    media.simulcast.send.push_back({wire::SimulcastAlternative{std::string{rid}, false}});
  }
}

wire::SessionDescription bundled(std::vector<MediaDescription> media) {
  wire::SessionDescription offer;
  offer.session_id = 1;
  wire::SdpGroup bundle{"BUNDLE", {}};
  for (const MediaDescription& section : media) {
    bundle.mids.push_back(section.mid);
  }
  offer.groups.push_back(std::move(bundle));
  offer.media = std::move(media);
  return offer;
}

std::optional<AnsweredSlot> slot_of(const MediaDescription& media) {
  if (media.refused() || media.ssrcs.empty() || media.msids.empty()) {
    return std::nullopt;
  }
  AnsweredSlot slot{media.msids.front().track, media.kind, media.ssrcs.front().ssrc, std::nullopt};
  const auto pair =
      std::find_if(media.ssrc_groups.begin(), media.ssrc_groups.end(),
                   [](const wire::SdpSsrcGroup& group) { return group.semantics == "FID" && group.ssrcs.size() == 2; });
  if (pair != media.ssrc_groups.end()) {
    slot.ssrc = pair->ssrcs[0];
    slot.rtx_ssrc = pair->ssrcs[1];
  }
  return slot;
}

}  // namespace

wire::ExtensionMap offered_extensions() {
  wire::ExtensionMap map;
  for (const auto& [id, kind] : kExtensions) {
    map.set(id, kind);
  }
  return map;
}

wire::SessionDescription publish_offer(const OfferIdentity& identity, Codec video) {
  MediaDescription audio = section(identity, "0", wire::Direction::sendonly);
  make_audio(audio);
  MediaDescription camera = section(identity, "1", wire::Direction::sendonly);
  add_video(camera, video);
  if (video == Codec::vp8) {
    add_simulcast(camera);
  }
  return bundled({std::move(audio), std::move(camera)});
}

wire::SessionDescription watch_offer(const OfferIdentity& identity, std::size_t gallery_tiles) {
  std::vector<MediaDescription> media;
  const auto next_mid = [&] { return fmt::format("{}", media.size()); };
  for (std::size_t slot = 0; slot < kStageSlots + gallery_tiles; ++slot) {
    MediaDescription video = section(identity, next_mid(), wire::Direction::recvonly);
    add_video(video, Codec::vp8);
    add_video(video, Codec::h264);
    media.push_back(std::move(video));
  }
  for (std::size_t slot = 0; slot < kAudioSlots; ++slot) {
    MediaDescription audio = section(identity, next_mid(), wire::Direction::recvonly);
    make_audio(audio);
    media.push_back(std::move(audio));
  }
  return bundled(std::move(media));
}

transport::TransportOptions transport_options(ice::Credentials local, const Answer& answer) {
  return {std::move(local), answer.ice, answer.fingerprint, answer.dtls_role, answer.candidates};
}

Result<Answer, std::string> read_answer(std::string_view sdp) {
  const auto description = wire::parse_sdp(sdp);
  if (!description) {
    return failure(std::string{"the answer is not SDP"});
  }
  Answer answer;
  for (const MediaDescription& media : description->media) {
    if (const auto fingerprint = media.sha256_fingerprint();
        fingerprint && answer.ice.ufrag.empty() && !media.refused()) {
      answer.ice = {media.ice_ufrag, media.ice_pwd};
      answer.fingerprint.digest = *fingerprint;
      answer.dtls_role = media.setup == wire::SetupRole::active ? dtls::Role::server : dtls::Role::client;
    }
    for (const wire::SdpCandidate& candidate : media.candidates) {
      const auto address = candidate.socket_address();
      if (address && candidate.transport == "udp" &&
          std::ranges::find(answer.candidates, *address) == answer.candidates.end()) {
        answer.candidates.push_back(*address);
      }
    }
    if (auto slot = slot_of(media)) {
      answer.slots.push_back(std::move(*slot));
    }
  }
  if (answer.ice.ufrag.empty() || answer.candidates.empty()) {
    return failure(std::string{"the answer names no address, credentials or fingerprint"});
  }
  return answer;
}

}  // namespace diemcau::robots
