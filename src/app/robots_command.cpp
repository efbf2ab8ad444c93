#include "app/robots_command.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>
#include <map>
#include <memory>

#include "robots/fleet.hpp"

namespace diemcau::app {
namespace {

struct Options {
  std::string url;
  std::vector<std::string> tokens;
  std::string ca_file;
  robots::Signal signal = robots::Signal::speech;
  wire::Codec video = wire::Codec::vp8;
  bool watch = false;
};

// One line of JSON for each simulated site and second: what it sees and hears.
void print_report(const std::string& site, const std::vector<robots::SlotReport>& slots) {
  boost::json::array list;
  for (const robots::SlotReport& slot : slots) {
    // In parentheses: braces would make it an array of one.
    const boost::json::value seen = slot.site ? boost::json::value(*slot.site) : boost::json::value(nullptr);
    list.push_back({{"slot", slot.slot},
                    {"site", seen},
                    {"width", slot.width_px},
                    {"height", slot.height_px},
                    {"frames", slot.frames},
                    {"lost", slot.lost},
                    {"unread", slot.unread}});
  }
  std::cout << boost::json::serialize(boost::json::object{{"robot", site}, {"slots", std::move(list)}}) << std::endl;
}

int run(const Options& options) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("robots"));  // standard output is for the reports
  std::vector<robots::RobotOptions> robots;
  for (const std::string& token : options.tokens) {
    robots::RobotOptions robot;
    robot.url = options.url;
    robot.token = token;
    robot.ca_file = options.ca_file;
    robot.signal = options.signal;
    robot.video = options.video;
    robot.watch = options.watch;
    robot.take_over = true;
    robot.report = print_report;
    robots.push_back(std::move(robot));
  }
  boost::asio::io_context io;
  boost::asio::signal_set signals{io, SIGINT, SIGTERM};
  signals.async_wait([](const boost::system::error_code&, int) {});
  const robots::Fleet fleet{std::move(robots)};
  spdlog::info("{} simulated sites at {}", options.tokens.size(), options.url);
  io.run();
  return 0;
}

}  // namespace

void add_robots_command(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("robots", "Simulated sites: they publish real pictures and sound");
  command->add_option("--url", options->url, "The server, as http://HOST:PORT")->required();
  command->add_option("--token", options->tokens, "A site's link token; one for each simulated site")->required();
  command->add_option("--ca", options->ca_file, "PEM file of an authority to trust, beside the system's");
  command
      ->add_option("--signal", options->signal,
                   "What is heard: speech, or a test tone with a beep that goes with a flash each second")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, robots::Signal>{{"speech", robots::Signal::speech}, {"test", robots::Signal::test}}));
  command->add_option("--video", options->video, "vp8 (three simulcast layers) or h264 (one)")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, wire::Codec>{{"vp8", wire::Codec::vp8}, {"h264", wire::Codec::h264}}));
  command->add_flag("--watch", options->watch,
                    "Receive too, and print what is seen and heard, a JSON line each second");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace diemcau::app
