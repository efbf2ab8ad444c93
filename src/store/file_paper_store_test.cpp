#include "store/file_paper_store.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <string>

namespace diemcau::store {
namespace {

namespace fs = std::filesystem;

// SHA-256 of "abc" (FIPS 180-2, appendix B.1).
constexpr std::string_view kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class PaperStoreTest : public ::testing::Test {
 protected:
  PaperStoreTest() {
    std::string name = (fs::temp_directory_path() / "papers-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    store_ = open_file_paper_store(folder_ / "papers").value();
  }
  ~PaperStoreTest() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path file(std::string_view name) const {
    return folder_ / "papers" / name.substr(0, 2) / (std::string{name} + ".pdf");
  }

  fs::path folder_;
  std::unique_ptr<PaperStore> store_;
};

TEST_F(PaperStoreTest, NamesPapersByWhatIsInThem) {
  EXPECT_EQ(store_->put("abc").value(), kAbc);
  EXPECT_EQ(*store_->get(kAbc).value(), "abc");
  EXPECT_EQ(store_->put("abc").value(), kAbc);
  std::size_t files = 0;
  for (const auto& one : fs::recursive_directory_iterator{folder_}) {
    files += one.is_regular_file() ? 1U : 0U;
  }
  EXPECT_EQ(files, 1U) << "the same bytes are kept once, and nothing half written stays";
}

TEST_F(PaperStoreTest, IsThereAfterARestart) {
  ASSERT_TRUE(store_->put("abc"));
  store_ = open_file_paper_store(folder_ / "papers").value();
  EXPECT_EQ(*store_->get(kAbc).value(), "abc");
}

TEST_F(PaperStoreTest, SharesWhatIsBeingSent) {
  ASSERT_TRUE(store_->put("abc"));
  const PaperBytes first = store_->get(kAbc).value();
  EXPECT_EQ(first, store_->get(kAbc).value());
}

TEST_F(PaperStoreTest, GivesNothingThatIsNotWhatItsNameSays) {
  ASSERT_TRUE(store_->put("abc"));
  fs::permissions(file(kAbc), fs::perms::owner_all);
  std::ofstream{file(kAbc)} << "abd";
  EXPECT_EQ(store_->get(kAbc).error().code, StoreError::Code::corrupt);
  for (const std::string& name : {std::string{"../../etc/passwd"}, std::string{}, std::string(64, 'f')}) {
    EXPECT_EQ(store_->get(name).error().code, StoreError::Code::corrupt) << name;
  }
}

TEST_F(PaperStoreTest, SaysThatItCannotWrite) {
  std::ofstream{folder_ / "file"} << "";
  EXPECT_FALSE(open_file_paper_store(folder_ / "file" / "papers"));
}

}  // namespace
}  // namespace diemcau::store
