#include "document/child.hpp"

#include <gtest/gtest.h>

namespace diemcau::document {
namespace {

constexpr std::size_t kMemory = std::size_t{256} << 20U;

ChildResult shell(const std::string& script, std::chrono::milliseconds time = std::chrono::seconds{20}) {
  return run_child({{"/bin/sh", "-c", script}, "/tmp", time, kMemory});
}

TEST(Child, SaysWhatItWroteAndHowItEnded) {
  const ChildResult done = shell("echo hello; echo quiet >&2; exit 3");
  EXPECT_EQ(done.end, ChildResult::End::exited);
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_EQ(done.output, "hello\n");
}

TEST(Child, HasAnEnvironmentOfItsOwn) {
  EXPECT_EQ(shell("echo $HOME $PWD ${DIEMCAU_SEED:-none}").output, "/tmp /tmp none\n");
  EXPECT_EQ(shell("ls /proc/self/fd | wc -l").output, "4\n") << "input, output, error and the folder that ls reads";
}

TEST(Child, IsEndedWithAllItStarted) {
  const auto began = std::chrono::steady_clock::now();
  const ChildResult done = shell("sleep 60 & sleep 60", std::chrono::milliseconds{200});
  EXPECT_EQ(done.end, ChildResult::End::out_of_time);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{30});
}

TEST(Child, OutputIsBounded) {
  EXPECT_EQ(shell("head -c 100000 /dev/zero").output.size(), kMaxChildOutput);
}

#ifndef DIEMCAU_NO_MEMORY_LIMIT
TEST(Child, MemoryIsBounded) {
  EXPECT_NE(shell("dd if=/dev/zero of=/dev/null bs=512M count=1").exit_code, 0);
}
#endif

TEST(Child, AProgramThatIsNotThereDoesNotStart) {
  EXPECT_EQ(run_child({{"/no/such/program"}, "/tmp", std::chrono::seconds{5}, kMemory}).end,
            ChildResult::End::not_started);
}

}  // namespace
}  // namespace diemcau::document
