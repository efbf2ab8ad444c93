#include "directory/import.hpp"

#include <gtest/gtest.h>

#include "directory/json.hpp"

namespace diemcau::directory {
namespace {

using Code = Fault::Code;
using sheet::Table;

Entry entry_of(Kind kind, std::vector<std::string> values) {
  Entry entry{kind};
  values.resize(entry.values.size());
  entry.values = std::move(values);
  return entry;
}

Snapshot directory() {
  Snapshot made;
  made.put(entry_of(Kind::units, {"bo", "Bộ Nội vụ", ""}));
  made.put(entry_of(Kind::units, {"tinh", "Tỉnh Bình Phước", "bo"}));
  made.put(entry_of(Kind::sites, {"binh-phuoc", "Bình Phước", "tinh", "Số 1", "80", "Trưởng", "Thợ", "0912 345 678"}));
  return made;
}

// "3 unit no_such_unit" for each fault.
std::vector<std::string> faults_of(const ImportPlan& plan) {
  std::vector<std::string> all;
  for (const ImportRow& row : plan.rows) {
    for (const Fault& fault : row.faults) {
      all.push_back(std::to_string(row.row) + " " + fault.field + " " + std::string{to_text(fault.code)});
    }
  }
  return all;
}

using Faults = std::vector<std::string>;

TEST(Import, UnderstandsHeadingsInBothLanguagesAndAnyOrder) {
  const Table tables[] = {
      {{"Mã điểm cầu", "Tên điểm cầu", "Đơn vị", "Sức chứa"}, {"lao-cai", "Lào Cai", "tinh", "40"}},
      {{"CAPACITY", " unit ", "Site name", "id"}, {"40", "tinh", "Lào Cai", "lao-cai"}},
      {{}, {"ten diem cau", "don vi", "so cho", ""}, {}, {"Lào Cai", "tỉnh bình phước", "40", "ghi chú"}},
  };
  for (const Table& table : tables) {
    const auto plan = plan_import(Kind::sites, table, directory());
    ASSERT_TRUE(plan) << plan.error().en;
    ASSERT_EQ(plan->rows.size(), 1U);
    EXPECT_EQ(faults_of(*plan), Faults{});
    EXPECT_EQ(plan->rows[0].entry, entry_of(Kind::sites, {"lao-cai", "Lào Cai", "tinh", "", "40"}));
    EXPECT_EQ(plan->rows[0].row, table.size());
  }
}

TEST(Import, SaysWhatIsWrongWithTheTable) {
  const std::pair<Table, std::string> cases[] = {
      {{}, "no_rows"},
      {{{""}, {" "}}, "no_rows"},
      {{{"Tên", "Đơn vị"}}, "no_rows"},
      {{{"Mã", "Đơn vị"}, {"a", "bo"}}, "no_heading"},
      {{{"Tên", "Đơn vị", "Tên điểm cầu"}, {"a", "bo"}}, "same_heading"},
  };
  for (const auto& [table, code] : cases) {
    const auto plan = plan_import(Kind::sites, table, directory());
    ASSERT_FALSE(plan) << code;
    EXPECT_EQ(plan.error().code, code);
    EXPECT_FALSE(plan.error().vi.empty() || plan.error().en.empty());
  }
  Table many{{"Tên", "Đơn vị"}};
  for (std::size_t i = 0; i < kMaxEntries; ++i) {
    many.push_back({"site " + std::to_string(i), "bo"});
  }
  EXPECT_EQ(plan_import(Kind::sites, many, directory()).error().code, "too_many_entries");
}

TEST(Import, PassesOverColumnsAndSaysSo) {
  const auto plan = plan_import(Kind::units, {{"Tên", "Ghi chú", ""}, {"Cục A", "x", "y"}}, directory());
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->passed_over, (std::vector<std::string>{"Ghi chú"}));
}

TEST(Import, NamesEveryRowsFaults) {
  const auto plan = plan_import(Kind::sites,
                                {{"Mã", "Tên", "Đơn vị", "Sức chứa", "Điện thoại"},
                                 {"a", "A", "tinh", "nhiều", "abc"},
                                 {"", "", "", "5"},
                                 {"a", "Trùng mã", "tinh"},
                                 {"", "Bình Phước", "bo"},
                                 {"", "!", "khong"},
                                 {"ok", "Tốt", "bo"}},
                                directory());
  ASSERT_TRUE(plan);
  EXPECT_EQ(faults_of(*plan),
            (Faults{"2 capacity bad_number", "2 phone bad_phone", "3 id required", "3 name required", "3 unit required",
                    "4 id duplicate_id", "5 id id_taken", "6 id required", "6 unit no_such_unit"}));
  EXPECT_EQ(plan->faulty(), 5U);
}

TEST(Import, ARowWithoutIdMeansTheEntryOfItsNameInTheSameUnit) {
  const auto plan =
      plan_import(Kind::sites, {{"Tên", "Đơn vị", "Sức chứa"}, {"BÌNH PHƯỚC", "tinh", "90"}}, directory());
  ASSERT_TRUE(plan);
  EXPECT_EQ(faults_of(*plan), Faults{});
  EXPECT_TRUE(plan->rows[0].changes);
  EXPECT_EQ(plan->rows[0].entry,
            entry_of(Kind::sites, {"binh-phuoc", "BÌNH PHƯỚC", "tinh", "Số 1", "90", "Trưởng", "Thợ", "0912 345 678"}))
      << "fields without a column stay";
}

TEST(Import, UnitsMayStandBelowOthersOfTheTableInAnyOrder) {
  const auto plan = plan_import(
      Kind::units,
      {{"Mã", "Tên", "Trực thuộc"}, {"xa", "Xã", "Huyện B"}, {"huyen-b", "Huyện B", "tinh"}, {"bo-2", "Bộ hai", ""}},
      directory());
  ASSERT_TRUE(plan);
  EXPECT_EQ(faults_of(*plan), Faults{});
  EXPECT_EQ(plan->rows[0].entry.owner(), "huyen-b");
}

TEST(Import, RefusesCyclesThatTheTableWouldMake) {
  const auto plan = plan_import(Kind::units,
                                {{"Mã", "Tên", "Trực thuộc"},
                                 {"bo", "Bộ Nội vụ", "xa"},
                                 {"xa", "Xã", "tinh"},
                                 {"m", "M", "m"},
                                 {"n", "N", "khong"}},
                                directory());
  ASSERT_TRUE(plan);
  EXPECT_EQ(faults_of(*plan), (Faults{"2 parent cycle", "3 parent cycle", "4 parent cycle", "5 parent no_such_unit"}));
}

TEST(Import, OfAnExportChangesNothing) {
  const Snapshot present = directory();
  for (const Kind kind : {Kind::units, Kind::sites}) {
    std::vector<Entry> entries;
    for (const std::string_view id : {"bo", "tinh", "binh-phuoc"}) {
      if (const Entry* const entry = present.find(kind, id)) {
        entries.push_back(*entry);
      }
    }
    const auto plan = plan_import(kind, table_of(kind, entries), present);
    ASSERT_TRUE(plan) << plan.error().en;
    EXPECT_EQ(plan->rows.size(), entries.size());
    for (const ImportRow& row : plan->rows) {
      EXPECT_FALSE(row.changes) << row.entry.id();
      EXPECT_TRUE(row.faults.empty()) << row.entry.id();
    }
  }
}

}  // namespace
}  // namespace diemcau::directory
