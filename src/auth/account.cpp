#include "auth/account.hpp"

#include <algorithm>
#include <string>

namespace diemcau::auth {

bool may_manage_accounts(AccountRole role) {
  switch (role) {
    case AccountRole::administrator:
      return true;
    case AccountRole::organiser:
      return false;
  }
  return false;
}

std::optional<AccountName> account_name(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  std::string name{text.substr(first, text.find_last_not_of(' ') - first + 1)};
  if (name.size() < kMinAccountName || name.size() > kMaxAccountName) {
    return std::nullopt;
  }
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool joined = !name.starts_with('-') && !name.ends_with('-') && name.find("--") == std::string::npos;
  return joined && is_slug(name) ? std::optional{AccountName{std::move(name)}} : std::nullopt;
}

}  // namespace diemcau::auth
