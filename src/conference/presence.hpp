// Which sites are there, what they send, and whom the server keeps silent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "conference/invitations.hpp"
#include "conference/line_test.hpp"
#include "conference/roll.hpp"

namespace diemcau::conference {

enum class Source : std::uint8_t { camera, screen };
BOOST_DESCRIBE_ENUM(Source, camera, screen)

enum class LeaveReason : std::uint8_t { closed, connection_lost, link_revoked, link_expired, server_restarted };
BOOST_DESCRIBE_ENUM(LeaveReason, closed, connection_lost, link_revoked, link_expired, server_restarted)

// ---- Events ----

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
struct SiteMuted {
  SiteId site;
  bool muted = false;

  friend bool operator==(const SiteMuted&, const SiteMuted&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteMuted, (), (site, muted))

// ---- Commands ----

struct MuteSite {
  SiteId site;
  bool muted = false;

  static constexpr auth::Act kAct = auth::Act::mute_site;

  friend bool operator==(const MuteSite&, const MuteSite&) = default;
};
BOOST_DESCRIBE_STRUCT(MuteSite, (), (site, muted))
// Facts of the media plane; only the system states them.
struct JoinSite {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::state_media_fact;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kInternal = true;

  friend bool operator==(const JoinSite&, const JoinSite&) = default;
};
BOOST_DESCRIBE_STRUCT(JoinSite, (), (site))
struct LeaveSite {
  SiteId site;
  LeaveReason reason = LeaveReason::closed;

  static constexpr auth::Act kAct = auth::Act::state_media_fact;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kInternal = true;

  friend bool operator==(const LeaveSite&, const LeaveSite&) = default;
};
BOOST_DESCRIBE_STRUCT(LeaveSite, (), (site, reason))
struct StartSource {
  SiteId site;
  Source source = Source::camera;

  static constexpr auth::Act kAct = auth::Act::state_media_fact;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kInternal = true;

  friend bool operator==(const StartSource&, const StartSource&) = default;
};
BOOST_DESCRIBE_STRUCT(StartSource, (), (site, source))
struct StopSource {
  SiteId site;
  Source source = Source::camera;

  static constexpr auth::Act kAct = auth::Act::state_media_fact;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kInternal = true;

  friend bool operator==(const StopSource&, const StopSource&) = default;
};
BOOST_DESCRIBE_STRUCT(StopSource, (), (site, source))

// ---- State ----

struct SiteState {
  SiteId id = {};
  std::string name = {};
  std::string unit = {};
  bool present = false;
  bool camera = false;
  bool screen = false;
  bool muted = false;
  bool consent = false;        // its microphone may be opened (line_test.hpp)
  Line line = Line::untested;  // what its last line test found
  Reply reply = Reply::none;
  std::optional<std::uint32_t> attending = {};  // how many people it announced
  // As the roll call found it (roll.hpp).
  Attendance roll = Attendance::not_called;
  std::optional<std::uint32_t> headcount = {};
  bool by_phone = false;
  std::string absence = {};  // why it is absent

  // The server's own.
  bool joined_once = false;                        // it was present before, or is
  std::optional<std::uint64_t> confirmed_by = {};  // the number of the event by which the roll call found it so

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const SiteState&, const SiteState&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteState, (),
                      (id, name, unit, present, camera, screen, muted, consent, line, reply, attending, roll, headcount,
                       by_phone, absence))

struct Presence {
  std::vector<SiteState> sites;  // in the order of the invitation

  friend bool operator==(const Presence&, const Presence&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const SiteState* site(const SiteId& wanted) const;
  [[nodiscard]] SiteState* site(const SiteId& wanted);
};
BOOST_DESCRIBE_STRUCT(Presence, (), (sites))

}  // namespace diemcau::conference
