// Session keys from a master key (RFC 3711 section 4.3, RFC 7714 section 11). Key derivation rate is zero: once.
#pragma once

#include <optional>

#include "srtp/cipher.hpp"
#include "srtp/profile.hpp"

namespace diemcau::srtp {

// Nothing only when OpenSSL fails.
[[nodiscard]] std::optional<SessionKeys> derive_session_keys(const MasterKey& master, PacketKind kind);

}  // namespace diemcau::srtp
