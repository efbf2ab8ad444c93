// A table that was read is within its limits, and written it reads the same. Whatever it says, an import of it is a
// plan or a reason, every faulty row with a sentence.
#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "check.hpp"
#include "directory/import.hpp"
#include "sheet/csv.hpp"

namespace {

using namespace diemcau;

void check_plan(directory::Kind kind, const sheet::Table& table) {
  const auto plan = directory::plan_import(kind, table, directory::Snapshot{});
  if (!plan) {
    FUZZ_CHECK(!plan.error().vi.empty() && !plan.error().en.empty());
    return;
  }
  for (const directory::ImportRow& row : plan->rows) {
    FUZZ_CHECK(row.row >= 1 && row.row <= table.size());
    FUZZ_CHECK(std::ranges::all_of(row.entry.values, is_utf8));
    for (const directory::Fault& fault : row.faults) {
      FUZZ_CHECK(is_utf8(fault.vi) && is_utf8(fault.en) && !fault.vi.empty());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto first = sheet::parse_csv(as_text({data, size}));
  if (!first) {
    FUZZ_CHECK(!sheet::text_of(first.error().code).vi.empty());
    return 0;
  }
  FUZZ_CHECK(first->size() <= sheet::kMaxRows);
  const auto second = sheet::parse_csv(sheet::write_csv(*first));
  FUZZ_CHECK(second && *second == *first);
  for (const auto kind : {directory::Kind::units, directory::Kind::sites, directory::Kind::delegates}) {
    check_plan(kind, *first);
  }
  return 0;
}
