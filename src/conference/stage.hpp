// Who is seen and heard: derived from the state, never stored.
#pragma once

#include <optional>
#include <vector>

#include "conference/state.hpp"

namespace diemcau::conference {

struct Stage {
  SiteId main;                        // what everybody sees; stays while the site is lost
  std::optional<SiteId> second = {};  // seen beside it, likewise
  std::optional<SiteId> content;      // whose screen is shown: main's before the speaker's before the main site's
  std::vector<SiteId> gallery;        // the other present sites, in order; the second one before all
  std::vector<SiteId> heard;  // present and not muted: who the mode says (setup.hpp); in a pause only the main site;
                              // nobody once concluded

  friend bool operator==(const Stage&, const Stage&) = default;
};

[[nodiscard]] Stage stage(const State& state);

}  // namespace diemcau::conference
