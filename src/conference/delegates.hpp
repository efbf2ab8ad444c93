// Who sits at the sites by name, and what a vote of theirs weighs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

// A delegate as organisers write it.
struct InvitedDelegate {
  DelegateId id;
  std::string name;
  std::string post;
  SiteId site;
  std::uint32_t weight = 1;

  static constexpr std::string_view kMayBeAbsent[] = {"post", "weight"};

  friend bool operator==(const InvitedDelegate&, const InvitedDelegate&) = default;
};
BOOST_DESCRIBE_STRUCT(InvitedDelegate, (), (id, name, post, site, weight))

// ---- Events ----

// Each in the place of what was known of him or her.
struct DelegatesPut {
  std::vector<InvitedDelegate> delegates;

  static constexpr Audience kAudience = Audience::desk;

  friend bool operator==(const DelegatesPut&, const DelegatesPut&) = default;
};
BOOST_DESCRIBE_STRUCT(DelegatesPut, (), (delegates))
struct DelegateRemoved {
  DelegateId delegate;

  static constexpr Audience kAudience = Audience::desk;

  friend bool operator==(const DelegateRemoved&, const DelegateRemoved&) = default;
};
BOOST_DESCRIBE_STRUCT(DelegateRemoved, (), (delegate))

// ---- Commands ----

struct PutDelegate {
  InvitedDelegate delegate;

  static constexpr auth::Act kAct = auth::Act::invite;

  friend bool operator==(const PutDelegate&, const PutDelegate&) = default;
};
BOOST_DESCRIBE_STRUCT(PutDelegate, (), (delegate))
struct RemoveDelegate {
  DelegateId delegate;

  static constexpr auth::Act kAct = auth::Act::invite;

  friend bool operator==(const RemoveDelegate&, const RemoveDelegate&) = default;
};
BOOST_DESCRIBE_STRUCT(RemoveDelegate, (), (delegate))

// ---- State ----

struct Delegate {
  DelegateId id;
  std::string name;
  std::string post;
  SiteId site;
  std::uint32_t weight = 1;
  bool present = false;

  friend bool operator==(const Delegate&, const Delegate&) = default;
};
BOOST_DESCRIBE_STRUCT(Delegate, (), (id, name, post, site, weight, present))

struct DeskDelegates {
  std::vector<Delegate> delegates;

  friend bool operator==(const DeskDelegates&, const DeskDelegates&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskDelegates, (), (delegates))

// Those of one site, for its ballot.
struct Elector {
  DelegateId id;
  std::string name;
  std::uint32_t weight = 1;

  friend bool operator==(const Elector&, const Elector&) = default;
};
BOOST_DESCRIBE_STRUCT(Elector, (), (id, name, weight))

struct OwnElectors {
  std::vector<Elector> electors;

  friend bool operator==(const OwnElectors&, const OwnElectors&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnElectors, (), (electors))

}  // namespace diemcau::conference
