// One conference's media sessions: who publishes what, who receives, and which track is in which slot. Posts commands
// to the media plane, only for what changes. Knows the conference's state only as a parameter and writes no event.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "auth/secure_random.hpp"
#include "auth/token.hpp"
#include "conference/frames.hpp"
#include "conference/media_source.hpp"
#include "conference/state.hpp"
#include "engine/messages.hpp"
#include "server/conference_host.hpp"
#include "server/media_port.hpp"
#include "server/slot_plan.hpp"
#include "server/view.hpp"

namespace diemcau::server {

// Numbers that no two conferences may share.
struct MediaNumbers {
  std::uint64_t next_session = 1;
  std::uint64_t next_track = 1;
  std::uint64_t next_mix = 1;
  std::uint64_t next_owner = 1;
};

// Tracks whose site is known, ended ones included. Ended ones are forgotten first.
inline constexpr std::size_t kMaxKnownTracks = 10'000;

// Sound and picture of one publisher.
struct PublishedTrack {
  TrackId id;
  MediaKind kind = MediaKind::audio;
  bool flowing = false;  // packets arrive
};

struct PublisherPart {
  conference::MediaSource source = conference::MediaSource::camera;
  std::vector<PublishedTrack> tracks;

  [[nodiscard]] std::optional<TrackId> track(MediaKind kind) const;
};

// What decides what is in a slot.
struct SlotUse {
  enum class Kind : std::uint8_t { none, main, content, second, preview, tile, own_picture, own_sound, talkback };
  Kind kind = Kind::none;  // none: refused, or filled by the mix
  std::size_t tile = 0;
};

struct ReceiverPart {
  View view = View::observer;
  std::vector<std::string> slot_names;           // by SlotIndex; empty: refused
  std::vector<SlotUse> uses;                     // by SlotIndex
  SlotPlan plan;                                 // sites
  std::vector<std::optional<TrackId>> assigned;  // by SlotIndex: what the media plane was told
  std::map<SlotIndex, TrackId> shown;            // what it said is on its way to the client; video slots
};

struct MediaSession {
  SessionId id;
  std::string name;  // the client's, unguessable
  LinkId link;
  std::optional<SiteId> site;
  std::string etag;
  engine::IceCredentials remote_ice;
  std::vector<wire::SdpCandidate> candidates;  // ours, as the answer gave them
  bool connected = false;
  std::variant<PublisherPart, ReceiverPart> part;
};

// A session that ended by itself or by a rule, for whoever tells the owner.
struct ClosedSession {
  std::string name;
  LinkId link;
  std::optional<SiteId> site;
  bool publisher = false;
  conference::MediaSource source = conference::MediaSource::camera;  // publishers

  // The site may have left by it.
  [[nodiscard]] bool concerns_presence() const { return publisher && site && conference::is_of_conference(source); }
};

class MediaRoom {
 public:
  // Borrows all three; `fill` makes session names.
  MediaRoom(MediaPort& media, MediaNumbers& numbers, const auth::FillRandom& fill, const HostLimits& limits);

  // ---- Sessions ----
  struct Published {
    OpenedSession session;
    std::optional<ClosedSession> replaced;  // the publisher it took over from
  };
  [[nodiscard]] Result<Published, Problem> publish(const auth::Claims& claims, conference::MediaSource source,
                                                   std::string_view offer_sdp);
  [[nodiscard]] Result<OpenedSession, Problem> receive(const auth::Claims& claims, View view,
                                                       std::string_view offer_sdp);
  [[nodiscard]] Result<Patched, Problem> patch(const LinkId& link, std::string_view name,
                                               const std::optional<std::string>& if_match, std::string_view fragment);
  [[nodiscard]] Result<void, Problem> size(const LinkId& link, std::string_view name,
                                           const std::map<std::string, std::uint16_t>& heights_px);
  [[nodiscard]] std::optional<ClosedSession> close(const LinkId& link, std::string_view name);
  [[nodiscard]] std::vector<ClosedSession> close_link(const LinkId& link);

  // ---- What the media plane says; false or nothing for sessions closed since ----
  bool connected(SessionId session);
  [[nodiscard]] std::optional<ClosedSession> gone(SessionId session);
  bool flowing(TrackId track, bool flows);
  struct Slot {
    LinkId link;
    std::string session;
    std::string slot;
    SiteId site;
    conference::MediaSource source = conference::MediaSource::camera;

    [[nodiscard]] conference::SlotChanged changed() const { return {session, slot, site, source}; }
  };
  // The picture of `track` is now in that slot, or has gone from it. Video slots only.
  [[nodiscard]] std::optional<Slot> shows(SessionId receiver, SlotIndex index, TrackId track);
  [[nodiscard]] std::optional<Slot> shows_no_more(SessionId receiver, SlotIndex index, TrackId track);
  // The pictures in the slots of all receivers of a link.
  [[nodiscard]] std::vector<Slot> shown(const LinkId& link) const;
  // Also of tracks that ended a while ago.
  [[nodiscard]] std::optional<SiteId> site_of(TrackId track) const;

  // ---- What the conference needs to know ----
  [[nodiscard]] bool is_publishing(const SiteId& site) const;                               // by a connected publisher
  [[nodiscard]] bool is_flowing(const SiteId& site, conference::MediaSource source) const;  // its picture arrives
  [[nodiscard]] MixId mix() const { return mix_; }
  [[nodiscard]] std::size_t size() const { return sessions_.size(); }
  [[nodiscard]] bool has(SessionId session) const { return sessions_.contains(session); }

  // Brings slots and mix to what the state and the desk ask for. False when the media plane took not all of it: call
  // again.
  [[nodiscard]] bool assign(const conference::State& state, const Production& production, Instant now);

 private:
  // Of one site by source, the newest of each; nobody's (the empty id) is the desk's talkback.
  using Publishers = std::array<std::optional<SessionId>, conference::kMediaSources>;
  struct TrackOwner {
    SiteId site;
    conference::MediaSource source = conference::MediaSource::camera;
    bool gone = false;  // kept for a while: what the media plane says of a track may come after its end
  };

  [[nodiscard]] bool is_full(const LinkId& link) const;
  // The same for all sessions of a site; nobody's for those without.
  [[nodiscard]] OwnerId owner_of(const std::optional<SiteId>& site);
  void remember_tracks(const PublisherPart& part, const SiteId& site);
  [[nodiscard]] MediaSession make_session(const auth::Claims& claims, SessionId id);
  [[nodiscard]] OpenedSession keep(MediaSession session, const wire::SessionDescription& answer);
  [[nodiscard]] MediaSession* find(const LinkId& link, std::string_view name);
  // Forgets the session; tells the media plane when it does not know yet.
  [[nodiscard]] ClosedSession forget(SessionId id, bool tell);
  [[nodiscard]] std::optional<SessionId> newest(const SiteId& site, conference::MediaSource source) const;
  // Those that are connected.
  [[nodiscard]] const MediaSession* publisher(const SiteId& site, conference::MediaSource source) const;
  [[nodiscard]] std::optional<TrackId> track(const SiteId& site, conference::MediaSource source, MediaKind kind) const;
  // Tells the media plane what it was too busy to hear.
  bool close_again();
  // The pictures of all sites that publish any, found once for all receivers.
  struct SitePictures {
    std::optional<TrackId> camera;
    std::optional<TrackId> screen;
  };
  using PicturesBySite = std::unordered_map<SiteId, SitePictures>;
  [[nodiscard]] PicturesBySite pictures_by_site() const;
  struct Assignment {
    const PicturesBySite& tracks;
    const SlotPlanner& planner;
    const std::optional<SiteId>& cue;
  };
  bool assign_slots(MediaSession& session, const Assignment& assignment);
  [[nodiscard]] std::optional<TrackId> wanted(const SlotUse& use, const MediaSession& session,
                                              const Assignment& assignment) const;
  bool assign_mix(const conference::Stage& stage);
  [[nodiscard]] std::optional<Slot> slot(const MediaSession& session, SlotIndex index, TrackId track) const;
  [[nodiscard]] std::string new_etag() const;

  MediaPort& media_;
  MediaNumbers& numbers_;
  const auth::FillRandom& fill_;
  const HostLimits& limits_;
  MixId mix_;
  std::map<SessionId, MediaSession> sessions_;
  std::map<std::string, SessionId, std::less<>> by_name_;
  std::unordered_map<SiteId, Publishers> publishers_;
  std::map<TrackId, TrackOwner> tracks_;
  std::map<SiteId, OwnerId> owners_;
  std::vector<SessionId> unclosed_;  // forgotten here, but the media plane has not been told
  std::vector<TrackId> heard_;       // as the media plane was told
  std::optional<TrackId> with_main_;
};

}  // namespace diemcau::server
