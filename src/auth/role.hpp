// Who somebody is in a conference.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/describe.hpp"

namespace diemcau::auth {

// `system` is the server itself (the media plane's facts, the operator's command line); no token carries it.
enum class Role : std::uint8_t { chair, director, site, hall, observer, system };
BOOST_DESCRIBE_ENUM(Role, chair, director, site, hall, observer, system)

inline constexpr std::array kAllRoles{Role::chair, Role::director, Role::site,
                                      Role::hall,  Role::observer, Role::system};

// Who leads the conference or helps to: these see what is for the desk only.
[[nodiscard]] bool is_desk(Role role);

[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> role_from_text(std::string_view text);

}  // namespace diemcau::auth
