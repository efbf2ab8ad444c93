#include "net/udp_socket.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>

#include "net/host_addresses.hpp"
#include "net/socket_address.hpp"

namespace diemcau::net {
namespace {

const IpAddress kLoopback = IpAddress::v4({127, 0, 0, 1});

void put(transport::SendBatch& batch, const SocketAddress& to, std::size_t length, std::uint8_t fill) {
  const MutableBytes room = batch.reserve();
  std::ranges::fill(room.first(length), fill);
  batch.commit(to, length);
}

// Waits for the next datagrams, at most five seconds: the kernel delivers on loopback at once.
std::span<transport::ReceivedDatagram> next(UdpSocket& socket) {
  pollfd waiting{socket.fd(), POLLIN, 0};
  (void)poll(&waiting, 1, 5000);
  return socket.receive();
}

TEST(UdpSocket, BatchesGoOutAndComeIn) {
  auto left = UdpSocket::open({kLoopback, 0}, false);
  auto right = UdpSocket::open({kLoopback, 0}, false);
  ASSERT_TRUE(left && right);
  transport::SendBatch batch;
  constexpr std::size_t kCount = kBatch + 7;
  for (std::size_t i = 0; i < kCount; ++i) {
    put(batch, {kLoopback, right->port()}, 20 + i, static_cast<std::uint8_t>(i));
  }
  EXPECT_EQ(left->send(batch), 0U);
  std::size_t seen = 0;
  while (seen < kCount) {
    const auto received = next(*right);
    ASSERT_FALSE(received.empty());
    for (const auto& datagram : received) {
      EXPECT_EQ(datagram.from, (SocketAddress{kLoopback, left->port()}));
      EXPECT_EQ(datagram.bytes.size(), 20 + seen);
      EXPECT_EQ(datagram.bytes[0], static_cast<std::uint8_t>(seen));
      ++seen;
    }
  }
}

TEST(UdpSocket, ADatagramThatFailsDoesNotHoldUpTheOthers) {
  auto left = UdpSocket::open({kLoopback, 0}, false);
  auto right = UdpSocket::open({kLoopback, 0}, false);
  ASSERT_TRUE(left && right);
  transport::SendBatch batch;
  put(batch, {kLoopback, right->port()}, 10, 1);
  put(batch, {kLoopback, 0}, 10, 2);  // port 0 is refused by the kernel
  put(batch, {kLoopback, right->port()}, 10, 3);
  EXPECT_EQ(left->send(batch), 1U);
  std::vector<std::uint8_t> seen;
  while (seen.size() < 2) {
    const auto received = next(*right);
    ASSERT_FALSE(received.empty());
    for (const auto& datagram : received) {
      seen.push_back(datagram.bytes[0]);
    }
  }
  EXPECT_EQ(seen, (std::vector<std::uint8_t>{1, 3}));
}

TEST(UdpSocket, SharedPortsShareAndOthersDoNot) {
  auto first = UdpSocket::open({kLoopback, 0}, true);
  ASSERT_TRUE(first);
  EXPECT_TRUE(UdpSocket::open({kLoopback, first->port()}, true));
  const auto other = UdpSocket::open({kLoopback, first->port()}, false);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error(), SocketError::address_in_use);
}

TEST(UdpSocket, DualStackSocketSpeaksIpv4) {
  auto both = UdpSocket::open({*IpAddress::parse("::"), 0}, false);
  if (!both) {
    GTEST_SKIP() << "this host has no IPv6";
  }
  auto v4 = UdpSocket::open({kLoopback, 0}, false);
  ASSERT_TRUE(v4);
  transport::SendBatch batch;
  put(batch, {kLoopback, v4->port()}, 5, 9);
  EXPECT_EQ(both->send(batch), 0U);
  const auto received = next(*v4);
  ASSERT_EQ(received.size(), 1U);
  const SocketAddress back = received[0].from;
  batch.clear();
  put(batch, back, 6, 9);
  EXPECT_EQ(v4->send(batch), 0U);
  const auto answer = next(*both);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_TRUE(answer[0].from.ip.is_v4());
}

TEST(HostAddresses, DefiniteAddressStandsForItself) {
  EXPECT_EQ(host_addresses(kLoopback, true), std::vector{kLoopback});
}

TEST(HostAddresses, LoopbackComesLastAndLinkLocalNever) {
  const auto all = host_addresses(IpAddress{}, true);
  ASSERT_FALSE(all.empty());
  bool loopback_seen = false;
  for (const IpAddress& ip : all) {
    EXPECT_FALSE(ip.to_string().starts_with("fe80:") || ip.to_string().starts_with("169.254.")) << ip;
    EXPECT_TRUE(ip.is_loopback() || !loopback_seen) << ip;
    loopback_seen = loopback_seen || ip.is_loopback();
  }
  for (const IpAddress& ip : host_addresses(IpAddress{}, false)) {
    EXPECT_TRUE(ip.is_v4()) << ip;
  }
}

TEST(SocketAddress, ThereAndBack) {
  for (const char* text : {"192.0.2.7:5000", "[2001:db8::1]:9", "0.0.0.0:0"}) {
    const auto address = *SocketAddress::parse(text);
    sockaddr_storage storage{};
    for (const bool mapped : {false, true}) {
      (void)to_kernel(address, mapped, storage);
      EXPECT_EQ(from_kernel(storage), address) << text << " mapped " << mapped;
    }
  }
}

}  // namespace
}  // namespace diemcau::net
