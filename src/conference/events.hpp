// Everything that can have happened in a conference. The log is a sequence of these; nothing else of a conference is
// kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "directory/site.hpp"

namespace diemcau::conference {

// Who is heard: in hội nghị the main site and whoever has the floor, in thảo luận every site that is not muted.
enum class Mode : std::uint8_t { hoi_nghi, thao_luan };
BOOST_DESCRIBE_ENUM(Mode, hoi_nghi, thao_luan)

enum class Source : std::uint8_t { camera, screen };
BOOST_DESCRIBE_ENUM(Source, camera, screen)

enum class LeaveReason : std::uint8_t { closed, connection_lost, link_revoked, server_restarted };
BOOST_DESCRIBE_ENUM(LeaveReason, closed, connection_lost, link_revoked, server_restarted)

enum class TurnEndReason : std::uint8_t { taken_back, next_turn, concluded };
BOOST_DESCRIBE_ENUM(TurnEndReason, taken_back, next_turn, concluded)

// Who gets an event as it is; all others learn only its number and what it changed for everybody. An event that is not
// for all has a member `static constexpr Audience kAudience`; `desk_and_site` means the site in its member `site`.
enum class Audience : std::uint8_t { all, desk, desk_and_site };

// One line of the programme.
struct Item {
  std::string title;
  std::string kind;  // a word: "opening", "report", "paper", "discussion", "conclusion"
  std::optional<SiteId> site;
  std::uint32_t minutes = 0;

  friend bool operator==(const Item&, const Item&) = default;
};
BOOST_DESCRIBE_STRUCT(Item, (), (title, kind, site, minutes))

struct ConferenceCreated {
  std::string title;
  std::string topic;
  std::string kind;  // a word: "hoi_thao_truc_tuyen"
  Mode mode = Mode::hoi_nghi;
  SiteId main_site;
  std::vector<directory::Site> sites;
  std::vector<Item> programme;

  friend bool operator==(const ConferenceCreated&, const ConferenceCreated&) = default;
};
BOOST_DESCRIBE_STRUCT(ConferenceCreated, (), (title, topic, kind, mode, main_site, sites, programme))
struct LinkIssued {
  LinkId link;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;  // exactly when role is site

  friend bool operator==(const LinkIssued&, const LinkIssued&) = default;
};
BOOST_DESCRIBE_STRUCT(LinkIssued, (), (link, role, site))
struct LinkRevoked {
  LinkId link;

  friend bool operator==(const LinkRevoked&, const LinkRevoked&) = default;
};
BOOST_DESCRIBE_STRUCT(LinkRevoked, (), (link))
struct Opened {
  friend bool operator==(const Opened&, const Opened&) = default;
};
BOOST_DESCRIBE_STRUCT(Opened, (), ())
struct SiteJoined {
  SiteId site;

  friend bool operator==(const SiteJoined&, const SiteJoined&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteJoined, (), (site))
struct SiteLeft {
  SiteId site;
  LeaveReason reason = LeaveReason::closed;

  friend bool operator==(const SiteLeft&, const SiteLeft&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteLeft, (), (site, reason))
struct SourceStarted {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const SourceStarted&, const SourceStarted&) = default;
};
BOOST_DESCRIBE_STRUCT(SourceStarted, (), (site, source))
struct SourceStopped {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const SourceStopped&, const SourceStopped&) = default;
};
BOOST_DESCRIBE_STRUCT(SourceStopped, (), (site, source))
// Turns are numbered from 1 within a conference.
struct TurnStarted {
  std::uint64_t turn = 0;
  SiteId site;

  friend bool operator==(const TurnStarted&, const TurnStarted&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnStarted, (), (turn, site))
struct TurnEnded {
  std::uint64_t turn = 0;
  SiteId site;
  TurnEndReason reason = TurnEndReason::taken_back;

  friend bool operator==(const TurnEnded&, const TurnEnded&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnEnded, (), (turn, site, reason))
struct SceneTaken {
  SiteId main;

  friend bool operator==(const SceneTaken&, const SceneTaken&) = default;
};
BOOST_DESCRIBE_STRUCT(SceneTaken, (), (main))
struct SiteMuted {
  SiteId site;
  bool muted = false;

  friend bool operator==(const SiteMuted&, const SiteMuted&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteMuted, (), (site, muted))
struct Concluded {
  friend bool operator==(const Concluded&, const Concluded&) = default;
};
BOOST_DESCRIBE_STRUCT(Concluded, (), ())

using Event = std::variant<ConferenceCreated, LinkIssued, LinkRevoked, Opened, SiteJoined, SiteLeft, SourceStarted,
                           SourceStopped, TurnStarted, TurnEnded, SceneTaken, SiteMuted, Concluded>;

// Who did it. `link` is empty for organisers and the system.
struct Actor {
  auth::Role role = auth::Role::system;
  LinkId link;
  std::optional<SiteId> site = {};
  std::optional<AccountName> account = {};  // organisers

  static constexpr std::string_view kMayBeAbsent[] = {"link"};

  friend bool operator==(const Actor&, const Actor&) = default;
};
BOOST_DESCRIBE_STRUCT(Actor, (), (role, link, site, account))

// One entry of the log. `seq` counts from 1 without gaps (order, for machines); `at` is wall time (for people) and may
// jump. `act` is the number of the first event that the same command made: what was decided at once.
struct EventRecord {
  std::uint64_t seq = 0;
  WallTime at{};
  Actor by;
  Event event;
  std::uint64_t act = 0;  // 1 to seq

  static constexpr std::string_view kMayBeAbsent[] = {"act"};

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};
BOOST_DESCRIBE_STRUCT(EventRecord, (), (seq, act, at, by, event))

}  // namespace diemcau::conference
