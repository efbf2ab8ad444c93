#include "srtp/profile.hpp"

#include <algorithm>

namespace diemcau::srtp {

std::optional<Profile> profile_from_id(std::uint16_t iana_number) {
  for (const Profile profile : kProfiles) {
    if (static_cast<std::uint16_t>(profile) == iana_number) {
      return profile;
    }
  }
  return std::nullopt;
}

std::string_view name(Profile profile) {
  switch (profile) {
    case Profile::aes_cm_128_hmac_sha1_80:
      return "SRTP_AES128_CM_HMAC_SHA1_80";
    case Profile::aead_aes_128_gcm:
      return "SRTP_AEAD_AES_128_GCM";
    case Profile::aead_aes_256_gcm:
      return "SRTP_AEAD_AES_256_GCM";
  }
  return {};
}

std::optional<MasterKey> make_master_key(Profile profile, Bytes key, Bytes salt) {
  if (key.size() != key_size(profile) || salt.size() != salt_size(profile)) {
    return std::nullopt;
  }
  MasterKey master{.profile = profile};
  std::copy(key.begin(), key.end(), master.key.begin());
  std::copy(salt.begin(), salt.end(), master.salt.begin());
  return master;
}

std::optional<KeyingMaterial> split_keying_material(Profile profile, Bytes exported) {
  if (exported.size() != keying_material_size(profile)) {
    return std::nullopt;
  }
  ByteReader reader{exported};
  const Bytes client_key = reader.bytes(key_size(profile));
  const Bytes server_key = reader.bytes(key_size(profile));
  const Bytes client_salt = reader.bytes(salt_size(profile));
  const Bytes server_salt = reader.bytes(salt_size(profile));
  return KeyingMaterial{.client = *make_master_key(profile, client_key, client_salt),
                        .server = *make_master_key(profile, server_key, server_salt)};
}

}  // namespace diemcau::srtp
