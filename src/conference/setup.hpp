// What a conference is about: its name, its mode, its sites and its programme, as they were set up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "directory/site.hpp"

namespace diemcau::conference {

// Who is heard: in hội nghị the main site and whoever has the floor, in thảo luận every site that is not muted.
enum class Mode : std::uint8_t { hoi_nghi, thao_luan };
BOOST_DESCRIBE_ENUM(Mode, hoi_nghi, thao_luan)

// One line of the programme.
struct Item {
  ItemId id;  // in logs of before there were any, and in a new conference where it is left out: item-1, item-2 ...
  std::string title;
  std::string kind;  // a word: "opening", "report", "paper", "discussion", "conclusion"
  std::optional<SiteId> site;
  std::uint32_t minutes = 0;

  static constexpr std::string_view kMayBeAbsent[] = {"id"};

  friend bool operator==(const Item&, const Item&) = default;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, title, kind, site, minutes))

// ---- Events ----

struct ConferenceCreated {
  std::string title;
  std::string topic;
  std::string kind;  // a word: "hoi_thao_truc_tuyen"
  Mode mode = Mode::hoi_nghi;
  SiteId main_site;
  std::vector<directory::Site> sites;
  std::vector<Item> programme;

  static constexpr bool kOrdered = true;

  friend bool operator==(const ConferenceCreated&, const ConferenceCreated&) = default;
};
BOOST_DESCRIBE_STRUCT(ConferenceCreated, (), (title, topic, kind, mode, main_site, sites, programme))

// ---- Commands ----

struct Create {
  ConferenceCreated conference;

  static constexpr auth::Act kAct = auth::Act::create;
  static constexpr bool kInternal = true;

  friend bool operator==(const Create&, const Create&) = default;
};
BOOST_DESCRIBE_STRUCT(Create, (), (conference))

// ---- State ----

struct Setup {
  ConferenceId id;
  std::string title;
  std::string topic;
  std::string kind;
  Mode mode = Mode::hoi_nghi;
  SiteId main_site;
  std::vector<Item> programme;

  friend bool operator==(const Setup&, const Setup&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const Item* item(const ItemId& wanted) const;
};
BOOST_DESCRIBE_STRUCT(Setup, (), (id, title, topic, kind, mode, main_site, programme))

}  // namespace diemcau::conference
