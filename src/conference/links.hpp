// The links by which people come into a conference: issued and revoked; some end by themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "auth/role.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"

namespace diemcau::conference {

// ---- Events ----

struct LinkIssued {
  LinkId link;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site = {};       // exactly when role is site
  std::optional<std::string> name = {};  // for whom, as people read it: "Phó chủ trì"
  std::optional<WallTime> expires_at = {};

  friend bool operator==(const LinkIssued&, const LinkIssued&) = default;
};
BOOST_DESCRIBE_STRUCT(LinkIssued, (), (link, role, site, name, expires_at))
struct LinkRevoked {
  LinkId link;

  friend bool operator==(const LinkRevoked&, const LinkRevoked&) = default;
};
BOOST_DESCRIBE_STRUCT(LinkRevoked, (), (link))

// ---- Commands ----

struct IssueLink {
  LinkId link;  // the server gives one where it is left out
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site = {};
  std::optional<std::string> name = {};
  std::optional<WallTime> expires_at = {};

  static constexpr auth::Act kAct = auth::Act::issue_link;
  static constexpr bool kAfterConclusion = true;
  static constexpr std::string_view kMayBeAbsent[] = {"link"};

  friend bool operator==(const IssueLink&, const IssueLink&) = default;
};
BOOST_DESCRIBE_STRUCT(IssueLink, (), (link, role, site, name, expires_at))
struct RevokeLink {
  LinkId link;

  static constexpr auth::Act kAct = auth::Act::revoke_link;
  static constexpr bool kAfterConclusion = true;

  friend bool operator==(const RevokeLink&, const RevokeLink&) = default;
};
BOOST_DESCRIBE_STRUCT(RevokeLink, (), (link))

// ---- State ----

struct Link {
  LinkId id;
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site = {};
  std::optional<std::string> name = {};
  std::optional<WallTime> expires_at = {};
  bool revoked = false;

  [[nodiscard]] bool has_expired(WallTime now) const { return expires_at && *expires_at <= now; }
  // Somebody may come in by it.
  [[nodiscard]] bool is_good(WallTime now) const { return !revoked && !has_expired(now); }

  friend bool operator==(const Link&, const Link&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, role, site, name, expires_at, revoked))

// The server's own: no page gets it with the state.
struct Links {
  std::vector<Link> links;

  friend bool operator==(const Links&, const Links&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const Link* link(const LinkId& wanted) const;
};
BOOST_DESCRIBE_STRUCT(Links, (), ())

}  // namespace diemcau::conference
