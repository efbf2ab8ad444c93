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
#include "base/time.hpp"
#include "directory/site.hpp"

namespace diemcau::conference {

// Who is heard: in hội nghị the main site and whoever has the floor, in thảo luận every site that is not muted.
enum class Mode : std::uint8_t { hoi_nghi, thao_luan };

enum class Source : std::uint8_t { camera, screen };

enum class LeaveReason : std::uint8_t { closed, connection_lost, link_revoked, server_restarted };

enum class TurnEndReason : std::uint8_t { taken_back, next_turn, concluded };

// One line of the programme.
struct Item {
  std::string title;
  std::string kind;  // a word: "opening", "report", "paper", "discussion", "conclusion"
  std::optional<SiteId> site;
  std::uint32_t minutes = 0;

  friend bool operator==(const Item&, const Item&) = default;
};

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
struct LinkIssued {
  LinkId link;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;  // exactly when role is site

  friend bool operator==(const LinkIssued&, const LinkIssued&) = default;
};
struct LinkRevoked {
  LinkId link;

  friend bool operator==(const LinkRevoked&, const LinkRevoked&) = default;
};
struct Opened {
  friend bool operator==(const Opened&, const Opened&) = default;
};
struct SiteJoined {
  SiteId site;

  friend bool operator==(const SiteJoined&, const SiteJoined&) = default;
};
struct SiteLeft {
  SiteId site;
  LeaveReason reason = LeaveReason::closed;

  friend bool operator==(const SiteLeft&, const SiteLeft&) = default;
};
struct SourceStarted {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const SourceStarted&, const SourceStarted&) = default;
};
struct SourceStopped {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const SourceStopped&, const SourceStopped&) = default;
};
// Turns are numbered from 1 within a conference.
struct TurnStarted {
  std::uint64_t turn = 0;
  SiteId site;

  friend bool operator==(const TurnStarted&, const TurnStarted&) = default;
};
struct TurnEnded {
  std::uint64_t turn = 0;
  SiteId site;
  TurnEndReason reason = TurnEndReason::taken_back;

  friend bool operator==(const TurnEnded&, const TurnEnded&) = default;
};
struct SceneTaken {
  SiteId main;

  friend bool operator==(const SceneTaken&, const SceneTaken&) = default;
};
struct SiteMuted {
  SiteId site;
  bool muted = false;

  friend bool operator==(const SiteMuted&, const SiteMuted&) = default;
};
struct Concluded {
  friend bool operator==(const Concluded&, const Concluded&) = default;
};

using Event = std::variant<ConferenceCreated, LinkIssued, LinkRevoked, Opened, SiteJoined, SiteLeft, SourceStarted,
                           SourceStopped, TurnStarted, TurnEnded, SceneTaken, SiteMuted, Concluded>;

// Who did it. `link` is empty for the system.
struct Actor {
  auth::Role role = auth::Role::system;
  LinkId link;
  std::optional<SiteId> site;

  friend bool operator==(const Actor&, const Actor&) = default;
};

// One entry of the log. `seq` counts from 1 without gaps (order, for machines); `at` is wall time (for people) and may
// jump.
struct EventRecord {
  std::uint64_t seq = 0;
  WallTime at{};
  Actor by;
  Event event;

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

[[nodiscard]] std::string_view to_text(Mode mode);
[[nodiscard]] std::string_view to_text(Source source);
[[nodiscard]] std::string_view to_text(LeaveReason reason);
[[nodiscard]] std::string_view to_text(TurnEndReason reason);
[[nodiscard]] std::optional<Mode> mode_from_text(std::string_view text);
[[nodiscard]] std::optional<Source> source_from_text(std::string_view text);
[[nodiscard]] std::optional<LeaveReason> leave_reason_from_text(std::string_view text);
[[nodiscard]] std::optional<TurnEndReason> turn_end_reason_from_text(std::string_view text);

}  // namespace diemcau::conference
