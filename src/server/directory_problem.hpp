// Why the directory was not read or changed.
#pragma once

#include <cstddef>
#include <span>

#include "directory/fault.hpp"
#include "directory/import.hpp"
#include "server/problem.hpp"
#include "sheet/table.hpp"

namespace diemcau::server {

[[nodiscard]] Problem no_such_entry();
[[nodiscard]] Problem page_is_gone();  // the entry that it was to go on behind
[[nodiscard]] Problem entry_in_use(std::size_t uses);
[[nodiscard]] Problem directory_is_full();
// With what is wrong with each field; at least one.
[[nodiscard]] Problem invalid_entry(std::span<const directory::Fault> faults);
[[nodiscard]] Problem unreadable_table(const sheet::TableFault& fault);
[[nodiscard]] Problem import_refused(const directory::ImportFault& fault);

}  // namespace diemcau::server
