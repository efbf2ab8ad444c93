#include "app/demo_sites.hpp"

namespace diemcau::app {

// All speak VP8 with three layers but one, so that a conference of mixed codecs is what everybody tries.
std::unique_ptr<robots::Fleet> run_demo_sites(const DemoSetting& setting) {
  std::vector<robots::RobotOptions> robots;
  for (const auto& [site, token] : setting.tokens) {
    robots::RobotOptions robot;
    robot.url = setting.url;
    robot.token = token;
    robot.ca_file = setting.ca_file;
    robot.video = site == SiteId{"dak-lak"} ? wire::Codec::h264 : wire::Codec::vp8;
    robots.push_back(std::move(robot));
  }
  return std::make_unique<robots::Fleet>(std::move(robots));
}

}  // namespace diemcau::app
