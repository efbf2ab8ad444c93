// The real program as a child process of a test.
#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace diemcau::testing {

// A new empty folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Ended {
  std::optional<int> exit_code;  // nothing when a signal ended it
  std::string errors;            // standard error
  std::chrono::milliseconds took{};
};

class Program {
 public:
  // Starts `diemcau` with these arguments and this on standard input; `wrapper` is a command that runs it.
  explicit Program(const std::vector<std::string>& arguments, const std::string& input = {},
                   const std::vector<std::string>& wrapper = {});
  ~Program();  // kills
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The line of JSON on standard output; nothing when the program ended, or after ten seconds.
  [[nodiscard]] std::optional<boost::json::object> ready_line();
  // What is still to come on standard output, to its end.
  [[nodiscard]] std::string output() const;
  [[nodiscard]] pid_t pid() const { return pid_; }
  void signal(int number) const;
  // Waits for its end, ten seconds at most.
  Ended wait();

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  TemporaryFolder folder_;  // standard error goes to a file there
};

// `diemcau serve` on free ports of loopback, ready.
class RunningServer {
 public:
  explicit RunningServer(const std::filesystem::path& data, std::vector<std::string> more = {"--sample"},
                         const std::vector<std::string>& wrapper = {});

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string token(const std::string& role) const;
  [[nodiscard]] std::string site_token(const std::string& site) const;
  [[nodiscard]] const boost::json::object& ready() const { return ready_; }
  [[nodiscard]] Program& program() { return program_; }

 private:
  Program program_;
  boost::json::object ready_;
  std::uint16_t port_ = 0;
};

}  // namespace diemcau::testing
