#include "app/count_pages_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "document/pdf.hpp"

namespace diemcau::app {
namespace {

void count_pages_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  const std::string pdf = std::move(text).str();
  const auto pages = document::count_pages(as_bytes(pdf));
  const std::string said = pages ? "pages " + std::to_string(*pages) : std::string{to_text(pages.error())};
  std::puts(said.c_str());
}

}  // namespace

void add_count_pages_command(CLI::App& program) {
  CLI::App* const command = program.add_subcommand("count-pages", "Say how many pages a PDF has");
  command->group("");  // for the server itself: not in the help
  const auto path = std::make_shared<std::string>();
  command->add_option("file", *path)->required();
  command->callback([path] { count_pages_of(*path); });
}

}  // namespace diemcau::app
