#include "app/version_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace diemcau::app {

void add_version_command(CLI::App& program) {
  program.add_subcommand("version", "Say which version this is")->callback([] {
    std::puts("diemcau " DIEMCAU_VERSION);
  });
}

}  // namespace diemcau::app
