#include "app/account_command.hpp"

#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "auth/secure_random.hpp"
#include "http/clock.hpp"
#include "server/accounts.hpp"
#include "store/sqlite_account_store.hpp"

namespace diemcau::app {
namespace {

struct Options {
  std::filesystem::path data = "data";
  std::string name;
  auth::AccountRole role = auth::AccountRole::organiser;
};

// Typing is not shown. Ctrl-C counts as a character meanwhile, or it would leave the terminal silent for good.
class WithoutEcho {
 public:
  WithoutEcho() {
    tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  ~WithoutEcho() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
};

std::string read_line() {
  std::string line;
  std::getline(std::cin, line);
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

// The first line of standard input; at a terminal it is asked for, twice, and not shown. Nothing when the two differ.
std::optional<std::string> ask_for_password() {
  if (isatty(STDIN_FILENO) == 0) {
    return read_line();
  }
  const WithoutEcho silent;
  std::cerr << "Password (at least " << auth::kMinPasswordCharacters << " characters): " << std::flush;
  const std::string first = read_line();
  std::cerr << "\nOnce more: " << std::flush;
  const std::string second = read_line();
  std::cerr << "\n";
  return first == second ? std::optional{first} : std::nullopt;
}

int complain(const std::string& text) {
  std::cerr << "diemcau: " << text << "\n";
  return 1;
}

// Opens the accounts of the data folder and works on them.
template <class Action>
int with_accounts(const Options& options, Action action) {
  if (!std::filesystem::is_directory(options.data)) {
    return complain("there is no data folder " + options.data.string() + "; say which with --data");
  }
  umask(S_IRWXG | S_IRWXO);  // the database may be made here for the first time
  auto store = store::open_sqlite_account_store(options.data / "diemcau.sqlite");
  if (!store) {
    return complain(store.error().text);
  }
  server::Accounts accounts{
      **store, auth::fill_secure_random, {}, [](std::string_view line) { std::cerr << "diemcau: " << line << "\n"; }};
  return action(accounts);
}

// The new password, hashed into what `begin` makes of it, and then `finish`.
template <class Begin, class Finish>
int with_password(Begin begin, Finish finish) {
  auto password = ask_for_password();
  if (!password) {
    return complain("the two passwords differ; nothing was changed");
  }
  auto draft = begin(*std::move(password));
  if (!draft) {
    return complain(draft.error().detail_en);
  }
  draft->work.run();
  const auto done = finish(*draft);
  return done ? 0 : complain(done.error().detail_en);
}

int add(const Options& options) {
  return with_accounts(options, [&](server::Accounts& accounts) {
    return with_password(
        [&](std::string password) { return accounts.begin_add(options.name, options.role, std::move(password)); },
        [&](const server::AccountDraft& draft) { return accounts.finish_add(draft, http::read_clocks()); });
  });
}

int change_password(const Options& options) {
  return with_accounts(options, [&](server::Accounts& accounts) {
    return with_password(
        [&](std::string password) { return accounts.begin_edit(options.name, std::nullopt, std::move(password)); },
        [&](const server::AccountDraft& draft) { return accounts.finish_edit(draft); });
  });
}

int remove(const Options& options) {
  return with_accounts(options, [&](server::Accounts& accounts) {
    const auto removed = accounts.remove(options.name);
    return removed ? 0 : complain(removed.error().detail_en);
  });
}

int list(const Options& options) {
  return with_accounts(options, [&](server::Accounts& accounts) {
    const auto all = accounts.list();
    if (!all) {
      return complain(all.error().detail_en);
    }
    for (const server::AccountInfo& one : *all) {
      std::cout << one.name.value() << "\t" << to_text(one.role) << "\n";
    }
    return 0;
  });
}

}  // namespace

void add_account_command(CLI::App& program, int& exit_code) {
  CLI::App* const account = program.add_subcommand("account", "Who may sign in; works while the server runs");
  account->require_subcommand(1);
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, bool of_one, int (*run)(const Options&)) {
    CLI::App* const one = account->add_subcommand(name, what);
    one->add_option("--data", options->data, "The server's data folder")->capture_default_str();
    if (of_one) {
      one->add_option("NAME", options->name, "As tran-an: letters without marks, digits, hyphens")->required();
    }
    one->callback([options, run, &exit_code] { exit_code = run(*options); });
    return one;
  };
  command("add", "Add an account; the password comes from standard input", true, add)
      ->add_option("--role", options->role, "administrator (says who has an account) or organiser")
      ->transform(CLI::CheckedTransformer(std::map<std::string, auth::AccountRole>{
          {"administrator", auth::AccountRole::administrator}, {"organiser", auth::AccountRole::organiser}}));
  command("password", "Give an account another password, from standard input; its sessions end", true, change_password);
  command("remove", "Remove an account; its sessions end", true, remove);
  command("list", "All accounts: name, role", false, list);
}

}  // namespace diemcau::app
