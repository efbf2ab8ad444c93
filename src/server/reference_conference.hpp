// The conference that `--demo`, tests and benchmarks use: a workshop of 28/10/2021, people by role only.
#pragma once

#include <map>
#include <string>

#include "base/conference_ids.hpp"
#include "base/result.hpp"
#include "conference/commands.hpp"
#include "server/conference_host.hpp"

namespace diemcau::server {

[[nodiscard]] conference::Create reference_conference();

struct ReferenceTokens {
  ConferenceId conference;
  std::string chair;
  std::string director;
  std::string secretary;
  std::string hall;
  std::string observer;
  std::map<SiteId, std::string> sites;
};

// Creates the conference and its links (a second chair's, for a deputy, among them) where they are missing and opens it
// when it was never opened; existing links that are good are kept, so that a restarted demo has the same
// addresses. After a conclusion the next start has a conference of its own.
[[nodiscard]] Result<ReferenceTokens, Problem> ensure_reference_conference(ConferenceHost& host, Now now);

}  // namespace diemcau::server
