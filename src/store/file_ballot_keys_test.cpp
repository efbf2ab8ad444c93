#include "store/file_ballot_keys.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace diemcau::store {
namespace {

namespace fs = std::filesystem;

class FileBallotKeysTest : public ::testing::Test {
 protected:
  FileBallotKeysTest() {
    std::string pattern = (fs::temp_directory_path() / "diemcau keys XXXXXX").string();
    parent_ = ::mkdtemp(pattern.data());
  }
  ~FileBallotKeysTest() override { fs::remove_all(parent_); }

  [[nodiscard]] fs::path folder() const { return parent_ / "ballot-keys"; }
  [[nodiscard]] std::unique_ptr<BallotKeys> open() const {
    auto keys = open_file_ballot_keys(folder());
    EXPECT_TRUE(keys) << keys.error().text;
    return keys ? std::move(*keys) : nullptr;
  }

  fs::path parent_;
};

BallotKey key_of(std::uint8_t byte) {
  BallotKey key;
  key.fill(byte);
  return key;
}
const BallotKeyName kSecond{"hoi-thao", 2};
const BallotKeyName kTenth{"hoi-thao", 10};

TEST_F(FileBallotKeysTest, AKeyIsThereUntilItIsErased) {
  ASSERT_TRUE(open()->put(kSecond, key_of(7)));
  const auto keys = open();
  EXPECT_EQ(keys->get(kSecond).value(), key_of(7));
  EXPECT_EQ(keys->get(kTenth).value(), std::nullopt);
  ASSERT_TRUE(keys->put(kSecond, key_of(8)));
  EXPECT_EQ(keys->get(kSecond).value(), key_of(8));
  ASSERT_TRUE(keys->put(kTenth, key_of(9)));
  EXPECT_EQ(keys->names().value(), (std::vector{kSecond, kTenth}));
  ASSERT_TRUE(keys->erase(kSecond));
  EXPECT_EQ(keys->get(kSecond).value(), std::nullopt);
  EXPECT_TRUE(keys->erase(kSecond)) << "there may be none";
  EXPECT_EQ(keys->names().value(), std::vector{kTenth});
}

TEST_F(FileBallotKeysTest, OnlyTheServersAccountMayReadThem) {
  ASSERT_TRUE(open()->put(kSecond, key_of(7)));
  EXPECT_EQ(fs::status(folder()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(folder() / "hoi-thao.2").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

// The other name of the file stands for what a disk that writes in place still has.
TEST_F(FileBallotKeysTest, WhatIsErasedWasWrittenOver) {
  const auto keys = open();
  ASSERT_TRUE(keys->put(kSecond, key_of(7)));
  fs::create_hard_link(folder() / "hoi-thao.2", parent_ / "kept");
  ASSERT_TRUE(keys->erase(kSecond));
  std::ifstream file{parent_ / "kept"};
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>{file}, {}), std::string(32, '\0'));
}

TEST_F(FileBallotKeysTest, WhatIsNoKeyIsNone) {
  const auto keys = open();
  std::ofstream{folder() / "hoi-thao.2"} << "short";
  std::ofstream{folder() / "hoi-thao.10"} << std::string(33, 'x');
  std::ofstream{folder() / "readme"} << "x";
  std::ofstream{folder() / "hoi-thao.3.new"} << std::string(32, 'x');
  EXPECT_EQ(keys->get(kSecond).value(), std::nullopt);
  EXPECT_EQ(keys->get(kTenth).value(), std::nullopt);
  EXPECT_EQ(keys->names().value(), (std::vector{kSecond, kTenth}));
}

TEST_F(FileBallotKeysTest, AFolderThatIsGoneIsReported) {
  EXPECT_FALSE(open_file_ballot_keys(parent_ / "none" / "ballot-keys"));
  const auto keys = open();
  fs::remove_all(folder());
  const auto put = keys->put(kSecond, key_of(7));
  ASSERT_FALSE(put);
  EXPECT_NE(put.error().text.find("ballot-keys"), std::string::npos) << put.error().text;
  EXPECT_FALSE(keys->names());
}

}  // namespace
}  // namespace diemcau::store
