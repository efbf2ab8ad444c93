// `diemcau robots`: simulated sites in a process of their own.
#pragma once

#include <CLI/App.hpp>

namespace diemcau::app {

// Adds the subcommand; when it was chosen, parsing runs it until SIGINT or SIGTERM and leaves its exit code in
// `exit_code`.
void add_robots_command(CLI::App& app, int& exit_code);

}  // namespace diemcau::app
