// Which sites are invited, whom one calls there, and what they answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

enum class Reply : std::uint8_t { none, accepted, declined };
BOOST_DESCRIBE_ENUM(Reply, none, accepted, declined)

// A room that takes part.
struct Site {
  SiteId id = {};
  std::string name = {};  // as people read it: "Bình Phước"
  std::string unit = {};  // whose it is, as people read it: "Tỉnh Bình Phước"

  static constexpr std::string_view kMayBeAbsent[] = {"unit"};

  friend bool operator==(const Site&, const Site&) = default;
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, name, unit))

// The people of a site: for the desk, since telephone numbers are nobody else's business.
struct Contact {
  SiteId id = {};
  std::string head = {};       // who leads the site: "Chủ trì điểm cầu Bình Phước"
  std::string operator_ = {};  // its technician
  std::string phone = {};

  static constexpr std::string_view kMayBeAbsent[] = {"head", "operator", "phone"};

  friend bool operator==(const Contact&, const Contact&) = default;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (id, head, operator_, phone))

// A site as organisers write it: what all may know and what the desk may.
struct InvitedSite {
  SiteId id = {};
  std::string name = {};
  std::string unit = {};
  std::string head = {};
  std::string operator_ = {};
  std::string phone = {};

  static constexpr std::string_view kMayBeAbsent[] = {"unit", "head", "operator", "phone"};

  friend bool operator==(const InvitedSite&, const InvitedSite&) = default;
  [[nodiscard]] Site site() const { return {id, name, unit}; }
  [[nodiscard]] Contact contact() const { return {id, head, operator_, phone}; }
};
BOOST_DESCRIBE_STRUCT(InvitedSite, (), (id, name, unit, head, operator_, phone))

// ---- Events ----

// A new site, or one whose name or unit is another now.
struct SiteInvited {
  Site site;

  friend bool operator==(const SiteInvited&, const SiteInvited&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteInvited, (), (site))
// Each in the place of what was known of its site.
struct ContactsNoted {
  std::vector<Contact> contacts;

  static constexpr Audience kAudience = Audience::desk;

  friend bool operator==(const ContactsNoted&, const ContactsNoted&) = default;
};
BOOST_DESCRIBE_STRUCT(ContactsNoted, (), (contacts))
struct SiteWithdrawn {
  SiteId site;

  friend bool operator==(const SiteWithdrawn&, const SiteWithdrawn&) = default;
};
BOOST_DESCRIBE_STRUCT(SiteWithdrawn, (), (site))
struct InvitationAnswered {
  SiteId site;
  Reply reply = Reply::none;
  std::optional<std::uint32_t> attending;  // how many people will be there

  friend bool operator==(const InvitationAnswered&, const InvitationAnswered&) = default;
};
BOOST_DESCRIBE_STRUCT(InvitationAnswered, (), (site, reply, attending))

// ---- Commands ----

struct PutSite {
  InvitedSite site;

  static constexpr auth::Act kAct = auth::Act::invite;

  friend bool operator==(const PutSite&, const PutSite&) = default;
};
BOOST_DESCRIBE_STRUCT(PutSite, (), (site))
struct RemoveSite {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::invite;

  friend bool operator==(const RemoveSite&, const RemoveSite&) = default;
};
BOOST_DESCRIBE_STRUCT(RemoveSite, (), (site))
struct AnswerInvitation {
  SiteId site;
  Reply reply = Reply::none;
  std::optional<std::uint32_t> attending;

  static constexpr auth::Act kAct = auth::Act::answer_invitation;

  friend bool operator==(const AnswerInvitation&, const AnswerInvitation&) = default;
};
BOOST_DESCRIBE_STRUCT(AnswerInvitation, (), (site, reply, attending))

// ---- State ----

struct DeskContacts {
  std::vector<Contact> contacts;  // of the sites of which something is known

  friend bool operator==(const DeskContacts&, const DeskContacts&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskContacts, (), (contacts))

}  // namespace diemcau::conference
