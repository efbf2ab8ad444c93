#include "server/directory.hpp"

#include <gtest/gtest.h>

#include "directory/json.hpp"
#include "sheet/csv.hpp"
#include "store/sqlite_directory_store.hpp"

namespace diemcau::server {
namespace {

using directory::Entry;
using directory::Kind;

class DirectoryTest : public ::testing::Test {
 protected:
  DirectoryTest() : store_(std::move(*store::open_sqlite_directory_store(":memory:"))), directory_(*store_) {
    add(Kind::units, R"({"id":"bo","name":"Bộ Nội vụ"})");
    add(Kind::units, R"({"id":"tinh","name":"Tỉnh Bình Phước","parent":"bo"})");
    add(Kind::units, R"({"id":"huyen","name":"Huyện Lộc Ninh","parent":"tinh"})");
    add(Kind::sites, R"({"id":"binh-phuoc","name":"Bình Phước","unit":"tinh","capacity":80})");
    add(Kind::delegates, R"({"id":"dai-bieu","name":"Đại biểu Một","unit":"huyen","site":"binh-phuoc"})");
  }

  Entry add(Kind kind, std::string_view json) {
    const auto added = directory_.add(kind, *directory::parse_object(json));
    EXPECT_TRUE(added) << json << (added ? "" : added.error().detail_en);
    return added ? *added : Entry{kind};
  }

  // The code, and "field code" of each fault.
  static std::vector<std::string> refusal(const Problem& problem) {
    std::vector<std::string> all{problem.code};
    for (const FieldFault& fault : problem.faults) {
      all.push_back(fault.field + " " + fault.code);
      EXPECT_FALSE(fault.text_vi.empty() || fault.text_en.empty());
    }
    return all;
  }

  std::vector<std::string> ids(const DirectorySearch& search) {
    const auto listing = directory_.list(search);
    EXPECT_TRUE(listing);
    std::vector<std::string> all;
    for (const std::string& entry : listing->entries) {
      all.emplace_back(directory::parse_object(entry)->at("id").as_string());
    }
    return all;
  }

  std::unique_ptr<store::DirectoryStore> store_;
  Directory directory_;
};

using Texts = std::vector<std::string>;

TEST_F(DirectoryTest, AddsWithAnIdMadeOfTheName) {
  EXPECT_EQ(add(Kind::sites, R"({"name":"Lào Cai","unit":"bo"})").id(), "lao-cai");
  EXPECT_EQ(add(Kind::sites, R"({"name":"Lào  cai","unit":"bo"})").id(), "lao-cai-2");
  EXPECT_EQ(add(Kind::sites, R"({"name":"LAO CAI","unit":"Bộ nội vụ"})").owner(), "bo");
  const auto taken =
      directory_.add(Kind::sites, *directory::parse_object(R"({"id":"lao-cai","name":"A","unit":"bo"})"));
  ASSERT_FALSE(taken);
  EXPECT_EQ(refusal(taken.error()), (Texts{"invalid_field", "id id_taken"}));
  const auto faulty = directory_.add(Kind::sites, *directory::parse_object(R"({"name":"A","capacity":"x","x":1})"));
  ASSERT_FALSE(faulty);
  EXPECT_EQ(refusal(faulty.error()),
            (Texts{"invalid_field", "x unknown_field", "unit required", "capacity bad_number"}));
}

TEST_F(DirectoryTest, ReplacesTheWholeEntryAndKeepsItsId) {
  const auto changed =
      directory_.replace(Kind::sites, "binh-phuoc", *directory::parse_object(R"({"name":"Đồng Xoài","unit":"bo"})"));
  ASSERT_TRUE(changed);
  EXPECT_EQ(directory::to_json(*changed),
            (boost::json::object{{"id", "binh-phuoc"}, {"name", "Đồng Xoài"}, {"unit", "bo"}}));
  EXPECT_EQ(ids({.kind = Kind::sites, .words = "dong xoai"}), (Texts{"binh-phuoc"}));
  EXPECT_EQ(ids({.kind = Kind::sites, .words = "80"}), Texts{}) << "the old capacity";
  const auto renamed = directory_.replace(Kind::sites, "binh-phuoc",
                                          *directory::parse_object(R"({"id":"other","name":"A","unit":"bo"})"));
  EXPECT_EQ(refusal(renamed.error()), (Texts{"invalid_field", "id id_fixed"}));
  EXPECT_EQ(directory_.replace(Kind::sites, "none", {}).error().code, "no_such_entry");
}

TEST_F(DirectoryTest, MovesASubtreeButNotBelowItself) {
  add(Kind::units, R"({"id":"khac","name":"Khác"})");
  const auto cycle =
      directory_.replace(Kind::units, "tinh", *directory::parse_object(R"({"name":"Tỉnh","parent":"huyen"})"));
  EXPECT_EQ(refusal(cycle.error()), (Texts{"invalid_field", "parent cycle"}));
  EXPECT_EQ(ids({.kind = Kind::delegates, .unit = "bo"}), (Texts{"dai-bieu"}));
  ASSERT_TRUE(directory_.replace(Kind::units, "tinh", *directory::parse_object(R"({"name":"Tỉnh","parent":"khac"})")));
  EXPECT_EQ(ids({.kind = Kind::delegates, .unit = "bo"}), Texts{});
  EXPECT_EQ(ids({.kind = Kind::delegates, .unit = "khac"}), (Texts{"dai-bieu"})) << "what stands below went along";
}

TEST_F(DirectoryTest, RefusesToDeleteWhatIsUsed) {
  for (const auto& [kind, id] : {std::pair{Kind::units, "bo"}, {Kind::units, "huyen"}, {Kind::sites, "binh-phuoc"}}) {
    const auto removed = directory_.remove(kind, id);
    ASSERT_FALSE(removed) << id;
    EXPECT_EQ(removed.error().code, "in_use");
  }
  for (const auto& [kind, id] : {std::pair{Kind::delegates, "dai-bieu"},
                                 {Kind::sites, "binh-phuoc"},
                                 {Kind::units, "huyen"},
                                 {Kind::units, "tinh"},
                                 {Kind::units, "bo"}}) {
    EXPECT_TRUE(directory_.remove(kind, id)) << id;
    EXPECT_EQ(directory_.find(kind, id).error().code, "no_such_entry");
  }
  EXPECT_EQ(directory_.remove(Kind::units, "bo").error().code, "no_such_entry");
}

TEST_F(DirectoryTest, PagesSayWhereTheNextOneBegins) {
  add(Kind::units, R"({"id":"a","name":"An Giang"})");
  const auto first = directory_.list({.kind = Kind::units, .limit = 2});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->total, 4U);
  EXPECT_EQ(first->next, "bo");
  const auto second = directory_.list({.kind = Kind::units, .after = first->next, .limit = 2});
  EXPECT_EQ(second->entries.size(), 2U);
  EXPECT_EQ(second->next, std::nullopt);
  EXPECT_EQ(directory_.list({.kind = Kind::units, .after = "gone"}).error().code, "page_is_gone");
}

TEST_F(DirectoryTest, AnImportIsAllOrNothing) {
  const sheet::Table faulty{{"Mã", "Tên", "Đơn vị"}, {"x", "X", "bo"}, {"y", "Y", "khong-co"}};
  const auto preview = directory_.import(Kind::sites, faulty, true);
  ASSERT_TRUE(preview);
  EXPECT_EQ(preview->written, 0U);
  EXPECT_EQ(preview->plan.faulty(), 1U);
  EXPECT_FALSE(directory_.find(Kind::sites, "x"));

  const sheet::Table good{{"Mã", "Tên", "Đơn vị"}, {"x", "X", "bo"}, {"binh-phuoc", "Bình Phước", "tinh"}};
  EXPECT_EQ(directory_.import(Kind::sites, good, false)->written, 0U);
  EXPECT_FALSE(directory_.find(Kind::sites, "x")) << "a preview wrote";
  EXPECT_EQ(directory_.import(Kind::sites, good, true)->written, 1U) << "the other one is there already";
  EXPECT_TRUE(directory_.find(Kind::sites, "x"));
  EXPECT_EQ(directory::to_json(*directory_.find(Kind::sites, "binh-phuoc")).at("capacity").to_number<int>(), 80)
      << "fields without a column stay";
}

TEST_F(DirectoryTest, AnExportComesBackAsItIs) {
  add(Kind::sites, R"({"id":"formula","name":"=1+1","unit":"bo","phone":"+84 912","devices":"\"a\", b; c"})");
  for (const Kind kind : {Kind::units, Kind::sites, Kind::delegates}) {
    for (const SheetFormat format : {SheetFormat::csv, SheetFormat::xlsx}) {
      const auto present = directory_.table(kind);
      ASSERT_TRUE(present);
      const auto table = read_table(format, write_table(format, kind, *present));
      ASSERT_TRUE(table) << table.error().detail_en;
      const auto back = directory_.import(kind, *table, true);
      ASSERT_TRUE(back) << back.error().detail_en;
      EXPECT_EQ(back->plan.faulty(), 0U);
      EXPECT_EQ(back->written, 0U) << to_text(kind) << " " << to_text(format);
      EXPECT_EQ(back->plan.rows.size(), directory_.list({.kind = kind})->total);
    }
  }
  EXPECT_EQ(read_table(SheetFormat::xlsx, "Mã,Tên").error().code, "not_a_workbook");
  EXPECT_EQ(read_table(SheetFormat::csv, "a\n\"b").error().detail_en.substr(0, 7), "Row 2: ");
}

TEST_F(DirectoryTest, WhatIsOnDiskIsThereAfterARestart) {
  Directory again{*store_};
  EXPECT_EQ(again.find(Kind::sites, "binh-phuoc")->values, directory_.find(Kind::sites, "binh-phuoc")->values);
}

}  // namespace
}  // namespace diemcau::server
