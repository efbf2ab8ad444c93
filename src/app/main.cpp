// diemcau: one program, one subcommand per task.
#include <CLI/CLI.hpp>
#include <csignal>

#include "app/account_command.hpp"
#include "app/count_pages_command.hpp"
#include "app/robots_command.hpp"
#include "app/serve_command.hpp"
#include "app/version_command.hpp"

int main(int argc, char** argv) {
  // A peer that closes its end is an error code, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App program{"Conferences of many sites, on your own server"};
  program.require_subcommand(1);
  int exit_code = 0;
  diemcau::app::add_serve_command(program, exit_code);
  diemcau::app::add_account_command(program, exit_code);
  diemcau::app::add_robots_command(program, exit_code);
  diemcau::app::add_count_pages_command(program);
  diemcau::app::add_version_command(program);
  CLI11_PARSE(program, argc, argv);
  return exit_code;
}
