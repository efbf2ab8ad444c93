// What no state of a conference would take of a command: each fault at its field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "conference/commands.hpp"
#include "conference/refusal.hpp"

namespace diemcau::conference {

enum class FaultKind : std::uint8_t {
  missing,       // empty, and must not be
  too_long,      // as a text, or as a list
  unreadable,    // not UTF-8, or with control characters
  malformed,     // not a word of the form that is wanted
  out_of_range,  // a number, a time
  repeated,      // names what another of the list names
  unknown,       // names what is not in the same command
  misplaced,     // must be left out beside the other fields
};
BOOST_DESCRIBE_ENUM(FaultKind, missing, too_long, unreadable, malformed, out_of_range, repeated, unknown, misplaced)

struct FieldFault {
  std::string field;  // as in the command's JSON: "title", "item.minutes", "sites[3].name"
  FaultKind kind = FaultKind::missing;

  friend bool operator==(const FieldFault&, const FieldFault&) = default;
};

// Of one command at most: nobody mends more at a time.
inline constexpr std::size_t kMaxFieldFaults = 20;

// In the order of the fields; empty where nothing is wrong. What depends on the state is for the rules to say.
[[nodiscard]] std::vector<FieldFault> field_faults(const Command& command, WallTime now);

// One sentence that stands at the field.
[[nodiscard]] Text text_of(FaultKind kind);

}  // namespace diemcau::conference
