#include "store/sqlite_directory_store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <ctime>
#include <iostream>

namespace diemcau::store {
namespace {

class SqliteDirectoryStoreTest : public ::testing::Test {
 protected:
  SqliteDirectoryStoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "diemcau directory XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    store_ = open();
  }
  ~SqliteDirectoryStoreTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::unique_ptr<DirectoryStore> open() const {
    auto store = open_sqlite_directory_store(folder_ / "diemcau.sqlite");
    EXPECT_TRUE(store) << store.error().text;
    return store ? std::move(*store) : nullptr;
  }

  [[nodiscard]] DirectoryPage page(const DirectoryQuery& query) const {
    const auto found = store_->page(query);
    EXPECT_TRUE(found && *found);
    return found && *found ? **found : DirectoryPage{};
  }

  void put(std::initializer_list<DirectoryRow> rows) const {
    ASSERT_TRUE(store_->put(std::vector<DirectoryRow>{rows}));
  }

  std::filesystem::path folder_;
  std::unique_ptr<DirectoryStore> store_;
};

DirectoryRow site(std::string id, std::string owner, std::string marked, std::string plain) {
  return {"sites", id, std::move(owner), "", plain, std::move(marked), plain, "site " + id};
}
DirectoryRow unit(std::string id, std::string owner) {
  return {"units", id, std::move(owner), "", id, id, id, "unit " + id};
}
DirectoryQuery sites(std::vector<std::string> marked, std::vector<std::string> plain) {
  DirectoryQuery query;
  query.kind = "sites";
  query.marked_words = std::move(marked);
  query.plain_words = std::move(plain);
  query.limit = 10;
  return query;
}

using Records = std::vector<std::string>;

TEST_F(SqliteDirectoryStoreTest, PutsReplacesAndRemoves) {
  put({site("a", "u", "a", "a"), unit("a", "")});
  EXPECT_EQ(store_->all("sites").value(), Records{"site a"});
  EXPECT_EQ(store_->all("units").value(), Records{"unit a"});
  DirectoryRow other = site("a", "v", "á", "a");
  other.record = "other";
  put({other});
  EXPECT_EQ(open()->all("sites").value(), Records{"other"}) << "on disk";
  EXPECT_EQ(page(sites({}, {})).total, 1U);
  ASSERT_TRUE(store_->remove("sites", "a"));
  EXPECT_EQ(store_->all("sites").value(), Records{});
  EXPECT_EQ(store_->all("units").value(), Records{"unit a"});
}

TEST_F(SqliteDirectoryStoreTest, FindsWordsWithAndWithoutMarksExactHitsFirst) {
  put({site("binh", "u", "binh", "binh"), site("binh-phuoc", "u", "bình phước", "binh phuoc"),
       site("binh-thuan", "u", "bỉnh thuận", "binh thuan")});
  const std::pair<DirectoryQuery, Records> cases[] = {
      {sites({}, {}), {"site binh", "site binh-phuoc", "site binh-thuan"}},
      {sites({"binh"}, {"binh"}), {"site binh", "site binh-phuoc", "site binh-thuan"}},
      {sites({"bỉnh"}, {"binh"}), {"site binh-thuan", "site binh", "site binh-phuoc"}},
      {sites({"phuoc", "binh"}, {"phuoc", "binh"}), {"site binh-phuoc"}},
      {sites({"x"}, {"x"}), {}},
      {sites({"%"}, {"%"}), {}},
      {sites({"'"}, {"'"}), {}},
  };
  for (const auto& [query, records] : cases) {
    const DirectoryPage found = page(query);
    EXPECT_EQ(found.records, records);
    EXPECT_EQ(found.total, records.size());
    EXPECT_FALSE(found.more);
  }
}

TEST_F(SqliteDirectoryStoreTest, PagesMeetWithoutGapOrOverlap) {
  std::vector<DirectoryRow> rows;
  for (int i = 0; i < 25; ++i) {
    // Every third has the word as it is written; sort keys repeat.
    rows.push_back({"sites", "s" + std::to_string(i), "", "", std::to_string(i % 4), i % 3 == 0 ? "bỉnh" : "bình",
                    "binh", std::to_string(i)});
  }
  ASSERT_TRUE(store_->put(rows));
  for (DirectoryQuery query : {sites({}, {}), sites({"bỉnh"}, {"binh"})}) {
    query.limit = 100;
    const Records whole = page(query).records;
    EXPECT_EQ(whole.size(), 25U);
    for (const std::size_t limit : {1U, 4U, 24U, 25U}) {
      Records pieces;
      query.limit = limit;
      query.after.reset();
      bool more = true;
      while (more && pieces.size() < 100) {
        const DirectoryPage next = page(query);
        EXPECT_EQ(next.total, 25U);
        pieces.insert(pieces.end(), next.records.begin(), next.records.end());
        more = next.more;
        query.after = "s" + pieces.back();
      }
      EXPECT_EQ(pieces, whole) << limit;
    }
  }
  DirectoryQuery lost = sites({}, {});
  lost.after = "gone";
  EXPECT_EQ(store_->page(lost).value().has_value(), false);
}

TEST_F(SqliteDirectoryStoreTest, AUnitsRowsAreThoseOfAllBelowIt) {
  put({unit("bo", ""), unit("tinh", "bo"), unit("xa", "tinh"), unit("khac", ""), site("a", "bo", "a", "a"),
       site("b", "tinh", "b", "b"), site("c", "xa", "c", "c"), site("d", "khac", "d", "d")});
  const std::pair<std::string, Records> cases[] = {
      {"bo", {"site a", "site b", "site c"}}, {"tinh", {"site b", "site c"}}, {"xa", {"site c"}}, {"none", {}}};
  for (const auto& [owner, records] : cases) {
    DirectoryQuery query = sites({}, {});
    query.owner = owner;
    EXPECT_EQ(page(query).records, records) << owner;
  }
  EXPECT_EQ(store_->all("units").value(), (Records{"unit bo", "unit khac", "unit tinh", "unit xa"}));
}

TEST_F(SqliteDirectoryStoreTest, CountsWhoUsesARow) {
  DirectoryRow delegate{"delegates", "x", "tinh", "a", "", "", "", "x"};
  put({unit("bo", ""), unit("tinh", "bo"), site("a", "tinh", "a", "a"), delegate});
  EXPECT_EQ(store_->uses("units", "bo").value(), 1U);
  EXPECT_EQ(store_->uses("units", "tinh").value(), 2U);
  EXPECT_EQ(store_->uses("sites", "a").value(), 1U);
  EXPECT_EQ(store_->uses("sites", "tinh").value(), 0U);
  EXPECT_EQ(store_->uses("delegates", "x").value(), 0U);
}

TEST_F(SqliteDirectoryStoreTest, WritesAllOrNothing) {
  ::sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((folder_ / "diemcau.sqlite").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database,
                         "create trigger refuse before insert on directory when new.id = 'c'"
                         " begin select raise(abort, 'no'); end",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  const auto put = store_->put(std::vector{site("a", "", "a", "a"), site("b", "", "b", "b"), site("c", "", "c", "c")});
  EXPECT_FALSE(put);
  EXPECT_EQ(page(sites({}, {})).total, 0U);
}

// The slowest of the queries that a page sends, on a directory of a whole country.
TEST_F(SqliteDirectoryStoreTest, AnswersOnTwentyThousandRowsInTime) {
  constexpr int kRows = 20'000;
  constexpr double kMostMilliseconds = 50;
  std::vector<DirectoryRow> rows;
  for (int i = 0; i < kRows; ++i) {
    const std::string number = std::to_string(i);
    const std::string marked = "điểm cầu ủy ban nhân dân xã tân lập " + number + " đường trần hưng đạo 0912345678";
    const std::string plain = "diem cau uy ban nhan dan xa tan lap " + number + " duong tran hung dao 0912345678";
    rows.push_back(
        {"sites", "s" + number, "u" + std::to_string(i % 500), "", plain, marked, plain, std::string(400, 'x')});
  }
  for (int i = 0; i < 500; ++i) {
    rows.push_back(unit("u" + std::to_string(i), i == 0 ? "" : "u" + std::to_string(i / 8)));
  }
  ASSERT_TRUE(store_->put(rows));
  DirectoryQuery below = sites({"không"}, {"khong"});
  below.owner = "u0";
  DirectoryQuery last = sites({}, {});
  last.after = "s9998";
  DirectoryQuery everything = sites({"tân", "lập", "trần"}, {"tan", "lap", "tran"});
  everything.limit = 200;
  const std::pair<std::string, DirectoryQuery> queries[] = {
      {"first page", sites({}, {})},           {"last page", last},     {"no hit", sites({"xyz"}, {"xyz"})},
      {"plain word", sites({"lap"}, {"lap"})}, {"all hit", everything}, {"no hit below a unit", below}};
  for (const auto& [name, query] : queries) {
    const std::clock_t began = std::clock();  // of this process: others use the machine too
    (void)page(query);
    const double milliseconds = 1'000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    std::cout << name << ": " << milliseconds << " ms\n";
    EXPECT_LT(milliseconds, kMostMilliseconds) << name;
  }
}

}  // namespace
}  // namespace diemcau::store
