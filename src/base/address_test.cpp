#include "base/address.hpp"

#include <gtest/gtest.h>

#include <unordered_set>

namespace diemcau {
namespace {

TEST(IpAddress, TextGoesThereAndBack) {
  for (const char* text : {"0.0.0.0", "192.0.2.1", "255.255.255.255", "::", "::1", "2001:db8::1", "fe80::1:2:3:4"}) {
    const auto address = IpAddress::parse(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->to_string(), text);
  }
}

TEST(IpAddress, RefusesWhatIsNoAddress) {
  for (const char* text : {"", "192.0.2", "192.0.2.256", "192.0.2.1 ", "[::1]", "fe80::1%eth0", "localhost", "1:2:3",
                           "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  }
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(IpAddress, KnowsItsKind) {
  EXPECT_TRUE(IpAddress::parse("127.3.2.1")->is_loopback());
  EXPECT_TRUE(IpAddress::parse("::1")->is_loopback());
  EXPECT_FALSE(IpAddress::parse("::2")->is_loopback());
  EXPECT_FALSE(IpAddress::parse("1::1")->is_loopback());
  EXPECT_TRUE(IpAddress{}.is_unspecified());
  EXPECT_TRUE(IpAddress::parse("::")->is_unspecified());
  EXPECT_FALSE(IpAddress::parse("0.0.0.1")->is_unspecified());
  EXPECT_NE(*IpAddress::parse("::"), IpAddress{});
  EXPECT_EQ(IpAddress::parse("::ffff:192.0.2.1")->unmapped(), *IpAddress::parse("192.0.2.1"));
  EXPECT_EQ(IpAddress::parse("::fffe:192.0.2.1")->unmapped(), *IpAddress::parse("::fffe:192.0.2.1"));
}

TEST(SocketAddress, TextGoesThereAndBack) {
  for (const char* text : {"192.0.2.1:3478", "[2001:db8::1]:0", "[::]:65535"}) {
    const auto address = SocketAddress::parse(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->to_string(), text);
  }
  for (const char* text : {"", ":", "192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:-1", "192.0.2.1:1x",
                           "2001:db8::1:80", "[192.0.2.1]:80", "[::1]", "[::1"}) {
    EXPECT_FALSE(SocketAddress::parse(text)) << text;
  }
}

TEST(SocketAddress, ComparesAndHashes) {
  std::unordered_set<SocketAddress> seen;
  for (std::uint8_t host = 0; host < 100; ++host) {
    for (std::uint16_t port = 1000; port < 1010; ++port) {
      seen.insert({IpAddress::v4({10, 0, 0, host}), port});
    }
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_TRUE(seen.contains(*SocketAddress::parse("10.0.0.99:1009")));
  EXPECT_FALSE(seen.contains(*SocketAddress::parse("10.0.0.99:1010")));
  EXPECT_LT(*SocketAddress::parse("10.0.0.99:1009"), *SocketAddress::parse("10.0.0.99:1010"));
  EXPECT_LT(*SocketAddress::parse("255.0.0.1:1"), *SocketAddress::parse("[::]:1"));
}

}  // namespace
}  // namespace diemcau
