#include "directory/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "directory/check.hpp"
#include "directory/text.hpp"

namespace diemcau::directory {
namespace {

using Code = Fault::Code;

ImportFault no_heading(const Field& field) {
  return {"no_heading",
          fmt::format("Không thấy cột \"{}\" ở dòng đầu. Hãy tải mẫu (nút Xuất) và đặt tên cột như mẫu.", field.vi),
          fmt::format("The first row has no column \"{}\". Export once, and name the columns as there.", field.en)};
}
ImportFault same_heading(const Field& field) {
  return {"same_heading", fmt::format("Có hai cột cùng là \"{}\". Hãy bỏ bớt một cột.", field.vi),
          fmt::format("Two columns are \"{}\". Delete one of them.", field.en)};
}
ImportFault no_rows() {
  return {"no_rows", "Bảng không có dòng nào ngoài dòng tiêu đề. Hãy điền ít nhất một dòng.",
          "The table has no row besides its heading. Fill in one at least."};
}
ImportFault too_many_entries() {
  return {"too_many_entries", fmt::format("Danh bạ chỉ chứa được {} mục mỗi loại. Hãy xóa bớt trước.", kMaxEntries),
          fmt::format("The directory holds {} entries of a kind. Delete some first.", kMaxEntries)};
}

bool is_empty(const sheet::Row& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return normalised(cell).empty(); });
}

bool means(const Field& field, std::string_view heading) {
  if (heading == folded(field.vi) || heading == folded(field.en)) {
    return true;
  }
  std::string_view aliases = field.aliases;
  while (!aliases.empty()) {
    const std::string_view alias = aliases.substr(0, aliases.find('|'));
    if (alias == heading) {
      return true;
    }
    aliases.remove_prefix(std::min(aliases.size(), alias.size() + 1));
  }
  return false;
}

// Which column of the table holds which field.
struct Columns {
  std::vector<std::optional<std::size_t>> of_field;
  std::vector<std::string> passed_over;
};

Result<Columns, ImportFault> columns_of(Kind kind, const sheet::Row& heading) {
  const auto fields = fields_of(kind);
  Columns columns{std::vector<std::optional<std::size_t>>(fields.size()), {}};
  for (std::size_t column = 0; column < heading.size(); ++column) {
    const std::string text = folded(normalised(heading[column]));
    const auto field = std::ranges::find_if(fields, [&](const Field& one) { return means(one, text); });
    if (field == fields.end()) {
      if (!text.empty()) {
        columns.passed_over.push_back(normalised(heading[column]));
      }
      continue;
    }
    auto& place = columns.of_field[static_cast<std::size_t>(field - fields.begin())];
    if (place) {
      return failure(same_heading(*field));
    }
    place = column;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].required && fields[i].type != FieldType::id && !columns.of_field[i]) {
      return failure(no_heading(fields[i]));
    }
  }
  return columns;
}

class Planner {
 public:
  Planner(Kind kind, const Snapshot& directory, Columns columns)
      : kind_(kind), directory_(directory), after_(directory), columns_(std::move(columns)) {
    plan_.passed_over = columns_.passed_over;
  }

  void read(std::size_t number, const sheet::Row& row) {
    ImportRow made{number, Entry{kind_}, {}, true};
    for (std::size_t i = 0; i < made.entry.values.size(); ++i) {
      if (const auto column = columns_.of_field[i]; column && *column < row.size()) {
        made.entry.values[i] = row[*column];
      }
    }
    normalise(made.entry);
    plan_.rows.push_back(std::move(made));
  }

  ImportPlan finish() {
    for (ImportRow& row : plan_.rows) {
      name(row);
    }
    if (kind_ == Kind::units) {
      put_together();
    }
    for (ImportRow& row : plan_.rows) {
      judge(row);
    }
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const Field& id_field() const { return fields_of(kind_)[kId]; }

  // Gives the row its id, and what its entry has in fields that the table has no column for.
  void name(ImportRow& row) {
    std::string& id = row.entry.values[kId];
    const bool made = id.empty();
    if (made) {
      id = slug_of(row.entry.name());
    }
    if (id.empty()) {
      return;  // `judge` says so
    }
    if (const auto [other, first] = row_of_id_.emplace(id, row.row); !first) {
      row.faults.push_back(fault_of(id_field(), Code::duplicate_id, id));
      return;
    }
    if (const Entry* const present = directory_.find(kind_, id)) {
      if (made && !same_place(row.entry, *present)) {
        row.faults.push_back(fault_of(id_field(), Code::id_taken, id));
        return;
      }
      for (std::size_t i = 0; i < row.entry.values.size(); ++i) {
        if (!columns_.of_field[i] && i != kId) {
          row.entry.values[i] = present->values[i];
        }
      }
    }
  }

  [[nodiscard]] bool same_place(Entry entry, const Entry& present) const {
    return resolve_references(entry, directory_).empty() && entry.owner() == present.owner() &&
           entry.place() == present.place();
  }

  // Units of the table may name each other, so they are all there before the first is judged.
  void put_together() {
    for (const ImportRow& row : plan_.rows) {
      if (row.faults.empty() && !row.entry.id().empty()) {
        Entry bare = row.entry;
        bare.values[position_of(Kind::units, "parent")].clear();
        after_.put(std::move(bare));
      }
    }
    for (const ImportRow& row : plan_.rows) {
      Entry entry = row.entry;
      if (row.faults.empty() && !entry.id().empty() && resolve_references(entry, after_).empty()) {
        after_.put(std::move(entry));
      }
    }
  }

  void judge(ImportRow& row) {
    const auto add = [&](std::vector<Fault> faults) {
      row.faults.insert(row.faults.end(), std::make_move_iterator(faults.begin()),
                        std::make_move_iterator(faults.end()));
    };
    add(check_fields(row.entry));
    add(resolve_references(row.entry, after_));
    if (row.faults.empty() && kind_ == Kind::units) {
      judge_standing(row);
    }
    const Entry* const present = directory_.find(kind_, row.entry.id());
    row.changes = present == nullptr || *present != row.entry;
  }

  void judge_standing(ImportRow& row) {
    const Standing standing = after_.tree().standing(row.entry.id());
    if (standing != Standing::sound) {
      const Field& parent = fields_of(kind_)[position_of(kind_, "parent")];
      const Code code = standing == Standing::cycle ? Code::cycle : Code::too_deep;
      row.faults.push_back(fault_of(parent, code, row.entry.owner()));
    }
  }

  Kind kind_;
  const Snapshot& directory_;
  Snapshot after_;  // with the table's units
  Columns columns_;
  std::map<std::string, std::size_t, std::less<>> row_of_id_;
  ImportPlan plan_;
};

}  // namespace

std::size_t ImportPlan::faulty() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const ImportRow& row) { return !row.faults.empty(); }));
}

Result<ImportPlan, ImportFault> plan_import(Kind kind, const sheet::Table& table, const Snapshot& directory) {
  const auto heading = std::ranges::find_if_not(table, is_empty);
  if (heading == table.end()) {
    return failure(no_rows());
  }
  auto columns = columns_of(kind, *heading);
  if (!columns) {
    return failure(columns.error());
  }
  Planner planner{kind, directory, std::move(*columns)};
  std::size_t rows = 0;
  for (auto row = std::next(heading); row != table.end(); ++row) {
    if (!is_empty(*row)) {
      planner.read(static_cast<std::size_t>(row - table.begin()) + 1, *row);
      ++rows;
    }
  }
  if (rows == 0) {
    return failure(no_rows());
  }
  ImportPlan plan = planner.finish();
  const auto added = std::ranges::count_if(
      plan.rows, [&](const ImportRow& row) { return directory.find(kind, row.entry.id()) == nullptr; });
  if (directory.size(kind) + static_cast<std::size_t>(added) > kMaxEntries) {
    return failure(too_many_entries());
  }
  return plan;
}

sheet::Table table_of(Kind kind, std::span<const Entry> entries) {
  sheet::Table table(1);
  for (const Field& field : fields_of(kind)) {
    table.front().emplace_back(field.vi);
  }
  for (const Entry& entry : entries) {
    table.push_back(entry.values);
  }
  return table;
}

}  // namespace diemcau::directory
