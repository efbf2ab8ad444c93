#include "store/sqlite_store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "store/sqlite_error.hpp"

namespace diemcau::store {
namespace {

class SqliteStoreTest : public ::testing::Test {
 protected:
  SqliteStoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "diemcau store XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~SqliteStoreTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "diemcau.sqlite"; }

  [[nodiscard]] std::unique_ptr<Store> open() const {
    auto store = open_sqlite_store(file());
    EXPECT_TRUE(store) << store.error().text;
    return store ? std::move(*store) : nullptr;
  }

  // Runs one statement on the file, past the store.
  void tamper(const char* statement) const {
    ::sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  std::filesystem::path folder_;
};

const std::vector<std::string> kThree{"một", "hai", "ba"};

TEST_F(SqliteStoreTest, KeepsWhatWasAppendedAcrossReopening) {
  ASSERT_TRUE(open()->append("hoi-thao", 0, kThree));
  const auto store = open();
  ASSERT_TRUE(store->append("hoi-thao", 3, std::vector<std::string>{"bốn"}));
  const auto all = store->load("hoi-thao", 0);
  ASSERT_TRUE(all);
  EXPECT_EQ(*all, (std::vector<Entry>{{1, "một"}, {2, "hai"}, {3, "ba"}, {4, "bốn"}}));
  const auto rest = store->load("hoi-thao", 4);
  ASSERT_TRUE(rest);
  EXPECT_EQ(*rest, (std::vector<Entry>{{4, "bốn"}}));
  EXPECT_EQ(store->load("other", 1).value(), std::vector<Entry>{});
}

TEST_F(SqliteStoreTest, LogsAreApart) {
  const auto store = open();
  ASSERT_TRUE(store->append("b", 0, kThree));
  ASSERT_TRUE(store->append("a", 0, kThree));
  EXPECT_EQ(store->conferences().value(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(store->load("a", 1).value().size(), 3U);
}

TEST_F(SqliteStoreTest, AppendingElsewhereThanAtTheEndIsRefusedAndWritesNothing) {
  const auto store = open();
  ASSERT_TRUE(store->append("a", 0, kThree));
  for (const std::uint64_t wrong : {0U, 2U, 4U}) {
    const auto done = store->append("a", wrong, kThree);
    ASSERT_FALSE(done) << wrong;
    EXPECT_EQ(done.error().code, StoreError::Code::gap);
  }
  EXPECT_EQ(store->load("a", 1).value().size(), 3U);
}

TEST_F(SqliteStoreTest, TwoServersOnOneLogCannotBothWrite) {
  const auto one = open();
  const auto other = open();
  ASSERT_TRUE(one->append("a", 0, kThree));
  const auto done = other->append("a", 0, kThree);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, StoreError::Code::gap);
}

TEST_F(SqliteStoreTest, MetaIsPutAndReplaced) {
  const auto store = open();
  EXPECT_EQ(store->meta("key").value(), std::nullopt);
  ASSERT_TRUE(store->put_meta("key", "1"));
  ASSERT_TRUE(store->put_meta("key", "2"));
  EXPECT_EQ(open()->meta("key").value(), "2");
}

TEST_F(SqliteStoreTest, AMissingEntryIsReported) {
  ASSERT_TRUE(open()->append("a", 0, kThree));
  tamper("delete from events where seq = 2");
  const auto read = open()->load("a", 1);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, StoreError::Code::corrupt);
  EXPECT_NE(read.error().text.find("lacks entry 2"), std::string::npos) << read.error().text;
}

TEST_F(SqliteStoreTest, ALaterVersionsDatabaseIsLeftAlone) {
  (void)open();
  tamper("insert into migrations (version, name) values (99, 'later')");
  const auto store = open_sqlite_store(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, StoreError::Code::newer_schema);
}

TEST_F(SqliteStoreTest, WhatIsNoDatabaseIsReported) {
  std::ofstream{file()} << std::string(4096, 'x');
  const auto store = open_sqlite_store(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, StoreError::Code::corrupt) << store.error().text;
}

TEST_F(SqliteStoreTest, AMissingFolderIsReported) {
  const auto store = open_sqlite_store(folder_ / "none" / "diemcau.sqlite");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, StoreError::Code::cannot_open) << store.error().text;
}

TEST_F(SqliteStoreTest, ALockedDatabaseIsReported) {
  const auto store = open();
  ::sqlite3* holder = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &holder), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(holder, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto done = store->append("a", 0, kThree);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, StoreError::Code::busy) << done.error().text;
  sqlite3_close(holder);
  EXPECT_TRUE(store->append("a", 0, kThree));
}

TEST(SqliteError, SaysWhatToDo) {
  const std::pair<int, StoreError::Code> cases[] = {{SQLITE_FULL, StoreError::Code::disk_full},
                                                    {SQLITE_READONLY, StoreError::Code::read_only},
                                                    {SQLITE_CORRUPT, StoreError::Code::corrupt},
                                                    {SQLITE_NOTADB, StoreError::Code::corrupt},
                                                    {SQLITE_BUSY, StoreError::Code::busy},
                                                    {SQLITE_BUSY_SNAPSHOT, StoreError::Code::busy},
                                                    {SQLITE_CANTOPEN, StoreError::Code::cannot_open},
                                                    {SQLITE_IOERR_WRITE, StoreError::Code::other}};
  for (const auto& [result, code] : cases) {
    const StoreError error = error_of(result, "why", "file");
    EXPECT_EQ(error.code, code) << result;
    EXPECT_NE(error.text.find("file: "), std::string::npos);
    EXPECT_NE(error.text.find("(why)"), std::string::npos);
    EXPECT_FALSE(to_text(code).empty());
  }
}

TEST_F(SqliteStoreTest, WhatCouldNotBeWrittenIsNotInTheErrorsText) {
  const auto store = open();
  tamper("create trigger refuse before insert on events begin select raise(abort, 'refused'); end");
  const auto done = store->append("hoi-thao", 0, std::vector<std::string>{"so dien thoai 0900"});
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().text.find("refused"), std::string::npos) << done.error().text;
  EXPECT_EQ(done.error().text.find("0900"), std::string::npos) << done.error().text;
}

// The superuser writes everywhere, so a child process becomes somebody else.
TEST_F(SqliteStoreTest, ADatabaseThatCannotBeWrittenIsRefusedAtOnce) {
  constexpr ::uid_t kNobody = 65'534;
  ASSERT_TRUE(open());
  std::filesystem::permissions(file(), std::filesystem::perms::owner_read);
  if (::geteuid() == 0) {
    for (const auto& path : {folder_, file()}) {
      ASSERT_EQ(::chown(path.c_str(), kNobody, kNobody), 0);
    }
  }
  const ::pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) {
      ::_exit(2);
    }
    const auto store = open_sqlite_store(file());
    ::_exit(!store && store.error().code == StoreError::Code::read_only ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << WEXITSTATUS(status);
}

// A child process appends two entries at a time and says on the pipe what was promised to be on disk.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, int pipe_out) {
  auto store = open_sqlite_store(file);
  if (!store) {
    ::_exit(1);
  }
  for (std::uint64_t last = 0;; last += 2) {
    const std::vector<std::string> two{std::to_string(last + 1), std::to_string(last + 2)};
    const std::uint64_t promised = last + 2;
    if (!(*store)->append("a", last, two) || ::write(pipe_out, &promised, sizeof promised) != sizeof promised) {
      ::_exit(1);
    }
  }
}

TEST_F(SqliteStoreTest, KillingTheWriterLosesNothingThatWasPromised) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const ::pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    write_until_killed(file(), ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t promised = 0;
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(::read(ends[0], &promised, sizeof promised), static_cast<::ssize_t>(sizeof promised));
  }
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  while (::read(ends[0], &promised, sizeof promised) == static_cast<::ssize_t>(sizeof promised)) {
  }
  ::close(ends[0]);

  const auto log = open()->load("a", 1);
  ASSERT_TRUE(log) << log.error().text;
  EXPECT_GE(log->size(), promised);
  EXPECT_EQ(log->size() % 2, 0U) << "an append is whole or not there";
  for (const Entry& entry : *log) {
    EXPECT_EQ(entry.text, std::to_string(entry.seq));
  }
}

}  // namespace
}  // namespace diemcau::store
