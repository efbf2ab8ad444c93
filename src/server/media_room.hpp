// One conference's media sessions: who publishes what, who receives, and which track is in which slot. Posts commands
// to the media plane, only for what changes. Knows the conference's state only as a parameter and writes no event.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/secure_random.hpp"
#include "auth/token.hpp"
#include "conference/events.hpp"
#include "conference/frames.hpp"
#include "conference/state.hpp"
#include "engine/messages.hpp"
#include "server/conference_host.hpp"
#include "server/media_port.hpp"
#include "server/slot_plan.hpp"

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
  conference::Source source = conference::Source::camera;
  std::vector<PublishedTrack> tracks;

  [[nodiscard]] std::optional<TrackId> track(MediaKind kind) const;
};

struct ReceiverPart {
  std::vector<std::string> slot_names;                   // by SlotIndex; empty: refused
  SlotPlan plan;                                         // sites
  std::map<SlotIndex, std::optional<TrackId>> assigned;  // what the media plane was told
  std::map<SlotIndex, TrackId> shown;                    // what it said is on its way to the client; video slots
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
  conference::Source source = conference::Source::camera;  // publishers
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
  [[nodiscard]] Result<Published, Problem> publish(const auth::Claims& claims, conference::Source source,
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
    conference::Source source = conference::Source::camera;

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
  [[nodiscard]] bool is_publishing(const SiteId& site) const;                          // a connected publisher
  [[nodiscard]] bool is_flowing(const SiteId& site, conference::Source source) const;  // its picture arrives
  [[nodiscard]] MixId mix() const { return mix_; }
  [[nodiscard]] std::size_t size() const { return sessions_.size(); }
  [[nodiscard]] bool has(SessionId session) const { return sessions_.contains(session); }

  // Brings slots and mix to what the state asks for. False when the media plane took not all of it: call again.
  [[nodiscard]] bool assign(const conference::State& state);

 private:
  using PublisherKey = std::pair<SiteId, conference::Source>;
  struct TrackOwner {
    SiteId site;
    conference::Source source = conference::Source::camera;
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
  [[nodiscard]] const MediaSession* publisher(const SiteId& site, conference::Source source) const;
  [[nodiscard]] std::optional<TrackId> track(const SiteId& site, conference::Source source, MediaKind kind) const;
  // Tells the media plane what it was too busy to hear.
  bool close_again();
  bool assign_slots(MediaSession& session, const Pictures& pictures);
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
  std::map<PublisherKey, SessionId> publishers_;  // the newest of each
  std::map<TrackId, TrackOwner> tracks_;
  std::map<SiteId, OwnerId> owners_;
  std::vector<SessionId> unclosed_;  // forgotten here, but the media plane has not been told
  std::vector<TrackId> heard_;       // as the media plane was told
  std::optional<TrackId> with_main_;
};

}  // namespace diemcau::server
