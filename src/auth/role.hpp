// Who somebody is in a conference.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/describe.hpp"

namespace diemcau::auth {

// `organiser` is a person with an account, and `system` the server itself (the media plane's facts, the operator's
// command line): no link gives these two.
enum class Role : std::uint8_t { chair, director, secretary, site, hall, observer, organiser, system };
BOOST_DESCRIBE_ENUM(Role, chair, director, secretary, site, hall, observer, organiser, system)

inline constexpr std::array kAllRoles{Role::chair, Role::director, Role::secretary, Role::site,
                                      Role::hall,  Role::observer, Role::organiser, Role::system};

// Who leads the conference or helps to: these see what is for the desk only.
[[nodiscard]] bool is_desk(Role role);
// Whether a link can give this role.
[[nodiscard]] bool is_of_links(Role role);

[[nodiscard]] std::string_view to_text(Role role);

}  // namespace diemcau::auth
