// Whether an entry may stand in the directory.
#pragma once

#include <vector>

#include "directory/entry.hpp"
#include "directory/fault.hpp"
#include "directory/snapshot.hpp"

namespace diemcau::directory {

// Puts the entry's texts into the form in which they are kept.
void normalise(Entry& entry);

// What is wrong with the fields by themselves. The entry must be normalised.
[[nodiscard]] std::vector<Fault> check_fields(const Entry& entry);

// Puts ids in the place of names of units and sites; says which lead nowhere.
[[nodiscard]] std::vector<Fault> resolve_references(Entry& entry, const Snapshot& directory);

// Everything: normalises, resolves, and says what is wrong with the entry as one that is to be put into the directory.
[[nodiscard]] std::vector<Fault> check(Entry& entry, const Snapshot& directory);

}  // namespace diemcau::directory
