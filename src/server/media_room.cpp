#include "server/media_room.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/slot_name.hpp"
#include "wire/sdp.hpp"
#include "wire/trickle.hpp"

namespace diemcau::server {

using conference::MediaSource;

namespace {

constexpr std::size_t kSessionNameLength = 26;  // 130 bits
constexpr std::size_t kEtagLength = 13;         // 65 bits: told to the session's owner only

Problem problem_of(engine::NegotiationError error) {
  return error == engine::NegotiationError::no_common_codec ? no_common_codec(engine::describe(error))
                                                            : malformed_sdp(engine::describe(error));
}

Result<wire::SessionDescription, Problem> read_offer(std::string_view text) {
  auto offer = wire::parse_sdp(text);
  if (!offer) {
    return failure(malformed_sdp(offer.error().describe()));
  }
  return *std::move(offer);
}

SlotUse use_of(View view, std::string_view name) {
  using Kind = SlotUse::Kind;
  if (view == View::loop) {
    return {name.empty() ? Kind::none : engine::is_audio_slot(name) ? Kind::own_sound : Kind::own_picture};
  }
  if (const auto tile = engine::tile_of_slot(name)) {
    return {Kind::tile, *tile};
  }
  constexpr std::array kNamed{std::pair{engine::kMainSlot, Kind::main}, std::pair{engine::kContentSlot, Kind::content},
                              std::pair{engine::kSecondSlot, Kind::second},
                              std::pair{engine::kPreviewSlot, Kind::preview},
                              std::pair{engine::kTalkbackSlot, Kind::talkback}};
  const auto found = std::ranges::find(kNamed, name, [](const auto& each) { return each.first; });
  return {found == kNamed.end() ? Kind::none : found->second};
}

ReceiverPart receiver_part(View view, std::vector<std::string> slot_names) {
  ReceiverPart part;
  part.view = view;
  std::size_t tiles = 0;
  for (const std::string& name : slot_names) {
    part.uses.push_back(use_of(view, name));
    tiles += part.uses.back().kind == SlotUse::Kind::tile ? 1U : 0U;
  }
  part.plan.gallery.resize(tiles);
  part.assigned.resize(slot_names.size());
  part.slot_names = std::move(slot_names);
  return part;
}

}  // namespace

std::optional<TrackId> PublisherPart::track(MediaKind kind) const {
  const auto found = std::ranges::find(tracks, kind, &PublishedTrack::kind);
  return found == tracks.end() ? std::nullopt : std::optional{found->id};
}

MediaRoom::MediaRoom(MediaPort& media, MediaNumbers& numbers, const auth::FillRandom& fill, const HostLimits& limits)
    : media_(media), numbers_(numbers), fill_(fill), limits_(limits), mix_(numbers.next_mix++) {}

// ---- Sessions -------------------------------------------------------------------------------------------------------

bool MediaRoom::is_full(const LinkId& link) const {
  const auto of_link = std::ranges::count_if(sessions_, [&](const auto& one) { return one.second.link == link; });
  return sessions_.size() >= limits_.sessions_per_conference ||
         static_cast<std::size_t>(of_link) >= limits_.sessions_per_link;
}

OwnerId MediaRoom::owner_of(const std::optional<SiteId>& site) {
  if (!site) {
    return {};
  }
  OwnerId& owner = owners_[*site];
  if (owner == OwnerId{}) {
    owner = OwnerId{numbers_.next_owner++};
  }
  return owner;
}

void MediaRoom::remember_tracks(const PublisherPart& part, const SiteId& site) {
  for (const PublishedTrack& track : part.tracks) {
    tracks_.insert_or_assign(track.id, TrackOwner{site, part.source, false});
  }
  for (auto one = tracks_.begin(); tracks_.size() > kMaxKnownTracks && one != tracks_.end();) {
    one = one->second.gone ? tracks_.erase(one) : std::next(one);
  }
}

std::string MediaRoom::new_etag() const {
  return '"' + auth::random_text(fill_, kEtagLength) + '"';
}

MediaSession MediaRoom::make_session(const auth::Claims& claims, SessionId id) {
  MediaSession session;
  session.id = id;
  session.name = auth::random_text(fill_, kSessionNameLength);
  session.link = claims.link;
  session.site = claims.site;
  session.etag = new_etag();
  return session;
}

OpenedSession MediaRoom::keep(MediaSession session, const wire::SessionDescription& answer) {
  for (const wire::MediaDescription& section : answer.media) {
    session.candidates.insert(session.candidates.end(), section.candidates.begin(), section.candidates.end());
  }
  OpenedSession opened{session.name, wire::write_sdp(answer), session.etag};
  by_name_.emplace(session.name, session.id);
  sessions_.emplace(session.id, std::move(session));
  return opened;
}

Result<MediaRoom::Published, Problem> MediaRoom::publish(const auth::Claims& claims, MediaSource source,
                                                         std::string_view offer_sdp) {
  // Talkback is nobody's, whoever speaks.
  const SiteId site = source == MediaSource::talkback ? SiteId{} : claims.site.value_or(SiteId{});
  const auto older = newest(site, source);
  const auto offer = read_offer(offer_sdp);
  if (!offer) {
    return failure(offer.error());
  }
  if (is_full(claims.link) && !older) {  // who takes over adds none
    return failure(too_many_sessions());
  }
  const SessionId id{numbers_.next_session++};
  // What is no source of the conference has no owner: a site is to hear its own test.
  const engine::SessionPlan plan{.session = id,
                                 .owner = conference::is_of_conference(source) ? owner_of(claims.site) : OwnerId{},
                                 .local_ice = media_.make_ice_credentials(id),
                                 .first_track = TrackId{numbers_.next_track},
                                 .sound_only = source == MediaSource::talkback,
                                 .mix = mix_,
                                 .slots = {}};
  numbers_.next_track += 2;  // sound and picture
  auto answer = engine::negotiate_publisher(*offer, media_.local_description(), plan);
  if (!answer) {
    return failure(problem_of(answer.error()));
  }
  MediaSession session = make_session(claims, id);
  session.remote_ice = answer->transport.remote_ice;
  PublisherPart part{.source = source, .tracks = {}};
  for (const sfu::PublishedTrack& track : answer->media.tracks) {
    part.tracks.push_back({.id = track.track, .kind = track.kind});
  }
  if (!media_.post(engine::OpenPublisher{answer->transport, answer->media})) {
    return failure(overloaded());
  }
  remember_tracks(part, site);
  session.part = std::move(part);
  Published published;
  if (older) {
    published.replaced = forget(*older, true);
  }
  publishers_[site].at(static_cast<std::size_t>(source)) = id;
  published.session = keep(std::move(session), answer->answer);
  return published;
}

Result<OpenedSession, Problem> MediaRoom::receive(const auth::Claims& claims, View view, std::string_view offer_sdp) {
  const auto offer = read_offer(offer_sdp);
  if (!offer) {
    return failure(offer.error());
  }
  if (is_full(claims.link)) {
    return failure(too_many_sessions());
  }
  const SessionId id{numbers_.next_session++};
  std::array<std::uint8_t, 4> random{};
  fill_(random);
  // Room above for every slot and its retransmissions; never 0 (RFC 3550 leaves it free, but tools take it for none).
  const std::uint32_t first_ssrc = (ByteReader{random}.u32() & 0x7FFF'FFFFU) | 1U;
  const engine::SessionPlan plan{.session = id,
                                 .owner = owner_of(claims.site),
                                 .local_ice = media_.make_ice_credentials(id),
                                 .first_track = TrackId{},
                                 .mix = mix_,
                                 .slots = layout_of(view),
                                 .first_ssrc = first_ssrc};
  auto answer = engine::negotiate_receiver(*offer, media_.local_description(), plan);
  if (!answer) {
    return failure(problem_of(answer.error()));
  }
  MediaSession session = make_session(claims, id);
  session.remote_ice = answer->transport.remote_ice;
  session.part = receiver_part(view, std::move(answer->slot_names));
  if (!media_.post(engine::OpenReceiver{answer->transport, answer->media})) {
    return failure(overloaded());
  }
  return keep(std::move(session), answer->answer);
}

MediaSession* MediaRoom::find(const LinkId& link, std::string_view name) {
  const auto named = by_name_.find(name);
  if (named == by_name_.end()) {
    return nullptr;
  }
  MediaSession& session = sessions_.at(named->second);
  return session.link == link ? &session : nullptr;
}

Result<Patched, Problem> MediaRoom::patch(const LinkId& link, std::string_view name,
                                          const std::optional<std::string>& if_match, std::string_view fragment) {
  MediaSession* const session = find(link, name);
  if (session == nullptr) {
    return failure(no_such_session());
  }
  if (if_match && *if_match != "*" && *if_match != session->etag) {
    return failure(etag_mismatch());
  }
  const auto offered = wire::parse_trickle_fragment(fragment);
  if (!offered) {
    return failure(malformed_sdp(offered.error().describe()));
  }
  const bool same = offered->ice_ufrag.empty() || offered->ice_ufrag == session->remote_ice.ufrag;
  if (same) {
    return Patched{{}, session->etag};  // ICE-lite learns the peer's candidates from its checks (RFC 8445 section 2.5)
  }
  if (!if_match || *if_match != "*") {
    return failure(etag_mismatch());  // RFC 9725 section 4.3.3: a restart says If-Match: *
  }
  if (offered->ice_pwd.empty()) {
    return failure(malformed_sdp("A restart needs both a=ice-ufrag and a=ice-pwd."));
  }
  const engine::IceCredentials local = media_.make_ice_credentials(session->id);
  const engine::IceCredentials remote{offered->ice_ufrag, offered->ice_pwd};
  if (!media_.post(engine::RestartIce{session->id, local, remote})) {
    return failure(overloaded());
  }
  session->remote_ice = remote;
  session->etag = new_etag();
  wire::TrickleFragment answer{local.ufrag, local.pwd, true, {}};
  if (!offered->sections.empty()) {
    const wire::TrickleSection& first = offered->sections.front();
    answer.sections.push_back({first.media_line, first.mid, session->candidates, true});
  }
  return Patched{wire::write_trickle_fragment(answer), session->etag};
}

Result<void, Problem> MediaRoom::size(const LinkId& link, std::string_view name,
                                      const std::map<std::string, std::uint16_t>& heights_px) {
  MediaSession* const session = find(link, name);
  const auto* const receiver = session == nullptr ? nullptr : std::get_if<ReceiverPart>(&session->part);
  if (receiver == nullptr) {
    return failure(no_such_session());
  }
  for (std::size_t index = 0; index < receiver->slot_names.size(); ++index) {
    const auto height = heights_px.find(receiver->slot_names[index]);
    if (receiver->slot_names[index].empty() || height == heights_px.end()) {
      continue;
    }
    if (!media_.post(engine::SizeSlot{session->id, static_cast<SlotIndex>(index), height->second})) {
      return failure(overloaded());
    }
  }
  return {};
}

ClosedSession MediaRoom::forget(SessionId id, bool tell) {
  const auto found = sessions_.find(id);
  const MediaSession session = std::move(found->second);
  sessions_.erase(found);
  by_name_.erase(session.name);
  ClosedSession closed{session.name, session.link, session.site, false, MediaSource::camera};
  if (const auto* const part = std::get_if<PublisherPart>(&session.part)) {
    closed.publisher = true;
    closed.source = part->source;
    for (const PublishedTrack& track : part->tracks) {
      tracks_[track.id].gone = true;
    }
    const auto of_site = publishers_.find(session.site.value_or(SiteId{}));
    if (of_site != publishers_.end()) {
      std::ranges::replace(of_site->second, std::optional{id}, std::optional<SessionId>{});
      if (of_site->second == Publishers{}) {
        publishers_.erase(of_site);
      }
    }
  }
  if (tell && !media_.post(engine::CloseSession{id})) {
    unclosed_.push_back(id);
  }
  return closed;
}

std::optional<ClosedSession> MediaRoom::close(const LinkId& link, std::string_view name) {
  const MediaSession* const session = find(link, name);
  return session == nullptr ? std::nullopt : std::optional{forget(session->id, true)};
}

std::vector<ClosedSession> MediaRoom::close_link(const LinkId& link) {
  std::vector<SessionId> ids;
  for (const auto& [id, session] : sessions_) {
    if (session.link == link) {
      ids.push_back(id);
    }
  }
  std::vector<ClosedSession> closed;
  closed.reserve(ids.size());
  for (const SessionId id : ids) {
    closed.push_back(forget(id, true));
  }
  return closed;
}

// ---- What the media plane says --------------------------------------------------------------------------------------

bool MediaRoom::connected(SessionId session) {
  const auto found = sessions_.find(session);
  if (found == sessions_.end()) {
    return false;
  }
  found->second.connected = true;
  return true;
}

std::optional<ClosedSession> MediaRoom::gone(SessionId session) {
  return sessions_.contains(session) ? std::optional{forget(session, false)} : std::nullopt;
}

bool MediaRoom::flowing(TrackId track, bool flows) {
  const auto owner = tracks_.find(track);
  if (owner == tracks_.end()) {
    return false;
  }
  const auto session = newest(owner->second.site, owner->second.source);
  if (!session) {
    return false;
  }
  auto& part = std::get<PublisherPart>(sessions_.at(*session).part);
  const auto found = std::ranges::find(part.tracks, track, &PublishedTrack::id);
  if (found == part.tracks.end()) {
    return false;
  }
  found->flowing = flows;
  return true;
}

std::optional<MediaRoom::Slot> MediaRoom::slot(const MediaSession& session, SlotIndex index, TrackId track) const {
  const auto owner = tracks_.find(track);
  const auto* const part = std::get_if<ReceiverPart>(&session.part);
  if (owner == tracks_.end() || part == nullptr || index >= part->slot_names.size() ||
      engine::is_audio_slot(part->slot_names[index])) {
    return std::nullopt;
  }
  return Slot{session.link, session.name, part->slot_names[index], owner->second.site, owner->second.source};
}

std::optional<MediaRoom::Slot> MediaRoom::shows(SessionId receiver, SlotIndex index, TrackId track) {
  const auto found = sessions_.find(receiver);
  if (found == sessions_.end()) {
    return std::nullopt;
  }
  auto now_shown = slot(found->second, index, track);
  if (now_shown) {
    std::get<ReceiverPart>(found->second.part).shown.insert_or_assign(index, track);
  }
  return now_shown;
}

std::optional<MediaRoom::Slot> MediaRoom::shows_no_more(SessionId receiver, SlotIndex index, TrackId track) {
  const auto found = sessions_.find(receiver);
  if (found == sessions_.end()) {
    return std::nullopt;
  }
  if (auto* const part = std::get_if<ReceiverPart>(&found->second.part)) {
    std::erase_if(part->shown, [&](const auto& each) { return each.first == index && each.second == track; });
  }
  return slot(found->second, index, track);
}

std::vector<MediaRoom::Slot> MediaRoom::shown(const LinkId& link) const {
  std::vector<Slot> all;
  for (const auto& [id, session] : sessions_) {
    const auto* const part = std::get_if<ReceiverPart>(&session.part);
    if (part == nullptr || session.link != link) {
      continue;
    }
    for (const auto& [index, track] : part->shown) {
      if (auto one = slot(session, index, track)) {
        all.push_back(std::move(*one));
      }
    }
  }
  return all;
}

std::optional<SiteId> MediaRoom::site_of(TrackId track) const {
  const auto owner = tracks_.find(track);
  return owner == tracks_.end() ? std::nullopt : std::optional{owner->second.site};
}

// ---- What the conference needs to know ------------------------------------------------------------------------------

std::optional<SessionId> MediaRoom::newest(const SiteId& site, MediaSource source) const {
  const auto of_site = publishers_.find(site);
  return of_site == publishers_.end() ? std::nullopt : of_site->second.at(static_cast<std::size_t>(source));
}

const MediaSession* MediaRoom::publisher(const SiteId& site, MediaSource source) const {
  const auto id = newest(site, source);
  const MediaSession* const session = id ? &sessions_.at(*id) : nullptr;
  return session != nullptr && session->connected ? session : nullptr;
}

bool MediaRoom::is_publishing(const SiteId& site) const {
  return publisher(site, MediaSource::camera) != nullptr || publisher(site, MediaSource::screen) != nullptr;
}

bool MediaRoom::is_flowing(const SiteId& site, MediaSource source) const {
  const MediaSession* const session = publisher(site, source);
  if (session == nullptr) {
    return false;
  }
  return std::ranges::any_of(std::get<PublisherPart>(session->part).tracks, [](const PublishedTrack& track) {
    return track.kind == MediaKind::video && track.flowing;
  });
}

std::optional<TrackId> MediaRoom::track(const SiteId& site, MediaSource source, MediaKind kind) const {
  const MediaSession* const session = publisher(site, source);
  return session == nullptr ? std::nullopt : std::get<PublisherPart>(session->part).track(kind);
}

}  // namespace diemcau::server
