// From a table to what it would make of the directory: nothing is written here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "directory/entry.hpp"
#include "directory/fault.hpp"
#include "directory/snapshot.hpp"
#include "sheet/table.hpp"

namespace diemcau::directory {

struct ImportRow {
  std::size_t row = 0;  // its number in a spreadsheet program
  Entry entry;
  std::vector<Fault> faults;
  bool changes = true;  // false: the directory has it so already
};

struct ImportPlan {
  std::vector<ImportRow> rows;
  std::vector<std::string> passed_over;  // headings that mean no field
  [[nodiscard]] std::size_t faulty() const;
};

// Why a table as a whole cannot be imported.
struct ImportFault {
  std::string code;  // "no_heading", "no_rows", "same_heading", "too_many_entries"
  std::string vi;
  std::string en;
};

// The first row that is not empty is the heading: names of fields in Vietnamese or English, in any order, marks and
// capitals do not matter. A row names an entry by its id; without one, the id is made of the name, and means an entry
// that is there only if that has the same unit (and site). Fields without a column keep what the directory has; an
// empty cell empties. Units and sites may be named by id or by name; units may stand below others of the same table,
// wherever in it.
[[nodiscard]] Result<ImportPlan, ImportFault> plan_import(Kind kind, const sheet::Table& table,
                                                          const Snapshot& directory);

// The table of these entries, under Vietnamese headings. Importing it again changes nothing.
[[nodiscard]] sheet::Table table_of(Kind kind, std::span<const Entry> entries);

}  // namespace diemcau::directory
