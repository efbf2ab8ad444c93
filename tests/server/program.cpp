#include "server/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace diemcau::testing {
namespace {

constexpr std::chrono::seconds kPatience{10};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in{path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

[[noreturn]] void become(const std::vector<std::string>& command, int out, const std::filesystem::path& input,
                         const std::filesystem::path& errors) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves nothing behind
  dup2(open(input.c_str(), O_RDONLY), STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  std::vector<char*> argv;
  for (const std::string& word : command) {
    argv.push_back(const_cast<char*>(word.c_str()));
  }
  argv.push_back(nullptr);
  execvp(argv.front(), argv.data());
  _exit(127);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "diemcau-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Program::Program(const std::vector<std::string>& arguments, const std::string& input,
                 const std::vector<std::string>& wrapper) {
  std::vector<std::string> command = wrapper;
  command.emplace_back(DIEMCAU_PROGRAM);
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::ofstream{folder_.path() / "input"} << input;
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  out_ = ends[0];
  pid_ = fork();
  if (pid_ == 0) {
    become(command, ends[1], folder_.path() / "input", folder_.path() / "errors");
  }
  close(ends[1]);
}

Program::~Program() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(out_);
}

std::optional<boost::json::object> Program::ready_line() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  std::string line;
  while (line.find('\n') == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting{.fd = out_, .events = POLLIN, .revents = 0};
    char piece[4096];
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
      return std::nullopt;
    }
    const ssize_t got = read(out_, piece, sizeof(piece));
    if (got <= 0) {
      return std::nullopt;
    }
    line.append(piece, static_cast<std::size_t>(got));
  }
  return boost::json::parse(line).as_object();
}

std::string Program::output() const {
  std::string text;
  char piece[4096];
  for (ssize_t got = 0; (got = read(out_, piece, sizeof(piece))) > 0;) {
    text.append(piece, static_cast<std::size_t>(got));
  }
  return text;
}

void Program::signal(int number) const {
  kill(pid_, number);
}

Ended Program::wait() {
  const auto began = std::chrono::steady_clock::now();
  Ended ended;
  int status = 0;
  while (waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() - began > kPatience) {
      throw std::runtime_error("the program does not end");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  pid_ = -1;
  ended.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  ended.exit_code = WIFEXITED(status) ? std::optional{WEXITSTATUS(status)} : std::nullopt;
  ended.errors = text_of(folder_.path() / "errors");
  return ended;
}

namespace {

std::vector<std::string> arguments_of(const std::filesystem::path& data, std::vector<std::string> more) {
  std::vector<std::string> all{"serve", "--data", data.string(), "--media-port", "0"};
  if (std::ranges::find(more, "--listen") == more.end()) {
    all.insert(all.end(), {"--listen", "127.0.0.1:0"});
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

RunningServer::RunningServer(const std::filesystem::path& data, std::vector<std::string> more,
                             const std::vector<std::string>& wrapper)
    : program_(arguments_of(data, std::move(more)), {}, wrapper) {
  auto line = program_.ready_line();
  if (!line) {
    program_.signal(SIGKILL);
    throw std::runtime_error("the server did not start: " + program_.wait().errors);
  }
  ready_ = std::move(*line);
  const std::string url{ready_.at("url").as_string()};
  const std::string digits = url.substr(url.rfind(':') + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), port_);
}

std::string RunningServer::token(const std::string& role) const {
  return std::string{ready_.at("tokens").at(role).as_string()};
}

std::string RunningServer::site_token(const std::string& site) const {
  return std::string{ready_.at("tokens").at("sites").at(site).as_string()};
}

}  // namespace diemcau::testing
