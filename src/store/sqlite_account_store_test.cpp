#include "store/sqlite_account_store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

#include "store/sqlite_store.hpp"

namespace diemcau::store {
namespace {

WallTime at(int minutes) {
  return WallTime{std::chrono::milliseconds{1'635'382'800'000}} + std::chrono::minutes{minutes};
}

const Account kAn{"tran-an", "administrator", "$argon2id$one", at(0), std::nullopt};
const Account kBinh{"le-binh", "organiser", "$argon2id$two", at(1), at(2)};

class SqliteAccountStoreTest : public ::testing::Test {
 protected:
  SqliteAccountStoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "diemcau accounts XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    store_ = open();
  }
  ~SqliteAccountStoreTest() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "diemcau.sqlite"; }
  [[nodiscard]] std::unique_ptr<AccountStore> open() const {
    auto store = open_sqlite_account_store(file());
    EXPECT_TRUE(store) << store.error().text;
    return store ? std::move(*store) : nullptr;
  }
  void add_both() const {
    ASSERT_TRUE(store_->add_account(kAn).value());
    ASSERT_TRUE(store_->add_account(kBinh).value());
  }

  std::filesystem::path folder_;
  std::unique_ptr<AccountStore> store_;
};

TEST_F(SqliteAccountStoreTest, KeepsAccountsAcrossReopening) {
  add_both();
  const auto again = open();
  EXPECT_EQ(again->accounts().value(), (std::vector{kBinh, kAn}));
  EXPECT_EQ(again->account("tran-an").value(), kAn);
  EXPECT_EQ(again->account("le-binh").value(), kBinh);
  EXPECT_EQ(again->account("nobody").value(), std::nullopt);
}

TEST_F(SqliteAccountStoreTest, ANameIsTakenOnce) {
  add_both();
  Account other = kAn;
  other.role = "organiser";
  EXPECT_FALSE(store_->add_account(other).value());
  EXPECT_EQ(store_->account("tran-an").value(), kAn);
}

TEST_F(SqliteAccountStoreTest, ChangesOneThingOfOneAccount) {
  add_both();
  EXPECT_TRUE(store_->set_role("tran-an", "organiser").value());
  EXPECT_TRUE(store_->set_password("tran-an", "$argon2id$three").value());
  EXPECT_TRUE(store_->set_signed_in("tran-an", at(9)).value());
  const Account changed{"tran-an", "organiser", "$argon2id$three", at(0), at(9)};
  EXPECT_EQ(store_->accounts().value(), (std::vector{kBinh, changed}));
  EXPECT_FALSE(store_->set_role("nobody", "organiser").value());
  EXPECT_FALSE(store_->set_password("nobody", "$argon2id$three").value());
  EXPECT_FALSE(store_->set_signed_in("nobody", at(9)).value());
  EXPECT_EQ(store_->accounts().value().size(), 2U);
}

TEST_F(SqliteAccountStoreTest, SessionsGoWithTheirAccount) {
  add_both();
  const Session one{"k1", "tran-an", at(0), at(3)};
  EXPECT_TRUE(store_->add_session(one, 9).value());
  EXPECT_TRUE(store_->add_session({"k2", "le-binh", at(0), at(0)}, 9).value());
  EXPECT_EQ(open()->session("k1").value(), one);
  EXPECT_EQ(store_->accounts_with_sessions().value(), (std::vector<std::string>{"le-binh", "tran-an"}));
  EXPECT_TRUE(store_->remove_account("tran-an").value());
  EXPECT_FALSE(store_->remove_account("tran-an").value());
  EXPECT_EQ(store_->session("k1").value(), std::nullopt);
  EXPECT_EQ(store_->accounts_with_sessions().value(), (std::vector<std::string>{"le-binh"}));
  EXPECT_FALSE(store_->add_session({"k3", "tran-an", at(0), at(0)}, 9).value()) << "the account is gone";
}

TEST_F(SqliteAccountStoreTest, TheSessionLongestUnusedGivesWay) {
  add_both();
  ASSERT_TRUE(store_->add_session({"a", "tran-an", at(0), at(5)}, 2));
  ASSERT_TRUE(store_->add_session({"b", "tran-an", at(1), at(1)}, 2));
  ASSERT_TRUE(store_->add_session({"other", "le-binh", at(0), at(0)}, 2));
  ASSERT_TRUE(store_->add_session({"c", "tran-an", at(6), at(6)}, 2));
  EXPECT_TRUE(store_->session("a").value());
  EXPECT_FALSE(store_->session("b").value());
  EXPECT_TRUE(store_->session("c").value());
  EXPECT_TRUE(store_->session("other").value());
}

TEST_F(SqliteAccountStoreTest, SessionsEndOneByOneOrWithTheirPasswordOrByAge) {
  add_both();
  for (const Session& session : {Session{"a", "tran-an", at(0), at(9)}, Session{"b", "tran-an", at(5), at(9)},
                                 Session{"c", "tran-an", at(5), at(6)}, Session{"d", "le-binh", at(5), at(5)}}) {
    ASSERT_TRUE(store_->add_session(session, 9));
  }
  ASSERT_TRUE(store_->touch_session("d", at(9)));
  ASSERT_TRUE(store_->remove_sessions_until(at(0), at(6)));
  EXPECT_FALSE(store_->session("a").value()) << "too old";
  EXPECT_TRUE(store_->session("b").value());
  EXPECT_FALSE(store_->session("c").value()) << "too long unused";
  EXPECT_EQ(store_->session("d").value()->used_at, at(9));
  ASSERT_TRUE(store_->set_password("tran-an", "$argon2id$three"));
  EXPECT_FALSE(store_->session("b").value());
  EXPECT_TRUE(store_->session("d").value());
  ASSERT_TRUE(store_->remove_session("d"));
  EXPECT_FALSE(store_->session("d").value());
}

TEST_F(SqliteAccountStoreTest, SharesItsFileWithTheLogAndWithOtherProcesses) {
  const auto log = open_sqlite_store(file());
  ASSERT_TRUE(log);
  const auto other = open();
  ASSERT_TRUE((*log)->append("a", 0, std::vector<std::string>{"một"}));
  ASSERT_TRUE(other->add_account(kAn));
  EXPECT_TRUE(store_->account("tran-an").value());
  ASSERT_TRUE((*log)->append("a", 1, std::vector<std::string>{"hai"}));
}

TEST_F(SqliteAccountStoreTest, ALockedDatabaseIsReported) {
  ::sqlite3* holder = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &holder), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(holder, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto done = store_->add_account(kAn);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, StoreError::Code::busy) << done.error().text;
  sqlite3_close(holder);
  EXPECT_TRUE(store_->add_account(kAn).value());
}

}  // namespace
}  // namespace diemcau::store
