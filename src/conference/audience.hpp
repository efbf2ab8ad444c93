// Whom an event is for.
#pragma once

#include <optional>

#include "auth/role.hpp"
#include "conference/events.hpp"

namespace diemcau::conference {

struct Addressed {
  Audience audience = Audience::all;
  std::optional<SiteId> site;  // with desk_and_site

  friend bool operator==(const Addressed&, const Addressed&) = default;
};

// As the event's struct says by `kAudience`; all without it.
[[nodiscard]] Addressed audience_of(const Event& event);

}  // namespace diemcau::conference
