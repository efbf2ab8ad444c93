// What is not the document's fault is not said to be.
#include "document/inspect.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "document/testing.hpp"

namespace diemcau::document {
namespace {

TEST(Inspect, SaysWhenThereIsNoRoomToWorkIn) {
  const DocumentTools no_folder{"/dev/null/papers", "/bin/true", {}};
  EXPECT_EQ(inspect(no_folder, kPdfType, testing::pdf_of(1)).error(), DocumentFault::no_room);
}

TEST(Inspect, SaysWhenItsProgramDoesNotStart) {
  const auto folder = std::filesystem::temp_directory_path() / "diemcau-inspect-test";
  const DocumentTools no_program{folder, folder / "missing", {}};
  EXPECT_EQ(inspect(no_program, kPdfType, testing::pdf_of(1)).error(), DocumentFault::no_room);
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "what was written is gone";
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace diemcau::document
