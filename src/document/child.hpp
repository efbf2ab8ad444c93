// Another program, run within limits: for work on files that nobody vouches for.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace diemcau::document {

struct ChildTask {
  std::vector<std::string> command;  // the program's path first
  std::filesystem::path folder;      // where it runs; its HOME
  std::chrono::milliseconds time{};  // it is killed after, with all that it started
  std::size_t memory = 0;            // bytes of address space
};

struct ChildResult {
  enum class End : std::uint8_t { exited, killed, out_of_time, not_started };
  End end = End::not_started;
  int exit_code = 0;   // when it exited
  std::string output;  // what it wrote to standard output, at most kMaxChildOutput
};

inline constexpr std::size_t kMaxChildOutput = 4'096;

// Blocks until the program has ended. It gets no standard input, no descriptor of ours and an environment of its own.
[[nodiscard]] ChildResult run_child(const ChildTask& task);

}  // namespace diemcau::document
