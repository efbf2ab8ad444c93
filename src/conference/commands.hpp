// What somebody may want of a conference. `decide` (decide.hpp) turns a command into events or refuses it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "auth/permission.hpp"
#include "conference/events.hpp"

namespace diemcau::conference {

struct Create {
  ConferenceCreated conference;

  static constexpr bool kInternal = true;

  friend bool operator==(const Create&, const Create&) = default;
};
BOOST_DESCRIBE_STRUCT(Create, (), (conference))
struct IssueLink {
  LinkId link;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;

  static constexpr bool kInternal = true;

  friend bool operator==(const IssueLink&, const IssueLink&) = default;
};
BOOST_DESCRIBE_STRUCT(IssueLink, (), (link, role, site))
struct RevokeLink {
  LinkId link;

  friend bool operator==(const RevokeLink&, const RevokeLink&) = default;
};
BOOST_DESCRIBE_STRUCT(RevokeLink, (), (link))
struct Open {
  friend bool operator==(const Open&, const Open&) = default;
};
BOOST_DESCRIBE_STRUCT(Open, (), ())
struct GiveFloor {
  SiteId site;

  friend bool operator==(const GiveFloor&, const GiveFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(GiveFloor, (), (site))
struct TakeBackFloor {
  friend bool operator==(const TakeBackFloor&, const TakeBackFloor&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeBackFloor, (), ())
struct TakeScene {
  SiteId main;

  friend bool operator==(const TakeScene&, const TakeScene&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeScene, (), (main))
struct MuteSite {
  SiteId site;
  bool muted = false;

  friend bool operator==(const MuteSite&, const MuteSite&) = default;
};
BOOST_DESCRIBE_STRUCT(MuteSite, (), (site, muted))
struct Conclude {
  friend bool operator==(const Conclude&, const Conclude&) = default;
};
BOOST_DESCRIBE_STRUCT(Conclude, (), ())
// Facts of the media plane; only the system states them.
struct JoinSite {
  SiteId site;

  static constexpr bool kInternal = true;

  friend bool operator==(const JoinSite&, const JoinSite&) = default;
};
BOOST_DESCRIBE_STRUCT(JoinSite, (), (site))
struct LeaveSite {
  SiteId site;
  LeaveReason reason = LeaveReason::closed;

  static constexpr bool kInternal = true;

  friend bool operator==(const LeaveSite&, const LeaveSite&) = default;
};
BOOST_DESCRIBE_STRUCT(LeaveSite, (), (site, reason))
struct StartSource {
  SiteId site;
  Source source = Source::camera;

  static constexpr bool kInternal = true;

  friend bool operator==(const StartSource&, const StartSource&) = default;
};
BOOST_DESCRIBE_STRUCT(StartSource, (), (site, source))
struct StopSource {
  SiteId site;
  Source source = Source::camera;

  static constexpr bool kInternal = true;

  friend bool operator==(const StopSource&, const StopSource&) = default;
};
BOOST_DESCRIBE_STRUCT(StopSource, (), (site, source))

using Command = std::variant<Create, IssueLink, RevokeLink, Open, GiveFloor, TakeBackFloor, TakeScene, MuteSite,
                             Conclude, JoinSite, LeaveSite, StartSource, StopSource>;

// A command as a client sends it.
struct CommandRequest {
  Command command;
  std::optional<std::uint64_t> expected_seq;  // the last event that the sender saw, where order matters to it

  friend bool operator==(const CommandRequest&, const CommandRequest&) = default;
};

// The word that stands for the command on the wire: "give_floor".
[[nodiscard]] std::string_view type_of(const Command& command);
// For the permission table, and the site it is done to, if any.
[[nodiscard]] auth::Act act_of(const Command& command);
[[nodiscard]] std::optional<SiteId> target_of(const Command& command);

}  // namespace diemcau::conference
