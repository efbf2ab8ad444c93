// What a conference is about: its name, its mode, its time, as it was set up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/delegates.hpp"
#include "conference/invitations.hpp"
#include "conference/links.hpp"
#include "conference/programme.hpp"

namespace diemcau::conference {

// Who is heard: in thảo luận every site that is not muted; in hội nghị, and in đào tạo, the main site and whoever has
// the floor. Who gives it in đào tạo: floor.hpp.
enum class Mode : std::uint8_t { hoi_nghi, thao_luan, dao_tao };
BOOST_DESCRIBE_ENUM(Mode, hoi_nghi, thao_luan, dao_tao)

// Of the sites, how many must be there at least, unless the organiser says otherwise.
inline constexpr std::uint32_t kUsualQuorumPercent = 50;

// ---- Events ----

struct ConferenceCreated {
  std::string title = {};
  std::string topic = {};
  std::string kind = {};  // a word: "hoi_thao_truc_tuyen"
  Mode mode = Mode::hoi_nghi;
  std::optional<WallTime> starts_at = {};
  bool rehearsal = false;  // with simulated sites; what is decided in it counts nowhere
  SiteId main_site = {};
  std::vector<Site> sites = {};
  std::vector<Item> programme = {};

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kMayBeAbsent[] = {"rehearsal"};

  friend bool operator==(const ConferenceCreated&, const ConferenceCreated&) = default;
};
BOOST_DESCRIBE_STRUCT(ConferenceCreated, (),
                      (title, topic, kind, mode, starts_at, rehearsal, main_site, sites, programme))
// All of it as it is now, whatever of it was changed.
struct ConferenceEdited {
  std::string title;
  std::string topic;
  std::string kind;
  Mode mode = Mode::hoi_nghi;
  std::optional<WallTime> starts_at;
  std::uint32_t quorum_percent = kUsualQuorumPercent;

  static constexpr bool kOrdered = true;

  friend bool operator==(const ConferenceEdited&, const ConferenceEdited&) = default;
};
BOOST_DESCRIBE_STRUCT(ConferenceEdited, (), (title, topic, kind, mode, starts_at, quorum_percent))

// ---- Commands ----

// The sites as an organiser writes them: the event has of them what everybody may know. Items without an id get one.
struct Create {
  std::string title = {};
  std::string topic = {};
  std::string kind = {};
  Mode mode = Mode::hoi_nghi;
  std::optional<WallTime> starts_at = {};
  bool rehearsal = false;
  SiteId main_site = {};
  std::vector<InvitedSite> sites = {};
  std::vector<Item> programme = {};
  std::vector<InvitedDelegate> delegates = {};
  std::vector<LinkIssued> links = {};  // the server's own: issued with it

  static constexpr auth::Act kAct = auth::Act::create;
  static constexpr bool kInternal = true;
  static constexpr std::string_view kMayBeAbsent[] = {"topic", "rehearsal", "programme", "delegates"};

  friend bool operator==(const Create&, const Create&) = default;
};
BOOST_DESCRIBE_STRUCT(Create, (),
                      (title, topic, kind, mode, starts_at, rehearsal, main_site, sites, programme, delegates))
// What is left out stays as it is.
struct EditConference {
  std::optional<std::string> title = {};
  std::optional<std::string> topic = {};
  std::optional<std::string> kind = {};
  std::optional<Mode> mode = {};
  std::optional<WallTime> starts_at = {};
  std::optional<std::uint32_t> quorum_percent = {};

  static constexpr auth::Act kAct = auth::Act::edit_conference;

  friend bool operator==(const EditConference&, const EditConference&) = default;
};
BOOST_DESCRIBE_STRUCT(EditConference, (), (title, topic, kind, mode, starts_at, quorum_percent))

// ---- State ----

struct Setup {
  ConferenceId id;
  std::string title;
  std::string topic;
  std::string kind;
  Mode mode = Mode::hoi_nghi;
  bool rehearsal = false;
  std::optional<WallTime> starts_at;
  SiteId main_site;
  std::uint32_t quorum_percent = kUsualQuorumPercent;  // said with the roll

  friend bool operator==(const Setup&, const Setup&) = default;
};
BOOST_DESCRIBE_STRUCT(Setup, (), (id, title, topic, kind, mode, rehearsal, starts_at, main_site))

}  // namespace diemcau::conference
