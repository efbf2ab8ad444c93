#include "wire/stun.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <string>

#include "wire/hex_for_tests.hpp"
#include "wire/stun_integrity.hpp"

namespace diemcau::wire {
namespace {

// RFC 5769 section 2
constexpr std::string_view kPassword = "VOkJxbRl1RmTxUk/WvJxBt";
constexpr std::string_view kSampleRequest = R"(
    00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
    80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
    00 24 00 04 6e 00 01 ff
    80 29 00 08 93 2f f9 b1 51 26 3b 36
    00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
    00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
    80 28 00 04 e5 7a 3b cf)";
constexpr std::string_view kSampleV4Response = R"(
    01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
    80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
    00 20 00 08 00 01 a1 47 e1 12 a6 43
    00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
    80 28 00 04 c0 7d 4c 96)";
constexpr std::string_view kSampleV6Response = R"(
    01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
    80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
    00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
    00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
    80 28 00 04 c8 fb 0b 4c)";
constexpr std::string_view kSampleLongTerm = R"(
    00 01 00 60 21 12 a4 42 78 ad 34 33 c6 ad 72 c0 29 da 41 2e
    00 06 00 12 e3 83 9e e3 83 88 e3 83 aa e3 83 83 e3 82 af e3 82 b9 00 00
    00 15 00 1c 66 2f 2f 34 39 39 6b 39 35 34 64 36 4f 4c 33 34 6f 4c 39 46 53 54 76 79 36 34 73 41
    00 14 00 0b 65 78 61 6d 70 6c 65 2e 6f 72 67 00
    00 08 00 14 f6 70 24 65 6d d6 4a 3e 02 b8 e0 71 2e 85 c9 a2 8c a8 96 66)";

TransactionId some_transaction() {
  return {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
}

TEST(Stun, SampleRequest) {
  const auto bytes = from_hex(kSampleRequest);
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->is_request());
  EXPECT_EQ(message->method, kStunBinding);
  EXPECT_EQ(message->software, "STUN test client");
  EXPECT_EQ(message->priority, 0x6e0001ffU);
  EXPECT_EQ(message->ice_controlled, 0x932ff9b151263b36U);
  EXPECT_FALSE(message->ice_controlling);
  EXPECT_EQ(message->username, "evtj:h6vY");
  EXPECT_TRUE(message->has_fingerprint);
  EXPECT_TRUE(verify_integrity(*message, kPassword));
  EXPECT_FALSE(verify_integrity(*message, "VOkJxbRl1RmTxUk/WvJxBT"));
}

TEST(Stun, SampleResponses) {
  const auto v4_bytes = from_hex(kSampleV4Response);
  const auto v4 = parse_stun(v4_bytes);
  ASSERT_TRUE(v4);
  EXPECT_EQ(v4->message_class, StunClass::success);
  EXPECT_EQ(v4->xor_mapped_address, SocketAddress::parse("192.0.2.1:32853"));
  EXPECT_TRUE(v4->has_fingerprint);
  EXPECT_TRUE(verify_integrity(*v4, kPassword));

  const auto v6_bytes = from_hex(kSampleV6Response);
  const auto v6 = parse_stun(v6_bytes);
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->xor_mapped_address, SocketAddress::parse("[2001:db8:1234:5678:11:2233:4455:6677]:32853"));
  EXPECT_TRUE(v6->has_fingerprint);
  EXPECT_TRUE(verify_integrity(*v6, kPassword));
}

TEST(Stun, SampleLongTermRequest) {
  const auto bytes = from_hex(kSampleLongTerm);
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->username, "マトリックス");
  const std::string_view credentials = "マトリックス:example.org:TheMatrIX";
  std::array<char, 16> key{};
  unsigned size = 0;
  ASSERT_EQ(EVP_Digest(credentials.data(), credentials.size(), reinterpret_cast<unsigned char*>(key.data()), &size,
                       EVP_md5(), nullptr),
            1);
  EXPECT_TRUE(verify_integrity(*message, {key.data(), key.size()}));
  // REALM and NONCE are long-term credentials, which ICE does not use.
  ASSERT_EQ(message->unknown_required().size(), 2U);
  EXPECT_EQ(message->unknown_required()[0], 0x15);
  EXPECT_EQ(message->unknown_required()[1], 0x14);
}

TEST(Stun, EveryChangedBitIsNoticed) {
  const auto valid = from_hex(kSampleRequest);
  for (std::size_t i = 0; i < valid.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto bytes = valid;
      bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ (1U << bit));
      const auto message = parse_stun(bytes);
      EXPECT_FALSE(message && message->has_fingerprint && verify_integrity(*message, kPassword)) << i << " " << bit;
    }
  }
}

TEST(Stun, PrefixesAreRefused) {
  for (const std::string_view sample : {kSampleRequest, kSampleV4Response, kSampleV6Response, kSampleLongTerm}) {
    const auto bytes = from_hex(sample);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto message = parse_stun(Bytes{bytes}.first(size));
      ASSERT_FALSE(message) << size;
      EXPECT_EQ(message.error(), size < kStunHeaderSize ? StunError::not_stun : StunError::bad_length) << size;
    }
  }
}

TEST(Stun, WritesWhatItReads) {
  std::array<std::uint8_t, 512> target{};
  StunWriter writer(target, StunClass::request, kStunBinding, some_transaction());
  writer.username("server:client");
  writer.priority(1234567);
  writer.ice_controlling(0x0123456789abcdef);
  writer.use_candidate();
  writer.software("test");
  const Bytes bytes = finish_with_integrity(writer, "a password");
  ASSERT_FALSE(bytes.empty());
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->transaction, some_transaction());
  EXPECT_EQ(message->username, "server:client");
  EXPECT_EQ(message->priority, 1234567U);
  EXPECT_EQ(message->ice_controlling, 0x0123456789abcdefU);
  EXPECT_TRUE(message->use_candidate);
  EXPECT_EQ(message->software, "test");
  EXPECT_TRUE(message->has_fingerprint);
  EXPECT_TRUE(verify_integrity(*message, "a password"));
  EXPECT_FALSE(verify_integrity(*message, "another password"));
}

TEST(Stun, WritesErrorsAndAddresses) {
  for (const char* text : {"192.0.2.1:1", "[2001:db8::7]:65535"}) {
    std::array<std::uint8_t, 256> target{};
    StunWriter writer(target, StunClass::error, kStunBinding, some_transaction());
    writer.xor_mapped_address(*SocketAddress::parse(text));
    writer.error_code(420, "Unknown");
    const std::array<std::uint16_t, 3> types{0x14, 0x15, 0x7fff};
    writer.unknown_attributes(types);
    writer.fingerprint();
    const auto message = parse_stun(writer.finish());
    ASSERT_TRUE(message);
    EXPECT_EQ(message->message_class, StunClass::error);
    EXPECT_EQ(message->xor_mapped_address, SocketAddress::parse(text));
    ASSERT_TRUE(message->error_code);
    EXPECT_EQ(message->error_code->code, 420);
    EXPECT_EQ(message->error_code->reason, "Unknown");
    ASSERT_TRUE(message->unknown_attributes);
    EXPECT_EQ(message->unknown_attributes->size(), 6U);
  }
}

// Methods up to 0x7f keep the first byte below 4, where packets are told apart (RFC 7983).
TEST(Stun, ClassAndMethodSurvive) {
  for (const auto message_class : {StunClass::request, StunClass::indication, StunClass::success, StunClass::error}) {
    for (std::uint16_t method = 0; method < 0x80; ++method) {
      std::array<std::uint8_t, 20> target{};
      StunWriter writer(target, message_class, method, some_transaction());
      const auto message = parse_stun(writer.finish());
      ASSERT_TRUE(message);
      EXPECT_EQ(message->message_class, message_class);
      EXPECT_EQ(message->method, method);
    }
  }
}

TEST(Stun, TooSmallATargetYieldsNothing) {
  std::array<std::uint8_t, 96> target{};
  std::size_t smallest = 0;
  for (std::size_t size = 0; size <= target.size(); ++size) {
    StunWriter writer(MutableBytes{target}.first(size), StunClass::request, kStunBinding, some_transaction());
    writer.username("abcd:efgh");
    const Bytes bytes = finish_with_integrity(writer, "key");
    if (!bytes.empty() && smallest == 0) {
      smallest = size;
    }
    EXPECT_EQ(bytes.empty(), smallest == 0);
  }
  EXPECT_EQ(smallest, 20U + 16U + 24U + 8U);
}

TEST(Stun, RefusesImpossibleAttributes) {
  const std::string header = "0001 %% 2112a442 000000000000000000000000 ";
  struct Case {
    const char* attributes;
    StunError error;
  };
  for (const auto& [attributes, error] : {
           Case{"0024 0003 00000000", StunError::bad_attribute},            // PRIORITY of three bytes
           Case{"0025 0004 00000000", StunError::bad_attribute},            // USE-CANDIDATE with a value
           Case{"0020 0008 0003 a147 e112a643", StunError::bad_attribute},  // address family 3
           Case{"0020 0008 0002 a147 e112a643", StunError::bad_attribute},  // IPv6 of four bytes
           Case{"0009 0004 00000200", StunError::bad_attribute},            // error 200
           Case{"0009 0004 00000464", StunError::bad_attribute},            // error 4:100
           Case{"0008 0004 00000000", StunError::bad_attribute},            // HMAC of four bytes
           Case{"0006 0008 00000000", StunError::bad_attribute},            // runs past the end
           Case{"8028 0004 00000000", StunError::bad_fingerprint},
       }) {
    std::string text = header + attributes;
    auto bytes = from_hex(text.replace(text.find("%%"), 2, "0000"));
    bytes[3] = static_cast<std::uint8_t>(bytes.size() - kStunHeaderSize);
    const auto message = parse_stun(bytes);
    ASSERT_FALSE(message) << attributes;
    EXPECT_EQ(message.error(), error) << attributes;
  }
}

TEST(Stun, AttributesAreBounded) {
  for (const std::size_t count : {kStunMaxAttributes, kStunMaxAttributes + 1}) {
    std::array<std::uint8_t, 512> target{};
    StunWriter writer(target, StunClass::request, kStunBinding, some_transaction());
    for (std::size_t i = 0; i < count; ++i) {
      writer.use_candidate();
    }
    EXPECT_EQ(parse_stun(writer.finish()).has_value(), count == kStunMaxAttributes);
  }
}

}  // namespace
}  // namespace diemcau::wire
