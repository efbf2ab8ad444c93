// People who sign in with a name and a password: what a name may be, and what its role allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/conference_ids.hpp"
#include "base/describe.hpp"

namespace diemcau::auth {

// An organiser prepares conferences and follows them (Role::organiser in each of them); an administrator may do the
// same, and besides says who has an account.
enum class AccountRole : std::uint8_t { administrator, organiser };
BOOST_DESCRIBE_ENUM(AccountRole, administrator, organiser)

[[nodiscard]] bool may_manage_accounts(AccountRole role);

inline constexpr std::size_t kMinAccountName = 2;   // characters
inline constexpr std::size_t kMaxAccountName = 32;  // fits a column, and the log's lines

// kMinAccountName to kMaxAccountName of a-z, 0-9 and single '-' between them. Capitals, which a telephone's keyboard
// puts first by itself, and spaces around are forgiven; nothing for what is no name.
[[nodiscard]] std::optional<AccountName> account_name(std::string_view text);

}  // namespace diemcau::auth
