// The simulated sites of `--demo`.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/conference_ids.hpp"
#include "robots/fleet.hpp"

namespace diemcau::app {

struct DemoSetting {
  std::string url;  // of the server, as printed
  std::map<SiteId, std::string> tokens;
  std::string ca_file;  // PEM to trust; empty for plain HTTP or a public certificate
};

// Returns at once; the sites join by themselves, in a thread of their own, until the fleet is destroyed.
[[nodiscard]] std::unique_ptr<robots::Fleet> run_demo_sites(const DemoSetting& setting);

}  // namespace diemcau::app
