// Why a STUN datagram was not acted upon. Every value is a drop that its owner counts by this name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diemcau::ice {

enum class StunDrop : std::uint8_t {
  malformed,            // not a whole STUN message, or without what RFC 8445 section 7.1 requires
  not_binding,          // another method (TURN, say)
  indication,           // a keepalive (RFC 8445 section 11): asks for nothing, proves nothing
  bad_fingerprint,      // none, or wrong: RFC 8445 section 7.1 asks for it in every check
  unknown_user,         // USERNAME is not that of this session
  bad_integrity,        // wrong password, or changed on the way
  unknown_attribute,    // one that must be understood (RFC 8489 section 6.3.1); the peer was told so by 420
  role_conflict,        // the peer claims the role that is ours; it was told so by 487
  unknown_transaction,  // an answer to nothing we asked, or to something long ago
  error_response,       // the peer refused our check
  wrong_address,        // an answer from elsewhere than asked (RFC 8445 section 7.2.5.2.1)
};

inline constexpr std::size_t kStunDropCount = static_cast<std::size_t>(StunDrop::wrong_address) + 1;

[[nodiscard]] constexpr std::string_view name(StunDrop drop) {
  constexpr std::array<std::string_view, kStunDropCount> kNames{
      "malformed",         "not_binding",   "indication",          "bad_fingerprint", "unknown_user", "bad_integrity",
      "unknown_attribute", "role_conflict", "unknown_transaction", "error_response",  "wrong_address"};
  return kNames.at(static_cast<std::size_t>(drop));
}

// Bytes of the longest STUN message an agent here writes: header, one USERNAME of two longest ufrags, and fixed
// attributes.
inline constexpr std::size_t kMaxStunMessage = 20 + 4 + 513 + 3 + 120;

// Peer addresses one agent remembers. A host offers a handful; a roaming one adds more over the hours.
inline constexpr std::size_t kMaxRemoteCandidates = 16;

}  // namespace diemcau::ice
