#include "srtp/key_derivation.hpp"

#include <gtest/gtest.h>

#include "srtp/testing.hpp"

namespace diemcau::srtp {
namespace {

using testing::hex;
using testing::unhex;

TEST(KeyDerivation, Rfc3711AppendixB3) {
  const auto master = make_master_key(Profile::aes_cm_128_hmac_sha1_80, unhex("E1F97A0D3E018BE0D64FA32C06DE4139"),
                                      unhex("0EC675AD498AFEEBB6960B3AABE6"));
  ASSERT_TRUE(master);
  const auto keys = derive_session_keys(*master, PacketKind::rtp);
  ASSERT_TRUE(keys);
  EXPECT_EQ(hex(Bytes{keys->key}.first(16)), "c61e7a93744f39ee10734afe3ff7a087");
  EXPECT_EQ(hex(keys->salt), "30cbbc08863d8c85d49db34a9ae1");
  EXPECT_EQ(hex(keys->auth_key), "cebe321f6ff7716b6fd4ab49af256a156d38baa4");
}

TEST(KeyDerivation, RtpAndRtcpKeysDiffer) {
  Random random{7};
  for (const Profile profile : kProfiles) {
    const MasterKey master = testing::random_master(random, profile);
    const auto rtp = derive_session_keys(master, PacketKind::rtp);
    const auto rtcp = derive_session_keys(master, PacketKind::rtcp);
    ASSERT_TRUE(rtp && rtcp);
    EXPECT_NE(rtp->key, rtcp->key);
    EXPECT_NE(rtp->salt, rtcp->salt);
    EXPECT_EQ(rtp->auth_key == rtcp->auth_key, is_aead(profile)) << "GCM has no authentication key";
  }
}

TEST(Profile, SplitsExporterOutput) {
  for (const Profile profile : kProfiles) {
    testing::Buffer exported(keying_material_size(profile));
    for (std::size_t i = 0; i < exported.size(); ++i) {
      exported[i] = static_cast<std::uint8_t>(i);
    }
    const auto material = split_keying_material(profile, exported);
    ASSERT_TRUE(material);
    const std::size_t key = key_size(profile);
    EXPECT_EQ(material->client.key_bytes().front(), 0);
    EXPECT_EQ(material->server.key_bytes().front(), key);
    EXPECT_EQ(material->client.salt_bytes().front(), 2 * key);
    EXPECT_EQ(material->server.salt_bytes().front(), 2 * key + salt_size(profile));
    EXPECT_EQ(material->server.salt_bytes().back(), exported.back());
    for (std::size_t size = 0; size <= exported.size() + 1; ++size) {
      testing::Buffer other(size);
      EXPECT_EQ(split_keying_material(profile, other).has_value(), size == exported.size());
    }
  }
}

TEST(Profile, NumbersAreIanas) {
  EXPECT_EQ(profile_from_id(7), Profile::aead_aes_128_gcm);
  EXPECT_EQ(profile_from_id(8), Profile::aead_aes_256_gcm);
  EXPECT_EQ(profile_from_id(1), Profile::aes_cm_128_hmac_sha1_80);
  EXPECT_EQ(profile_from_id(2), std::nullopt);
}

}  // namespace
}  // namespace diemcau::srtp
