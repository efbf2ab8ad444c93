// The simulated sites of rehearsals: one fleet for each conference that asked for some.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "app/demo_sites.hpp"
#include "base/conference_ids.hpp"

namespace diemcau::app {

// Their encoders share the machine with the conferences of the day.
inline constexpr std::size_t kMaxRehearsalsAtOnce = 2;

class RehearsalSites {
 public:
  // `url` and `ca_file` as DemoSetting has them.
  RehearsalSites(std::string url, std::string ca_file) : url_(std::move(url)), ca_file_(std::move(ca_file)) {}

  // These sites and no others take part from now on; none: they leave. False, and nothing done, when too many
  // rehearsals have some.
  bool run(const ConferenceId& conference, std::map<SiteId, std::string> tokens) {
    if (!tokens.empty() && !fleets_.contains(conference) && fleets_.size() >= kMaxRehearsalsAtOnce) {
      return false;
    }
    fleets_.erase(conference);
    if (!tokens.empty()) {
      fleets_.emplace(conference, run_demo_sites({url_, std::move(tokens), ca_file_}));
    }
    return true;
  }

 private:
  std::string url_;
  std::string ca_file_;
  std::map<ConferenceId, std::unique_ptr<robots::Fleet>> fleets_;
};

}  // namespace diemcau::app
