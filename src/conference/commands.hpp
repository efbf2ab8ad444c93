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

  friend bool operator==(const Create&, const Create&) = default;
};
struct IssueLink {
  LinkId link;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;

  friend bool operator==(const IssueLink&, const IssueLink&) = default;
};
struct RevokeLink {
  LinkId link;

  friend bool operator==(const RevokeLink&, const RevokeLink&) = default;
};
struct Open {
  friend bool operator==(const Open&, const Open&) = default;
};
struct GiveFloor {
  SiteId site;

  friend bool operator==(const GiveFloor&, const GiveFloor&) = default;
};
struct TakeBackFloor {
  friend bool operator==(const TakeBackFloor&, const TakeBackFloor&) = default;
};
struct TakeScene {
  SiteId main;

  friend bool operator==(const TakeScene&, const TakeScene&) = default;
};
struct MuteSite {
  SiteId site;
  bool muted = false;

  friend bool operator==(const MuteSite&, const MuteSite&) = default;
};
struct Conclude {
  friend bool operator==(const Conclude&, const Conclude&) = default;
};
// Facts of the media plane; only the system states them.
struct JoinSite {
  SiteId site;

  friend bool operator==(const JoinSite&, const JoinSite&) = default;
};
struct LeaveSite {
  SiteId site;
  LeaveReason reason = LeaveReason::closed;

  friend bool operator==(const LeaveSite&, const LeaveSite&) = default;
};
struct StartSource {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const StartSource&, const StartSource&) = default;
};
struct StopSource {
  SiteId site;
  Source source = Source::camera;

  friend bool operator==(const StopSource&, const StopSource&) = default;
};

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
