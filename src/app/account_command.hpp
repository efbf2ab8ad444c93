// `diemcau account`: who may sign in, from the command line of the server's machine.
#pragma once

namespace CLI {
class App;
}

namespace diemcau::app {

void add_account_command(CLI::App& program, int& exit_code);

}  // namespace diemcau::app
