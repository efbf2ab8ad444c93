// The SRTP protection profiles a handshake can agree on (RFC 5764), and the keys it exports for them. DTLS does not
// know what they are for: whoever joins DTLS and SRTP hands number and bytes over.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"

namespace diemcau::dtls {

// IANA "DTLS-SRTP Protection Profiles" numbers.
enum class SrtpProfile : std::uint16_t {
  aes_cm_128_hmac_sha1_80 = 0x0001,
  aead_aes_128_gcm = 0x0007,
  aead_aes_256_gcm = 0x0008,
};

// What we offer unless told otherwise: fastest first.
inline constexpr std::array<SrtpProfile, 3> kDefaultSrtpProfiles{
    SrtpProfile::aead_aes_128_gcm, SrtpProfile::aead_aes_256_gcm, SrtpProfile::aes_cm_128_hmac_sha1_80};

inline constexpr std::size_t kMaxExportedSize = 2 * (32 + 12);  // bytes, AES-256 GCM

// As OpenSSL names it in SSL_set_tlsext_use_srtp.
[[nodiscard]] constexpr std::string_view openssl_name(SrtpProfile profile) {
  switch (profile) {
    case SrtpProfile::aes_cm_128_hmac_sha1_80:
      return "SRTP_AES128_CM_SHA1_80";
    case SrtpProfile::aead_aes_128_gcm:
      return "SRTP_AEAD_AES_128_GCM";
    case SrtpProfile::aead_aes_256_gcm:
      return "SRTP_AEAD_AES_256_GCM";
  }
  return {};
}

// Bytes to export: two keys and two salts (RFC 5764 section 4.2, RFC 7714 section 12).
[[nodiscard]] constexpr std::size_t exported_size(SrtpProfile profile) {
  switch (profile) {
    case SrtpProfile::aes_cm_128_hmac_sha1_80:
      return 2 * (16 + 14);
    case SrtpProfile::aead_aes_128_gcm:
      return 2 * (16 + 12);
    case SrtpProfile::aead_aes_256_gcm:
      return 2 * (32 + 12);
  }
  return 0;
}

// The exporter's output under "EXTRACTOR-dtls_srtp": client key, server key, client salt, server salt.
struct SrtpKeys {
  SrtpProfile profile = SrtpProfile::aead_aes_128_gcm;
  std::array<std::uint8_t, kMaxExportedSize> material{};

  [[nodiscard]] std::uint16_t profile_id() const { return static_cast<std::uint16_t>(profile); }
  [[nodiscard]] Bytes bytes() const { return Bytes{material}.first(exported_size(profile)); }

  friend bool operator==(const SrtpKeys&, const SrtpKeys&) = default;
};

}  // namespace diemcau::dtls
