// The simulated sites of `--demo`.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/conference_ids.hpp"

namespace diemcau::app {

// Simulated sites at work, in threads of their own. Ends them when destroyed, within half a second.
class DemoSites {
 public:
  DemoSites() = default;
  DemoSites(const DemoSites&) = delete;
  DemoSites& operator=(const DemoSites&) = delete;
  virtual ~DemoSites() = default;
};

struct DemoSetting {
  std::string url;  // of the server, as printed
  ConferenceId conference;
  std::map<SiteId, std::string> tokens;
  std::string ca_file;  // PEM to trust; empty for plain HTTP or a public certificate
};

// Returns at once; the sites join by themselves. Null when this build has none.
[[nodiscard]] std::unique_ptr<DemoSites> run_demo_sites(const DemoSetting& setting);

}  // namespace diemcau::app
