// A conference as an organiser asks for it, by itself or as a copy of a former one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "conference/setup.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

// What is left out is taken from the conference that `copy_of` names, or is empty.
struct Draft {
  std::optional<ConferenceId> id = {};  // one made of the title, when it is left out
  std::optional<std::string> title = {};
  std::optional<std::string> topic = {};
  std::optional<std::string> kind = {};
  std::optional<Mode> mode = {};
  std::optional<WallTime> starts_at = {};  // of a copy too: another day
  std::optional<SiteId> main_site = {};
  std::optional<std::vector<InvitedSite>> sites = {};
  std::optional<std::vector<Item>> programme = {};
  std::optional<std::vector<InvitedDelegate>> delegates = {};
  std::optional<bool> rehearsal = {};
  std::optional<ConferenceId> copy_of = {};

  friend bool operator==(const Draft&, const Draft&) = default;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (id, title, topic, kind, mode, starts_at, main_site, sites, programme, delegates, rehearsal,
                       copy_of))

// `copied` is the conference that `copy_of` names; null without one. Of it come programme, sites and delegates as they
// are now, without papers. An empty list in the draft takes the copy's, since a page that copies sends empty ones.
[[nodiscard]] Create creation_of(const Draft& draft, const State* copied);

}  // namespace diemcau::conference
