// A site as the directory knows it: a room that conferences invite.
#pragma once

#include <string>
#include <string_view>

#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::directory {

struct Site {
  SiteId id = {};
  std::string name = {};  // as people read it: "Bình Phước"
  std::string unit = {};  // whose it is, as people read it: "Tỉnh Bình Phước"

  static constexpr std::string_view kMayBeAbsent[] = {"unit"};

  friend bool operator==(const Site&, const Site&) = default;
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, name, unit))

}  // namespace diemcau::directory
