// The SRTP protection profiles we speak, and the keys a DTLS handshake hands over for them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"

namespace diemcau::srtp {

// Values are the IANA "DTLS-SRTP Protection Profiles" numbers (RFC 5764 section 4.1.2, RFC 7714 section 14.2), so that
// the number a handshake agreed on is the profile.
enum class Profile : std::uint16_t {
  aes_cm_128_hmac_sha1_80 = 0x0001,
  aead_aes_128_gcm = 0x0007,
  aead_aes_256_gcm = 0x0008,
};

inline constexpr std::array<Profile, 3> kProfiles{Profile::aead_aes_128_gcm, Profile::aead_aes_256_gcm,
                                                  Profile::aes_cm_128_hmac_sha1_80};

inline constexpr std::size_t kMaxKeySize = 32;   // bytes, AES-256
inline constexpr std::size_t kMaxSaltSize = 14;  // bytes, AES-CM (RFC 3711 section 8.2)
inline constexpr std::size_t kMaxTagSize = 16;   // bytes, GCM (RFC 7714 section 13)
inline constexpr std::size_t kAuthKeySize = 20;  // bytes, HMAC-SHA1 (RFC 3711 section 8.2)

// What sealing adds at most, in bytes: to RTP a tag, to RTCP a tag and the word of E bit and index.
inline constexpr std::size_t kMaxRtpOverhead = kMaxTagSize;
inline constexpr std::size_t kMaxRtcpOverhead = kMaxTagSize + 4;

[[nodiscard]] std::optional<Profile> profile_from_id(std::uint16_t iana_number);
[[nodiscard]] std::string_view name(Profile profile);  // as the IANA registry spells it

// Bytes. RTP and RTCP tags are of one size in every profile here.
[[nodiscard]] constexpr std::size_t key_size(Profile profile) {
  return profile == Profile::aead_aes_256_gcm ? 32 : 16;
}
[[nodiscard]] constexpr std::size_t salt_size(Profile profile) {
  return profile == Profile::aes_cm_128_hmac_sha1_80 ? 14 : 12;
}
[[nodiscard]] constexpr std::size_t tag_size(Profile profile) {
  return profile == Profile::aes_cm_128_hmac_sha1_80 ? 10 : 16;
}
[[nodiscard]] constexpr bool is_aead(Profile profile) {
  return profile != Profile::aes_cm_128_hmac_sha1_80;
}

// A master key and salt for one direction. Only the profile's sizes of the arrays are in use, the rest is zero.
struct MasterKey {
  Profile profile = Profile::aead_aes_128_gcm;
  std::array<std::uint8_t, kMaxKeySize> key{};
  std::array<std::uint8_t, kMaxSaltSize> salt{};

  [[nodiscard]] Bytes key_bytes() const { return Bytes{key}.first(key_size(profile)); }
  [[nodiscard]] Bytes salt_bytes() const { return Bytes{salt}.first(salt_size(profile)); }

  friend bool operator==(const MasterKey&, const MasterKey&) = default;
};

// Nothing when `key` or `salt` is not of the profile's size.
[[nodiscard]] std::optional<MasterKey> make_master_key(Profile profile, Bytes key, Bytes salt);

// What the DTLS client writes with, and what the DTLS server writes with.
struct KeyingMaterial {
  MasterKey client;
  MasterKey server;

  friend bool operator==(const KeyingMaterial&, const KeyingMaterial&) = default;
};

// Bytes of exporter output ("EXTRACTOR-dtls_srtp") a profile needs.
[[nodiscard]] constexpr std::size_t keying_material_size(Profile profile) {
  return 2 * (key_size(profile) + salt_size(profile));
}

// Splits exporter output: client key, server key, client salt, server salt (RFC 5764 section 4.2). Nothing when
// `exported` is not exactly keying_material_size(profile) bytes.
[[nodiscard]] std::optional<KeyingMaterial> split_keying_material(Profile profile, Bytes exported);

}  // namespace diemcau::srtp
