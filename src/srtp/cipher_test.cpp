#include "srtp/cipher.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "srtp/nonce.hpp"
#include "srtp/testing.hpp"

namespace diemcau::srtp {
namespace {

using testing::Buffer;
using testing::hex;
using testing::unhex;

constexpr std::string_view kKey128 = "000102030405060708090a0b0c0d0e0f";
constexpr std::string_view kKey256 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view kSalt = "517569642070726f2071756f";
constexpr std::string_view kRtp =
    "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573";
constexpr std::string_view kRtcp =
    "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef "
    "deadbeef";

struct GcmVector {
  std::string_view source;
  Profile profile;
  PacketKind kind;
  std::string_view key;
  std::size_t header_size;
  std::string_view plain;
  std::string_view body;
  std::string_view tag;
};

constexpr GcmVector kGcmVectors[] = {
    {"RFC 7714 16.1.1", Profile::aead_aes_128_gcm, PacketKind::rtp, kKey128, 12, kRtp,
     "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833",
     "899d7f27beb16a9152cf765ee4390cce"},
    {"RFC 7714 16.1.3, authentication only", Profile::aead_aes_128_gcm, PacketKind::rtp, kKey128, 50, kRtp, "",
     "22493f82d2bce397e9d79e3b19aa4216"},
    {"RFC 7714 16.2.1", Profile::aead_aes_256_gcm, PacketKind::rtp, kKey256, 12, kRtp,
     "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b",
     "7aa3db36dfffd6b0f9bb7878d7a76c13"},
    {"RFC 7714 16.2.3, authentication only", Profile::aead_aes_256_gcm, PacketKind::rtp, kKey256, 50, kRtp, "",
     "a866d5910f887463067ceefec45215d4"},
    {"RFC 7714 17.1", Profile::aead_aes_128_gcm, PacketKind::rtcp, kKey128, 8, kRtcp,
     "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b",
     "c84aa45896cf4d2fc5abf87245d9eade"},
    {"RFC 7714 17.2", Profile::aead_aes_256_gcm, PacketKind::rtcp, kKey256, 8, kRtcp,
     "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad",
     "1d1eb30c4446839f57ff6f6cb26ac3be"},
};

SessionKeys session_keys(Bytes key, Bytes salt) {
  SessionKeys keys;
  std::copy(key.begin(), key.end(), keys.key.begin());
  std::copy(salt.begin(), salt.end(), keys.salt.begin());
  return keys;
}

TEST(Cipher, GcmVectorsOfRfc7714) {
  for (const auto& maker : testing::all_makers()) {
    for (const GcmVector& v : kGcmVectors) {
      SCOPED_TRACE(std::string{maker->name()} + ", " + std::string{v.source});
      const SessionKeys keys = session_keys(unhex(v.key), unhex(kSalt));
      const bool rtp = v.kind == PacketKind::rtp;
      const Iv iv =
          rtp ? rtp_iv(v.profile, keys.salt, 0x5501a0b2, 0xf17b) : rtcp_iv(v.profile, keys.salt, 0x4d617273, 0x5d4);
      const std::uint32_t trailer = rtp ? 0 : 0x800005d4;
      const auto cipher = maker->make(v.profile, v.kind, keys);
      const Buffer plain = unhex(v.plain);

      Buffer packet(plain.size() + kTrailerSize);
      std::copy_n(plain.begin(), v.header_size, packet.begin());
      Tag tag;
      ASSERT_TRUE(cipher->seal(iv, packet, v.header_size, Bytes{plain}.subspan(v.header_size), trailer, tag));
      EXPECT_EQ(hex(Bytes{packet}.subspan(v.header_size, plain.size() - v.header_size)), v.body);
      EXPECT_EQ(hex(tag), v.tag);

      ASSERT_TRUE(cipher->open(iv, packet, v.header_size, trailer, tag));
      EXPECT_EQ(hex(Bytes{packet}.first(plain.size())), hex(plain));
    }
  }
}

// RFC 3711 appendix B.2: blocks of key stream, by the counter in the nonce's last two bytes.
TEST(Cipher, CounterModeKeyStreamOfRfc3711) {
  struct Run {
    std::uint16_t first_counter;
    std::string_view key_stream;
  };
  constexpr Run kRuns[] = {
      {0, "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0"},
      {0xFEFF, "ec8cdf7398607cb0f2d21675ea9ea1e4362b7c3c6773516318a077d7fc5073ae6a2cc3787889374fbeb4c81b17ba6c44"},
  };
  const SessionKeys keys =
      session_keys(unhex("2B7E151628AED2A6ABF7158809CF4F3C"), unhex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
  for (const auto& maker : testing::all_makers()) {
    SCOPED_TRACE(maker->name());
    const auto cipher = maker->make(Profile::aes_cm_128_hmac_sha1_80, PacketKind::rtp, keys);
    for (const Run& run : kRuns) {
      Iv iv = rtp_iv(Profile::aes_cm_128_hmac_sha1_80, keys.salt, 0, 0);
      iv[14] = static_cast<std::uint8_t>(run.first_counter >> 8U);
      iv[15] = static_cast<std::uint8_t>(run.first_counter);
      const Buffer zeros(48);
      Buffer packet(12 + zeros.size() + kTrailerSize);
      Tag tag;
      ASSERT_TRUE(cipher->seal(iv, packet, 12, zeros, 0, tag));
      EXPECT_EQ(hex(Bytes{packet}.subspan(12, zeros.size())), run.key_stream);
    }
  }
}

TEST(Cipher, MakersAgreeOnRandomPackets) {
  const auto makers = testing::all_makers();
  constexpr std::uint64_t kSeed = 7714;
  Random random{kSeed};
  for (int round = 0; round < 600; ++round) {
    const Profile profile = kProfiles[static_cast<std::size_t>(round) % kProfiles.size()];
    const PacketKind kind = random.below(2) == 0 ? PacketKind::rtp : PacketKind::rtcp;
    SCOPED_TRACE("seed " + std::to_string(kSeed) + " round " + std::to_string(round));
    SessionKeys keys = session_keys(testing::random_bytes(random, 32), testing::random_bytes(random, 14));
    std::ranges::copy(testing::random_bytes(random, kAuthKeySize), keys.auth_key.begin());
    const std::size_t header_size = kind == PacketKind::rtp ? 12 + 4 * random.below(20) : 8;
    const Buffer header = testing::random_bytes(random, header_size);
    const Buffer plain = testing::random_bytes(random, random.below(1400));
    const std::uint32_t trailer = random.u32();
    const Iv iv = rtp_iv(profile, keys.salt, random.u32(), random.u64() & 0xFFFF'FFFF'FFFF);

    std::vector<Buffer> packets;
    std::vector<Tag> tags;
    std::vector<std::unique_ptr<Cipher>> ciphers;
    for (const auto& maker : makers) {
      ciphers.push_back(maker->make(profile, kind, keys));
      Buffer packet(header_size + plain.size() + kTrailerSize);
      std::ranges::copy(header, packet.begin());
      Tag tag{};
      ASSERT_TRUE(ciphers.back()->seal(iv, packet, header_size, plain, trailer, tag));
      packet.resize(header_size + plain.size());
      std::fill(tag.begin() + static_cast<std::ptrdiff_t>(tag_size(profile)), tag.end(), std::uint8_t{0});
      packets.push_back(packet);
      tags.push_back(tag);
    }
    for (std::size_t i = 1; i < packets.size(); ++i) {
      ASSERT_EQ(hex(packets[0]), hex(packets[i])) << makers[i]->name();
      ASSERT_EQ(hex(tags[0]), hex(tags[i])) << makers[i]->name();
    }
    Buffer& crossed = packets[0];
    crossed.resize(crossed.size() + kTrailerSize);
    ASSERT_TRUE(ciphers[1]->open(iv, crossed, header_size, trailer, Bytes{tags[0]}.first(tag_size(profile))));
    ASSERT_EQ(hex(Bytes{crossed}.subspan(header_size, plain.size())), hex(plain));
  }
}

// One cipher seals and opens alternately without the one disturbing the other.
TEST(Cipher, SealsAfterOpening) {
  Random random{1};
  for (const auto& maker : testing::all_makers()) {
    for (const Profile profile : kProfiles) {
      SCOPED_TRACE(std::string{maker->name()} + " " + std::string{name(profile)});
      const SessionKeys keys = session_keys(testing::random_bytes(random, 32), testing::random_bytes(random, 14));
      const auto cipher = maker->make(profile, PacketKind::rtp, keys);
      const Buffer plain(100, 7);
      const Iv iv{};
      Tag first;
      Tag second;
      Buffer packet(112 + kTrailerSize);
      ASSERT_TRUE(cipher->seal(iv, packet, 12, plain, 0, first));
      ASSERT_TRUE(cipher->open(iv, packet, 12, 0, Bytes{first}.first(tag_size(profile))));
      ASSERT_TRUE(cipher->seal(iv, packet, 12, plain, 0, second));
      EXPECT_TRUE(
          std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(tag_size(profile)), second.begin()));
    }
  }
}

}  // namespace
}  // namespace diemcau::srtp
