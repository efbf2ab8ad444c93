#include "document/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace diemcau::document {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNotStarted = 127;  // as shells say it
constexpr int kLowestOwn = 3;     // after standard input, output and error

void limit(int what, rlim_t most) {
  const rlimit value{most, most};
  setrlimit(static_cast<__rlimit_resource_t>(what), &value);
}

// What exec wants, borrowed from the task.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    all.push_back(text.data());
  }
  all.push_back(nullptr);
  return all;
}

// Between fork and exec: only calls that are safe there (signal-safety(7)); nothing may be allocated.
[[noreturn]] void become(const ChildTask& task, char* const* command, char* const* environment, int output) {
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  const bool is_set = nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
                      dup2(nothing, STDERR_FILENO) >= 0 && chdir(task.folder.c_str()) == 0;
  close_range(kLowestOwn, ~0U, CLOSE_RANGE_CLOEXEC);
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(task.time).count();
  limit(RLIMIT_CPU, static_cast<rlim_t>(seconds));
  limit(RLIMIT_CORE, 0);
#ifndef DIEMCAU_NO_MEMORY_LIMIT
  limit(RLIMIT_AS, task.memory);
#endif
  if (is_set) {
    execve(command[0], command, environment);
  }
  _exit(kNotStarted);
}

// Reads until the other end is closed or the time is over; false when it is over.
bool read_all(int from, Clock::time_point until, std::string& into) {
  std::array<char, kMaxChildOutput> buffer{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd one{from, POLLIN, 0};
    if (left <= 0 || poll(&one, 1, static_cast<int>(left)) == 0) {
      return false;
    }
    const ssize_t count = read(from, buffer.data(), buffer.size());
    if (count == 0 || (count < 0 && errno != EINTR)) {
      return true;
    }
    if (count > 0) {
      const auto room = kMaxChildOutput - into.size();
      into.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
    }
  }
}

ChildResult result_of(int status, bool in_time, std::string output) {
  if (!in_time) {
    return {ChildResult::End::out_of_time, 0, std::move(output)};
  }
  if (!WIFEXITED(status)) {
    return {ChildResult::End::killed, 0, std::move(output)};
  }
  const int code = WEXITSTATUS(status);
  return {code == kNotStarted ? ChildResult::End::not_started : ChildResult::End::exited, code, std::move(output)};
}

}  // namespace

ChildResult run_child(const ChildTask& task) {
  std::vector<std::string> command = task.command;
  std::vector<std::string> environment{"HOME=" + task.folder.string(), "TMPDIR=" + task.folder.string(),
                                       "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"};
  const std::vector<char*> arguments = pointers(command);
  const std::vector<char*> variables = pointers(environment);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return {};
  }
  const pid_t child = fork();
  if (child == 0) {
    become(task, arguments.data(), variables.data(), ends[1]);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return {};
  }
  std::string output;
  const bool in_time = read_all(ends[0], Clock::now() + task.time, output);
  close(ends[0]);
  kill(-child, SIGKILL);  // whatever it started and left, or itself when its time is over
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return result_of(status, in_time, std::move(output));
}

}  // namespace diemcau::document
