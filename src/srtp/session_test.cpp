// Sender and receiver against each other, and against packets another implementation sealed.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "srtp/receiver.hpp"
#include "srtp/sender.hpp"
#include "srtp/testing.hpp"

namespace diemcau::srtp {
namespace {

using testing::Buffer;
using testing::hex;
using testing::unhex;

constexpr std::uint32_t kSsrc = 0xCAFEBABE;

Buffer rtp_header(std::uint16_t sequence, std::uint32_t ssrc = kSsrc) {
  Buffer header(12);
  ByteWriter writer{header};
  writer.u16(0x800F);
  writer.u16(sequence);
  writer.u32(0xDECAFBAD);
  writer.u32(ssrc);
  return header;
}

Buffer seal(Sender& sender, const Buffer& header, const Buffer& payload) {
  Buffer sealed(header.size() + payload.size() + sender.rtp_overhead());
  const auto size = sender.seal_rtp(header, payload, sealed);
  EXPECT_TRUE(size) << name(size.error());
  return sealed;
}

Buffer seal_sequence(Sender& sender, std::uint16_t sequence) {
  return seal(sender, rtp_header(sequence), Buffer(20, 1));
}

Buffer sealed_rtcp(Sender& sender, const Buffer& packet) {
  Buffer sealed(packet.size() + sender.rtcp_overhead());
  const auto size = sender.seal_rtcp(packet, sealed);
  EXPECT_TRUE(size) << name(size.error());
  return sealed;
}

// "opened", or the name of the error.
std::string open_rtp(Receiver& receiver, Buffer packet) {
  const auto size = receiver.open_rtp(packet);
  return std::string{size ? "opened" : name(size.error())};
}

std::string open_rtcp(Receiver& receiver, Buffer packet) {
  const auto size = receiver.open_rtcp(packet);
  return std::string{size ? "opened" : name(size.error())};
}

// Runs under every maker and profile.
class Session : public ::testing::TestWithParam<Profile> {
 protected:
  static void for_each_maker(const std::function<void(CipherMaker&)>& body) {
    for (const auto& maker : testing::all_makers()) {
      SCOPED_TRACE(maker->name());
      body(*maker);
    }
  }
  static MasterKey master() {
    Random random{99};
    return testing::random_master(random, GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(Profiles, Session, ::testing::ValuesIn(kProfiles),
                         [](const auto& tested) { return std::string{name(tested.param)}; });

struct KnownPackets {
  Profile profile;
  std::string_view key;
  std::string_view salt;
  std::string_view rtp;
  std::string_view rtcp;  // SRTCP index 1
};

// Sealed by Cisco's libsrtp, for its own self-test: header 800f1234 decafbad cafebabe and 16 bytes of ab; and an RTCP
// packet 81c8000b cafebabe with 16 bytes of ab.
constexpr KnownPackets kKnown[] = {
    {Profile::aes_cm_128_hmac_sha1_80, "e1f97a0d3e018be0d64fa32c06de4139", "0ec675ad498afeebb6960b3aabe6",
     "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
     "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798"},
    {Profile::aead_aes_128_gcm, "000102030405060708090a0b0c0d0e0f", "a0a1a2a3a4a5a6a7a8a9aaab",
     "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392",
     "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001"},
};

TEST(SessionInterop, KnownPacketsOfLibsrtp) {
  for (const auto& maker : testing::all_makers()) {
    for (const KnownPackets& known : kKnown) {
      SCOPED_TRACE(std::string{maker->name()} + " " + std::string{name(known.profile)});
      const auto master = make_master_key(known.profile, unhex(known.key), unhex(known.salt));
      ASSERT_TRUE(master);
      Sender sender{*maker, *master};
      EXPECT_EQ(hex(seal(sender, rtp_header(0x1234), Buffer(16, 0xAB))), known.rtp);
      Buffer rtcp = unhex("81c8000bcafebabe");
      rtcp.resize(24, 0xAB);
      (void)sealed_rtcp(sender, rtcp);  // index 0
      EXPECT_EQ(hex(sealed_rtcp(sender, rtcp)), known.rtcp);

      Receiver receiver{*maker, *master};
      EXPECT_EQ(open_rtp(receiver, unhex(known.rtp)), "opened");
      EXPECT_EQ(open_rtcp(receiver, unhex(known.rtcp)), "opened");
    }
  }
}

TEST_P(Session, OpensWhatWasSealedInEveryHeaderShape) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    for (std::uint16_t csrcs = 0; csrcs < 16; ++csrcs) {
      for (const int extension_words : {-1, 0, 1, 3, 30}) {
        Buffer header = rtp_header(static_cast<std::uint16_t>(100 + csrcs * 40 + extension_words));
        header[0] = static_cast<std::uint8_t>(0x80U | csrcs | (extension_words >= 0 ? 0x10U : 0U));
        header.resize(header.size() + 4U * csrcs, 0x22);
        if (extension_words >= 0) {
          const Buffer prefix{0xBE, 0xDE, 0, static_cast<std::uint8_t>(extension_words)};
          header.insert(header.end(), prefix.begin(), prefix.end());
          header.resize(header.size() + 4U * static_cast<unsigned>(extension_words), 0x33);
        }
        const Buffer payload(csrcs * 7U, 0x44);
        Buffer packet = seal(sender, header, payload);
        EXPECT_TRUE(std::equal(header.begin(), header.end(), packet.begin()));
        if (payload.size() > 8) {
          EXPECT_EQ(std::search(packet.begin(), packet.end(), payload.begin(), payload.end()), packet.end());
        }
        const auto size = receiver.open_rtp(packet);
        ASSERT_TRUE(size) << name(size.error());
        Buffer plain = header;
        plain.insert(plain.end(), payload.begin(), payload.end());
        EXPECT_EQ(hex(Bytes{packet}.first(*size)), hex(plain));
      }
    }
  });
}

TEST_P(Session, SealsInPlace) {
  for_each_maker([](CipherMaker& maker) {
    Sender apart{maker, master()};
    Sender together{maker, master()};
    const Buffer header = rtp_header(5);
    const Buffer payload(300, 9);
    const Buffer expected = seal(apart, header, payload);
    Buffer buffer = header;
    buffer.insert(buffer.end(), payload.begin(), payload.end());
    buffer.resize(expected.size());
    const auto size = together.seal_rtp(Bytes{buffer}.first(12), Bytes{buffer}.subspan(12, 300), buffer);
    ASSERT_TRUE(size);
    EXPECT_EQ(hex(buffer), hex(expected));

    Buffer rtcp = unhex("80c90001cafebabe");
    const Buffer sealed = sealed_rtcp(apart, rtcp);
    rtcp.resize(sealed.size());
    ASSERT_TRUE(together.seal_rtcp(Bytes{rtcp}.first(8), rtcp));
    EXPECT_EQ(hex(rtcp), hex(sealed));
  });
}

TEST_P(Session, RefusesReplays) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    std::vector<Buffer> packets;
    for (std::uint16_t i = 0; i < 2000; ++i) {
      packets.push_back(seal_sequence(sender, i));
    }
    EXPECT_EQ(open_rtp(receiver, packets[1500]), "opened");
    EXPECT_EQ(open_rtp(receiver, packets[1500]), "replayed");
    EXPECT_EQ(open_rtp(receiver, packets[1501 - kRtpReplayWindow]), "opened");
    EXPECT_EQ(open_rtp(receiver, packets[1501 - kRtpReplayWindow]), "replayed");
    EXPECT_EQ(open_rtp(receiver, packets[1500 - kRtpReplayWindow]), "too_old");

    std::vector<Buffer> reports;
    for (int i = 0; i < 300; ++i) {
      reports.push_back(sealed_rtcp(sender, unhex("80c90001cafebabe")));
    }
    EXPECT_EQ(open_rtcp(receiver, reports[200]), "opened");
    EXPECT_EQ(open_rtcp(receiver, reports[200]), "replayed");
    EXPECT_EQ(open_rtcp(receiver, reports[201 - kRtcpReplayWindow]), "opened");
    EXPECT_EQ(open_rtcp(receiver, reports[200 - kRtcpReplayWindow]), "too_old");
  });
}

// Two different packets under one index would give the key stream away.
TEST_P(Session, SealsAnIndexOnce) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    (void)seal_sequence(sender, 3000);
    Buffer target(100);
    const auto again = sender.seal_rtp(rtp_header(3000), Buffer(5), target);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(), SrtpError::replayed);
    const auto old = sender.seal_rtp(rtp_header(3000 - kSendWindow), Buffer(5), target);
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error(), SrtpError::too_old);
    EXPECT_TRUE(sender.seal_rtp(rtp_header(2999), Buffer(5), target));
  });
}

TEST_P(Session, FollowsTheRolloverCounterWithLatePackets) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    std::vector<Buffer> packets;
    const std::uint32_t first = 65'000;
    for (std::uint32_t i = first; i < first + 3 * 65'536; i += 50) {
      packets.push_back(seal_sequence(sender, static_cast<std::uint16_t>(i)));
    }
    // Every pair swapped, so that at each wrap a packet of the old circle comes after one of the new.
    for (std::size_t i = 0; i + 1 < packets.size(); i += 2) {
      ASSERT_EQ(open_rtp(receiver, packets[i + 1]), "opened") << i;
      ASSERT_EQ(open_rtp(receiver, packets[i]), "opened") << i;
    }
    EXPECT_EQ(open_rtp(receiver, packets[0]), "auth_failed") << "taken for one of the present circle";
  });
}

TEST_P(Session, LateAcrossTheWrapAndItsReplay) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    const Buffer before = seal_sequence(sender, 65'534);
    const Buffer last = seal_sequence(sender, 65'535);
    const Buffer wrapped = seal_sequence(sender, 0);
    EXPECT_EQ(open_rtp(receiver, before), "opened");
    EXPECT_EQ(open_rtp(receiver, wrapped), "opened");
    EXPECT_EQ(open_rtp(receiver, last), "opened");
    EXPECT_EQ(open_rtp(receiver, last), "replayed");
    EXPECT_EQ(open_rtp(receiver, wrapped), "replayed");
    EXPECT_EQ(open_rtp(receiver, seal_sequence(sender, 1)), "opened");
  });
}

// A forged packet must not move the window: otherwise one datagram could cut a stream off.
TEST_P(Session, ForgedPacketsLeaveNoTrace) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    EXPECT_EQ(open_rtp(receiver, seal_sequence(sender, 10)), "opened");
    Buffer forged = seal_sequence(sender, 11);
    forged[2] = 0x70;  // sequence number 28,683
    EXPECT_EQ(open_rtp(receiver, forged), "auth_failed");
    EXPECT_EQ(open_rtp(receiver, seal_sequence(sender, 12)), "opened");
    for (std::uint32_t i = 0; i < 2 * kMaxStreams; ++i) {
      Buffer unknown = rtp_header(1, i);
      unknown.resize(60);
      EXPECT_EQ(open_rtp(receiver, unknown), "auth_failed");
    }
    EXPECT_EQ(open_rtp(receiver, seal_sequence(sender, 13)), "opened");
  });
}

TEST_P(Session, EveryBitCounts) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    const Buffer rtp = seal_sequence(sender, 77);
    const Buffer rtcp = sealed_rtcp(sender, unhex("80c90001cafebabe80ca0001cafebabe"));
    for (std::size_t bit = 0; bit < rtp.size() * 8; ++bit) {
      Buffer changed = rtp;
      changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
      ASSERT_NE(open_rtp(receiver, changed), "opened") << "bit " << bit;
    }
    for (std::size_t bit = 0; bit < rtcp.size() * 8; ++bit) {
      Buffer changed = rtcp;
      changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
      ASSERT_NE(open_rtcp(receiver, changed), "opened") << "bit " << bit;
    }
    EXPECT_EQ(open_rtp(receiver, rtp), "opened");
    EXPECT_EQ(open_rtcp(receiver, rtcp), "opened");
  });
}

TEST_P(Session, EveryLengthShortOfAllIsRefused) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    Buffer header = rtp_header(78);
    header[0] = 0x92;  // two CSRCs and an extension
    header.resize(20, 1);
    const Buffer extension = unhex("bede0002aaaaaaaabbbbbbbb");
    header.insert(header.end(), extension.begin(), extension.end());
    const Buffer rtp = seal(sender, header, Buffer(30, 3));
    const std::size_t least = header.size() + sender.rtp_overhead();
    for (std::size_t size = 0; size < rtp.size(); ++size) {
      // An exact allocation, so that a sanitizer sees a read past the end.
      const Buffer cut(rtp.begin(), rtp.begin() + static_cast<std::ptrdiff_t>(size));
      ASSERT_EQ(open_rtp(receiver, cut), size < least ? "too_short" : "auth_failed") << size;
    }
    const Buffer rtcp = sealed_rtcp(sender, unhex("80c90001cafebabe80ca0001cafebabe"));
    for (std::size_t size = 0; size < rtcp.size(); ++size) {
      const Buffer cut(rtcp.begin(), rtcp.begin() + static_cast<std::ptrdiff_t>(size));
      const std::string verdict = open_rtcp(receiver, cut);
      if (size < 8 + sender.rtcp_overhead()) {
        ASSERT_EQ(verdict, "too_short") << size;
      } else {
        ASSERT_TRUE(verdict == "auth_failed" || verdict == "unencrypted") << size << ' ' << verdict;
      }
    }
  });
}

TEST_P(Session, RefusesWhatItCannotSeal) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Buffer target(12 + 20 + sender.rtp_overhead());
    const auto verdict = [&](const Buffer& header, std::size_t payload, std::size_t room) {
      const auto size = sender.seal_rtp(header, Buffer(payload), MutableBytes{target}.first(room));
      return std::string{size ? "sealed" : name(size.error())};
    };
    EXPECT_EQ(verdict(rtp_header(1), 20, target.size() - 1), "no_room");
    EXPECT_EQ(verdict(Buffer(11, 0x80), 20, target.size()), "too_short");
    EXPECT_EQ(verdict(Buffer(12, 0x40), 20, target.size()), "bad_version");
    EXPECT_EQ(verdict(rtp_header(1), 20, target.size()), "sealed");
    const auto rtcp = sender.seal_rtcp(Buffer(7, 0x80), target);
    ASSERT_FALSE(rtcp);
    EXPECT_EQ(rtcp.error(), SrtpError::too_short);
  });
}

TEST_P(Session, StreamsAreBounded) {
  for_each_maker([](CipherMaker& maker) {
    Sender first{maker, master()};
    Sender second{maker, master()};
    Receiver receiver{maker, master()};
    for (std::uint32_t ssrc = 0; ssrc < kMaxStreams; ++ssrc) {
      ASSERT_EQ(open_rtp(receiver, seal(first, rtp_header(1, ssrc * 7919), Buffer(9))), "opened");
    }
    Buffer target(100);
    const auto refused = first.seal_rtp(rtp_header(1, 1), Buffer(9), target);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), SrtpError::too_many_streams);
    EXPECT_EQ(open_rtp(receiver, seal(second, rtp_header(1, 1), Buffer(9))), "too_many_streams");
    EXPECT_EQ(open_rtp(receiver, seal(first, rtp_header(2, 7919), Buffer(9))), "opened");
  });
}

TEST_P(Session, RefusesRtcpWithoutEncryption) {
  for_each_maker([](CipherMaker& maker) {
    Sender sender{maker, master()};
    Receiver receiver{maker, master()};
    Buffer packet = sealed_rtcp(sender, unhex("80c90001cafebabe80ca0001cafebabe"));
    const std::size_t word = is_aead(GetParam()) ? packet.size() - 4 : packet.size() - 14;
    packet[word] &= 0x7F;
    EXPECT_EQ(open_rtcp(receiver, packet), "unencrypted");
  });
}

}  // namespace
}  // namespace diemcau::srtp
