#pragma once

namespace CLI {
class App;
}

namespace diemcau::app {

// `diemcau version`
void add_version_command(CLI::App& program);

}  // namespace diemcau::app
