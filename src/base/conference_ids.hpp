// What the control plane calls its things. All are short texts that may stand in a URL (`is_slug`).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/strong.hpp"

namespace diemcau {

using ConferenceId = Strong<struct ConferenceIdTag, std::string>;

// A room bridged into a conference, as "binh-phuoc"; unique within its conference.
using SiteId = Strong<struct SiteIdTag, std::string>;

// An item of a conference's programme, as "tham-luan-2"; unique within its conference.
using ItemId = Strong<struct ItemIdTag, std::string>;

// One link (one role for one person or device); unique within its conference. Not a secret: the token is.
using LinkId = Strong<struct LinkIdTag, std::string>;

// Who signs in with a password, as "tran-an"; unique on its server.
using AccountName = Strong<struct AccountNameTag, std::string>;

// A document handed in; unique within its conference.
using PaperId = Strong<struct PaperIdTag, std::string>;

// A named person at a site; unique within its conference.
using DelegateId = Strong<struct DelegateIdTag, std::string>;

// Who has a vote: a site or a delegate, called as that is.
using VoterId = Strong<struct VoterIdTag, std::string>;

inline constexpr std::size_t kMaxSlugLength = 64;  // characters; long enough for any transliterated place name

// 1 to kMaxSlugLength of a-z, 0-9 and '-'.
[[nodiscard]] constexpr bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > kMaxSlugLength) {
    return false;
  }
  for (const char c : text) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
      return false;
    }
  }
  return true;
}

}  // namespace diemcau
