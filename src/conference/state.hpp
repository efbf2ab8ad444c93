// What a conference is now: the fold of its log.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conference/events.hpp"

namespace diemcau::conference {

enum class Phase : std::uint8_t { planned, in_session, concluded };
BOOST_DESCRIBE_ENUM(Phase, planned, in_session, concluded)

struct SiteState {
  SiteId id;
  std::string name;
  bool present = false;
  bool camera = false;
  bool screen = false;
  bool muted = false;

  friend bool operator==(const SiteState&, const SiteState&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteState, (), (id, name, present, camera, screen, muted))

struct Turn {
  std::uint64_t number = 0;
  SiteId site;
  WallTime since{};

  friend bool operator==(const Turn&, const Turn&) = default;
};
BOOST_DESCRIBE_STRUCT(Turn, (), (number, site, since))

struct Link {
  LinkId id;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;
  bool revoked = false;

  friend bool operator==(const Link&, const Link&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, role, site, revoked))

// What only the desk (auth::is_desk) may know.
struct DeskState {
  friend bool operator==(const DeskState&, const DeskState&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskState, (), ())

// What only one site may know, besides the desk.
struct OwnState {
  friend bool operator==(const OwnState&, const OwnState&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnState, (), ())

struct State {
  ConferenceId id;
  std::uint64_t seq = 0;        // of the last event applied; 0: not created yet
  std::uint64_t order_seq = 0;  // of the last event that changed phase, floor or scene (see `is_stale`)
  std::string title;
  std::string topic;
  std::string kind;
  Mode mode = Mode::hoi_nghi;
  Phase phase = Phase::planned;
  SiteId main_site;
  std::vector<SiteState> sites;  // in the order of the invitation
  std::vector<Item> programme;
  std::optional<Turn> turn;
  std::uint64_t turns_given = 0;
  SiteId scene_main;
  std::vector<Link> links;
  DeskState desk;
  std::map<SiteId, OwnState> own;  // of the sites that have any

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const State&, const State&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const SiteState* site(const SiteId& wanted) const;
  [[nodiscard]] const Link* link(const LinkId& wanted) const;
};
// What everybody may know; the rest is the server's own (order_seq, links) or not for all (desk, own).
BOOST_DESCRIBE_STRUCT(State, (), (id, title, topic, kind, mode, phase, main_site, sites, programme, turn))

// A conference of which nothing has happened yet.
[[nodiscard]] State empty_state(ConferenceId id);

// The state after one more event. Total: an event that does not fit (a log of another version) changes only `seq`.
[[nodiscard]] State apply(State state, const EventRecord& record);

}  // namespace diemcau::conference
