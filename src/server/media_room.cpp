#include "server/media_room.hpp"

#include <algorithm>
#include <utility>

#include "engine/slot_name.hpp"
#include "wire/sdp.hpp"
#include "wire/trickle.hpp"

namespace diemcau::server {
namespace {

constexpr std::size_t kSessionNameLength = 26;  // 130 bits
constexpr std::size_t kEtagLength = 13;         // 65 bits: told to the session's owner only

// Gallery tiles that a view has (docs/protocol.md, "Media").
constexpr std::uint8_t kHallTiles = 4;
constexpr std::uint8_t kSiteTiles = 6;

std::uint8_t tiles_of(View view) {
  switch (view) {
    case View::hall:
      return kHallTiles;
    case View::site:
      return kSiteTiles;
    case View::observer:
      return 0;
  }
  return 0;
}

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

// Where a slot's site stands in the plan; null for sound and refused sections.
std::optional<SiteId>* place_of(SlotPlan& plan, std::string_view name) {
  if (name == engine::kMainSlot) {
    return &plan.main;
  }
  if (name == engine::kContentSlot) {
    return &plan.content;
  }
  const auto tile = engine::tile_of_slot(name);
  return tile && *tile < plan.gallery.size() ? &plan.gallery[*tile] : nullptr;
}

std::size_t gallery_tiles(const std::vector<std::string>& slot_names) {
  return static_cast<std::size_t>(std::ranges::count_if(
      slot_names, [](const std::string& name) { return engine::tile_of_slot(name).has_value(); }));
}

}  // namespace

std::optional<View> view_from_text(std::string_view text) {
  if (text == "hall") {
    return View::hall;
  }
  if (text == "site") {
    return View::site;
  }
  return text == "observer" ? std::optional{View::observer} : std::nullopt;
}

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

Result<MediaRoom::Published, Problem> MediaRoom::publish(const auth::Claims& claims, conference::Source source,
                                                         std::string_view offer_sdp) {
  const PublisherKey key{claims.site.value_or(SiteId{}), source};
  const auto offer = read_offer(offer_sdp);
  if (!offer) {
    return failure(offer.error());
  }
  if (is_full(claims.link) && !publishers_.contains(key)) {  // who takes over adds none
    return failure(too_many_sessions());
  }
  const SessionId id{numbers_.next_session++};
  const engine::SessionPlan plan{.session = id,
                                 .owner = owner_of(claims.site),
                                 .local_ice = media_.make_ice_credentials(id),
                                 .first_track = TrackId{numbers_.next_track},
                                 .mix = mix_};
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
    return failure(media_overloaded());
  }
  remember_tracks(part, key.first);
  session.part = std::move(part);
  Published published;
  if (const auto older = publishers_.find(key); older != publishers_.end()) {
    published.replaced = forget(older->second, true);
  }
  publishers_[key] = id;
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
                                 .gallery_tiles = tiles_of(view),
                                 .first_ssrc = first_ssrc};
  auto answer = engine::negotiate_receiver(*offer, media_.local_description(), plan);
  if (!answer) {
    return failure(problem_of(answer.error()));
  }
  MediaSession session = make_session(claims, id);
  session.remote_ice = answer->transport.remote_ice;
  ReceiverPart part{.slot_names = answer->slot_names, .plan = {}, .assigned = {}, .shown = {}};
  part.plan.gallery.resize(gallery_tiles(part.slot_names));
  session.part = std::move(part);
  if (!media_.post(engine::OpenReceiver{answer->transport, answer->media})) {
    return failure(media_overloaded());
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
    return failure(media_overloaded());
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
      return failure(media_overloaded());
    }
  }
  return {};
}

ClosedSession MediaRoom::forget(SessionId id, bool tell) {
  const auto found = sessions_.find(id);
  const MediaSession session = std::move(found->second);
  sessions_.erase(found);
  by_name_.erase(session.name);
  ClosedSession closed{session.name, session.link, session.site, false, conference::Source::camera};
  if (const auto* const part = std::get_if<PublisherPart>(&session.part)) {
    closed.publisher = true;
    closed.source = part->source;
    for (const PublishedTrack& track : part->tracks) {
      tracks_[track.id].gone = true;
    }
    const PublisherKey key{session.site.value_or(SiteId{}), part->source};
    if (const auto newest = publishers_.find(key); newest != publishers_.end() && newest->second == id) {
      publishers_.erase(newest);
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
  const auto newest = publishers_.find({owner->second.site, owner->second.source});
  if (newest == publishers_.end()) {
    return false;
  }
  auto& part = std::get<PublisherPart>(sessions_.at(newest->second).part);
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

const MediaSession* MediaRoom::publisher(const SiteId& site, conference::Source source) const {
  const auto newest = publishers_.find({site, source});
  if (newest == publishers_.end()) {
    return nullptr;
  }
  const MediaSession& session = sessions_.at(newest->second);
  return session.connected ? &session : nullptr;
}

bool MediaRoom::is_publishing(const SiteId& site) const {
  return publisher(site, conference::Source::camera) != nullptr ||
         publisher(site, conference::Source::screen) != nullptr;
}

bool MediaRoom::is_flowing(const SiteId& site, conference::Source source) const {
  const MediaSession* const session = publisher(site, source);
  if (session == nullptr) {
    return false;
  }
  return std::ranges::any_of(std::get<PublisherPart>(session->part).tracks, [](const PublishedTrack& track) {
    return track.kind == MediaKind::video && track.flowing;
  });
}

std::optional<TrackId> MediaRoom::track(const SiteId& site, conference::Source source, MediaKind kind) const {
  const MediaSession* const session = publisher(site, source);
  return session == nullptr ? std::nullopt : std::get<PublisherPart>(session->part).track(kind);
}

// ---- Slots and mix --------------------------------------------------------------------------------------------------

bool MediaRoom::assign(const conference::State& state) {
  using conference::Source;
  const Pictures pictures{
      .stage = conference::stage(state),
      .main_site = state.main_site,
      .has_camera = [this](const SiteId& site) { return track(site, Source::camera, MediaKind::video).has_value(); },
      .has_screen = [this](const SiteId& site) { return track(site, Source::screen, MediaKind::video).has_value(); }};
  bool all = close_again();
  for (auto& [id, session] : sessions_) {
    all = assign_slots(session, pictures) && all;
  }
  return assign_mix(pictures.stage) && all;
}

bool MediaRoom::close_again() {
  std::erase_if(unclosed_, [this](SessionId id) { return media_.post(engine::CloseSession{id}); });
  return unclosed_.empty();
}

bool MediaRoom::assign_slots(MediaSession& session, const Pictures& pictures) {
  auto* const receiver = std::get_if<ReceiverPart>(&session.part);
  if (receiver == nullptr) {
    return true;
  }
  bool all = true;
  receiver->plan = plan_slots(pictures, session.site, receiver->plan);
  for (std::size_t i = 0; i < receiver->slot_names.size(); ++i) {
    const std::optional<SiteId>* const site = place_of(receiver->plan, receiver->slot_names[i]);
    if (site == nullptr) {
      continue;
    }
    const auto source =
        receiver->slot_names[i] == engine::kContentSlot ? conference::Source::screen : conference::Source::camera;
    const auto wanted = *site ? track(**site, source, MediaKind::video) : std::nullopt;
    const auto index = static_cast<SlotIndex>(i);
    auto& told = receiver->assigned[index];
    if (told == wanted) {
      continue;
    }
    if (media_.post(engine::AssignSlot{session.id, index, wanted})) {
      told = wanted;
    } else {
      all = false;
    }
  }
  return all;
}

bool MediaRoom::assign_mix(const conference::Stage& stage) {
  using conference::Source;
  std::vector<TrackId> heard;
  std::optional<TrackId> with_main;
  for (const SiteId& site : stage.heard) {
    for (const Source source : {Source::camera, Source::screen}) {
      const auto sound = track(site, source, MediaKind::audio);
      if (sound) {
        heard.push_back(*sound);
      }
      if (source == Source::camera && site == stage.main) {
        with_main = sound;
      }
    }
  }
  if (heard == heard_ && with_main == with_main_) {
    return true;
  }
  if (!media_.post(engine::SetMix{mix_, heard, with_main})) {
    return false;
  }
  heard_ = std::move(heard);
  with_main_ = with_main;
  return true;
}

}  // namespace diemcau::server
