#include "server/directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>

#include "base/conference_ids.hpp"
#include "directory/check.hpp"
#include "directory/json.hpp"
#include "directory/text.hpp"
#include "server/directory_problem.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx.hpp"

namespace diemcau::server {
namespace {

using directory::Entry;
using directory::Fault;
using directory::Kind;

constexpr std::array kKinds{Kind::units, Kind::sites, Kind::delegates};
// How many endings ("-2", "-3", …) are tried to make an id of a name that others have too.
constexpr int kMaxEndings = 1'000;

store::DirectoryRow row_of(const Entry& entry) {
  std::string all;
  for (const std::string& value : entry.values) {
    all += value + "\n";
  }
  return {.kind = std::string{to_text(entry.kind)},
          .id = entry.id(),
          .owner = entry.owner(),
          .place = entry.place(),
          .sort = directory::sort_key(entry.name()),
          .marked = directory::lowered(all),
          .plain = directory::folded(all),
          .record = boost::json::serialize(directory::to_json(entry))};
}

std::optional<Entry> entry_of(Kind kind, std::string_view record) {
  const auto object = directory::parse_object(record);
  if (!object) {
    return std::nullopt;
  }
  return directory::entry_from_json(kind, *object).entry;
}

// An id that nobody has: the name's, or with a number behind it. Empty when none can be made.
std::string free_id(const Entry& entry, const directory::Snapshot& present) {
  const std::string slug = directory::slug_of(entry.name());
  std::string id = slug;
  for (int ending = 2; present.find(entry.kind, id) != nullptr && ending <= kMaxEndings; ++ending) {
    const std::string behind = fmt::format("-{}", ending);
    id = slug.substr(0, kMaxSlugLength - behind.size()) + behind;
  }
  return id;
}

sheet::TableResult parse(SheetFormat format, std::string_view bytes) {
  switch (format) {
    case SheetFormat::csv:
      return sheet::parse_csv(bytes);
    case SheetFormat::xlsx:
      return sheet::parse_xlsx(bytes);
  }
  return failure(sheet::TableFault{});
}

std::string_view sheet_name(Kind kind) {
  switch (kind) {
    case Kind::units:
      return "Đơn vị";
    case Kind::sites:
      return "Điểm cầu";
    case Kind::delegates:
      return "Đại biểu";
  }
  return {};
}

}  // namespace

Result<sheet::Table, Problem> read_table(SheetFormat format, std::string_view bytes) {
  return parse(format, bytes).map_error(unreadable_table);
}

std::string write_table(SheetFormat format, Kind kind, const sheet::Table& table) {
  switch (format) {
    case SheetFormat::csv:
      return sheet::write_csv(table);
    case SheetFormat::xlsx:
      return sheet::write_xlsx(table, sheet_name(kind));
  }
  return {};
}

Result<DirectoryListing, Problem> Directory::list(const DirectorySearch& search) {
  const std::string words = directory::normalised(search.words);
  const store::DirectoryQuery query{
      .kind = std::string{to_text(search.kind)},
      .marked_words = directory::words_of(directory::lowered(words), store::DirectoryStore::kMaxWords),
      .plain_words = directory::words_of(directory::folded(words), store::DirectoryStore::kMaxWords),
      .owner = search.unit,
      .after = search.after,
      .limit = std::min(search.limit, kMaxPageEntries)};
  auto page = store_.page(query);
  if (!page) {
    return failure(storage_failed(log_, page.error().text));
  }
  if (!*page) {
    return failure(page_is_gone());
  }
  DirectoryListing listing{std::move((*page)->records), (*page)->total, std::nullopt};
  if ((*page)->more && !listing.entries.empty()) {
    if (const auto last = entry_of(search.kind, listing.entries.back())) {
      listing.next = last->id();
    }
  }
  return listing;
}

Result<Entry, Problem> Directory::find(Kind kind, std::string_view id) {
  const auto present = snapshot();
  if (!present) {
    return failure(present.error());
  }
  const Entry* const entry = (*present)->find(kind, id);
  if (entry == nullptr) {
    return failure(no_such_entry());
  }
  return *entry;
}

Result<Entry, Problem> Directory::checked(Entry entry, std::vector<Fault> faults) {
  const auto present = snapshot();
  if (!present) {
    return failure(present.error());
  }
  std::vector<Fault> more = directory::check(entry, **present);
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  if (!faults.empty()) {
    return failure(invalid_entry(faults));
  }
  return entry;
}

Result<Entry, Problem> Directory::add(Kind kind, const boost::json::object& object) {
  const auto present = snapshot();
  if (!present) {
    return failure(present.error());
  }
  auto [entry, faults] = directory::entry_from_json(kind, object);
  const bool named = !directory::normalised(entry.id()).empty();
  if (!named) {
    entry.values[directory::kId] = free_id(entry, **present);
  }
  auto made = checked(std::move(entry), std::move(faults));
  if (!made) {
    return made;
  }
  if ((*present)->find(kind, made->id()) != nullptr) {
    const directory::Field& id = directory::fields_of(kind)[directory::kId];
    return failure(invalid_entry(std::vector{directory::fault_of(id, Fault::Code::id_taken, made->id())}));
  }
  if ((*present)->size(kind) >= directory::kMaxEntries) {
    return failure(directory_is_full());
  }
  if (const auto done = put({*made}); !done) {
    return failure(done.error());
  }
  return made;
}

Result<Entry, Problem> Directory::replace(Kind kind, std::string_view id, const boost::json::object& object) {
  if (const auto before = find(kind, id); !before) {
    return before;
  }
  auto [entry, faults] = directory::entry_from_json(kind, object);
  std::string& own = entry.values[directory::kId];
  if (!own.empty() && own != id) {
    const directory::Field& field = directory::fields_of(kind)[directory::kId];
    faults.push_back(directory::fault_of(field, Fault::Code::id_fixed, id));
  }
  own = id;
  auto made = checked(std::move(entry), std::move(faults));
  if (!made) {
    return made;
  }
  if (const auto done = put({*made}); !done) {
    return failure(done.error());
  }
  return made;
}

Result<void, Problem> Directory::remove(Kind kind, std::string_view id) {
  if (const auto before = find(kind, id); !before) {
    return failure(before.error());
  }
  const auto uses = store_.uses(to_text(kind), id);
  if (!uses) {
    return failure(storage_failed(log_, uses.error().text));
  }
  if (*uses > 0) {
    return failure(entry_in_use(*uses));
  }
  if (const auto removed = store_.remove(to_text(kind), id); !removed) {
    return failure(storage_failed(log_, removed.error().text));
  }
  snapshot_->remove(kind, id);
  return {};
}

Result<ImportOutcome, Problem> Directory::import(Kind kind, const sheet::Table& table, bool write) {
  const auto present = snapshot();
  if (!present) {
    return failure(present.error());
  }
  auto plan = directory::plan_import(kind, table, **present);
  if (!plan) {
    return failure(import_refused(plan.error()));
  }
  ImportOutcome outcome{std::move(*plan), 0};
  if (!write || outcome.plan.faulty() > 0) {
    return outcome;
  }
  std::vector<Entry> changed;
  for (const directory::ImportRow& row : outcome.plan.rows) {
    if (row.changes) {
      changed.push_back(row.entry);
    }
  }
  if (const auto done = put(changed); !done) {
    return failure(done.error());
  }
  outcome.written = changed.size();
  return outcome;
}

Result<sheet::Table, Problem> Directory::table(Kind kind) {
  const auto entries = entries_of(kind);
  if (!entries) {
    return failure(entries.error());
  }
  return directory::table_of(kind, *entries);
}

Result<directory::Snapshot*, Problem> Directory::snapshot() {
  if (snapshot_) {
    return &*snapshot_;
  }
  directory::Snapshot made;
  for (const Kind kind : kKinds) {
    auto entries = entries_of(kind);
    if (!entries) {
      return failure(entries.error());
    }
    for (Entry& entry : *entries) {
      made.put(std::move(entry));
    }
  }
  return &snapshot_.emplace(std::move(made));
}

Result<std::vector<Entry>, Problem> Directory::entries_of(Kind kind) {
  const auto records = store_.all(to_text(kind));
  if (!records) {
    return failure(storage_failed(log_, records.error().text));
  }
  std::vector<Entry> entries;
  for (const std::string& record : *records) {
    if (auto entry = entry_of(kind, record)) {
      entries.push_back(std::move(*entry));
    }
  }
  if (log_ && entries.size() < records->size()) {
    log_(fmt::format("{} of the directory's {} cannot be read and are left out", records->size() - entries.size(),
                     to_text(kind)));
  }
  return entries;
}

Result<void, Problem> Directory::put(const std::vector<Entry>& entries) {
  std::vector<store::DirectoryRow> rows;
  rows.reserve(entries.size());
  std::ranges::transform(entries, std::back_inserter(rows), row_of);
  if (const auto written = store_.put(rows); !written) {
    return failure(storage_failed(log_, written.error().text));
  }
  for (const Entry& entry : entries) {
    snapshot_->put(entry);
  }
  return {};
}

}  // namespace diemcau::server
