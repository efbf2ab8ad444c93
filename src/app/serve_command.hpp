#pragma once

namespace CLI {
class App;
}

namespace diemcau::app {

// `diemcau serve`: the command line of serve.hpp. `exit_code` is set when it has run; outlives the parsing.
void add_serve_command(CLI::App& program, int& exit_code);

}  // namespace diemcau::app
