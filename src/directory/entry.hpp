// What the directory holds: units in a tree, the sites they have, the delegates who sit there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"

namespace diemcau::directory {

enum class Kind : std::uint8_t { units, sites, delegates };
BOOST_DESCRIBE_ENUM(Kind, units, sites, delegates)

// What a field's text must be.
enum class FieldType : std::uint8_t { id, text, number, phone, unit, site };

struct Field {
  std::string_view name;  // in JSON
  std::string_view vi;    // as a heading of exported tables
  std::string_view en;
  // Other headings that imported tables may have, `folded` (text.hpp), with '|' between them.
  std::string_view aliases;
  FieldType type = FieldType::text;
  bool required = false;
  std::size_t most = 0;  // characters; of a number its largest value
};

// In the order of tables and dialogs. The first two fields of every kind are `id` and `name`.
[[nodiscard]] std::span<const Field> fields_of(Kind kind);
// Its place in fields_of; the number of fields when there is no such one.
[[nodiscard]] std::size_t position_of(Kind kind, std::string_view field);

inline constexpr std::size_t kId = 0;
inline constexpr std::size_t kName = 1;
// Of one kind. Every site of the country is some 40'000.
inline constexpr std::size_t kMaxEntries = 50'000;

// One unit, site or delegate: its fields' texts, in the order of fields_of; empty: not said. The same texts stand in
// tables, in dialogs and in the store, so there is one form of them.
struct Entry {
  Kind kind = Kind::units;
  std::vector<std::string> values;

  explicit Entry(Kind of);
  [[nodiscard]] const std::string& id() const { return values[kId]; }
  [[nodiscard]] const std::string& name() const { return values[kName]; }
  // The unit above it; empty at the top of the tree.
  [[nodiscard]] const std::string& owner() const;
  // The site of a delegate; empty otherwise.
  [[nodiscard]] const std::string& place() const;

  friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace diemcau::directory
