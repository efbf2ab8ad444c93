// Entries as JSON (docs/protocol.md, "The directory"): an object of the fields that are said; numbers as numbers.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "directory/entry.hpp"
#include "directory/fault.hpp"

namespace diemcau::directory {

[[nodiscard]] boost::json::object to_json(const Entry& entry);
[[nodiscard]] boost::json::object to_json(const Fault& fault, bool vietnamese);

// What an object says of an entry; fields that are no entry's, and values that are neither text nor number, are faults.
struct ReadEntry {
  Entry entry;
  std::vector<Fault> faults;
};
[[nodiscard]] ReadEntry entry_from_json(Kind kind, const boost::json::object& object);

// Nothing when the text is not one object.
[[nodiscard]] std::optional<boost::json::object> parse_object(std::string_view text);

}  // namespace diemcau::directory
