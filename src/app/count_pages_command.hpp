// `diemcau count-pages FILE`: what the server has a child do with PDFs that nobody vouches for (document/inspect.hpp).
#pragma once

namespace CLI {
class App;
}
namespace diemcau::app {

void add_count_pages_command(CLI::App& program);

}  // namespace diemcau::app
