// Conferences as organisers make them: all at once, with the links of everybody who will need one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conference/draft.hpp"
#include "conference/phases.hpp"
#include "server/conference_host.hpp"

namespace diemcau::server {

// Conferences that one server holds in memory with all that happened in them.
inline constexpr std::size_t kMaxConferences = 2'000;

// A line of the list of conferences.
struct ConferenceEntry {
  ConferenceId id;
  std::string title;
  std::string topic;
  conference::Phase phase = conference::Phase::planned;
  bool rehearsal = false;
  std::optional<WallTime> starts_at;
  std::size_t sites = 0;
};

// All of them, those to come and the latest first.
[[nodiscard]] std::vector<ConferenceEntry> list_conferences(const ConferenceHost& host);

// Links for chair, deputy, director, secretary, hall, observers and each site are issued with it. Without an id of its
// own the conference gets one made of its title, and a number where that is taken.
[[nodiscard]] Result<ConferenceId, Problem> make_conference(ConferenceHost& host, const AccountName& organiser,
                                                            const conference::Draft& draft, Now now);

}  // namespace diemcau::server
