// What is to be done, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::conference {

// One line of the programme.
struct Item {
  ItemId id = {};
  std::string title = {};
  std::string kind = {};  // a word: "opening", "report", "paper", "discussion", "vote", "conclusion"
  std::optional<SiteId> site = {};
  std::optional<std::string> speaker = {};  // who speaks, as the name strap says it
  std::uint32_t minutes = 0;
  std::optional<PaperId> paper = {};

  static constexpr std::string_view kMayBeAbsent[] = {"id"};

  friend bool operator==(const Item&, const Item&) = default;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, title, kind, site, speaker, minutes, paper))

// Items that have no id get one of their place, as "item-3", or the next that is free.
void name_items(std::vector<Item>& programme);

// ---- Events ----

// The item is in the programme as it says: in the place where it was, or after `after`, or a new one at the end.
struct ItemPut {
  Item item;
  std::optional<ItemId> after;

  friend bool operator==(const ItemPut&, const ItemPut&) = default;
};
BOOST_DESCRIBE_STRUCT(ItemPut, (), (item, after))
struct ItemMoved {
  ItemId item;
  std::optional<ItemId> before;  // to the end without it

  friend bool operator==(const ItemMoved&, const ItemMoved&) = default;
};
BOOST_DESCRIBE_STRUCT(ItemMoved, (), (item, before))
struct ItemRemoved {
  ItemId item;

  friend bool operator==(const ItemRemoved&, const ItemRemoved&) = default;
};
BOOST_DESCRIBE_STRUCT(ItemRemoved, (), (item))

// ---- Commands ----

struct PutItem {
  Item item;
  std::optional<ItemId> after;

  static constexpr auth::Act kAct = auth::Act::edit_programme;

  friend bool operator==(const PutItem&, const PutItem&) = default;
};
BOOST_DESCRIBE_STRUCT(PutItem, (), (item, after))
struct MoveItem {
  ItemId item;
  std::optional<ItemId> before;

  static constexpr auth::Act kAct = auth::Act::edit_programme;

  friend bool operator==(const MoveItem&, const MoveItem&) = default;
};
BOOST_DESCRIBE_STRUCT(MoveItem, (), (item, before))
struct RemoveItem {
  ItemId item;

  static constexpr auth::Act kAct = auth::Act::edit_programme;

  friend bool operator==(const RemoveItem&, const RemoveItem&) = default;
};
BOOST_DESCRIBE_STRUCT(RemoveItem, (), (item))

// ---- State ----

struct Programme {
  std::vector<Item> programme;

  friend bool operator==(const Programme&, const Programme&) = default;

  // Borrowed; null when there is none.
  [[nodiscard]] const Item* programme_item(const ItemId& wanted) const;
  [[nodiscard]] Item* programme_item(const ItemId& wanted);
};
BOOST_DESCRIBE_STRUCT(Programme, (), (programme))

}  // namespace diemcau::conference
