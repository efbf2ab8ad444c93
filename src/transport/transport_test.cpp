// Two transports against each other, in both assignments of DTLS roles, over a line that can lose and over time that is
// only a number.
#include "transport/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "transport/kind.hpp"
#include "wire/rtp.hpp"

namespace diemcau::transport {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant kStart{seconds{5000}};
constexpr Duration kDelay = milliseconds{20};
const SocketAddress kServerAddress{IpAddress::v4({192, 0, 2, 1}), 5000};
const SocketAddress kClientAddress{IpAddress::v4({198, 51, 100, 7}), 40000};
const SocketAddress kStranger{IpAddress::v4({203, 0, 113, 9}), 1};

using Message = std::vector<std::uint8_t>;

// One certificate per side for all tests: making keys costs milliseconds.
const dtls::Certificate& certificate(bool server) {
  static const dtls::Certificate kServer = dtls::Certificate::generate(WallTime{});
  static const dtls::Certificate kClient = dtls::Certificate::generate(WallTime{});
  return server ? kServer : kClient;
}

// The real one, until it has no memory left.
struct Ciphers : srtp::CipherMaker {
  std::unique_ptr<srtp::CipherMaker> real = srtp::make_best_maker();
  bool out_of_memory = false;

  [[nodiscard]] std::string_view name() const override { return real->name(); }
  std::unique_ptr<srtp::Cipher> make(srtp::Profile profile, srtp::PacketKind kind,
                                     const srtp::SessionKeys& keys) override {
    return out_of_memory ? throw std::bad_alloc{} : real->make(profile, kind, keys);
  }
};

struct Peer {
  dtls::Context context;
  Ciphers ciphers;
  Random random;
  Drops drops;
  Transport transport;
  SendBatch out;
  std::vector<std::string> events;
  std::vector<Message> rtp;
  std::vector<Message> rtcp;

  Peer(bool is_server, std::uint64_t seed, TransportOptions options)
      : context(certificate(is_server)),
        random(seed),
        transport({context, ciphers, random, drops}, std::move(options), kStart) {}

  void take(Instant now, const SocketAddress& from, Message datagram) {
    const auto incoming = transport.handle(now, from, datagram, out);
    if (incoming.kind == Transport::Incoming::Kind::rtp) {
      rtp.emplace_back(incoming.plain.begin(), incoming.plain.end());
    } else if (incoming.kind == Transport::Incoming::Kind::rtcp) {
      rtcp.emplace_back(incoming.plain.begin(), incoming.plain.end());
    }
    note_events();
  }

  void note_events() {
    while (const auto event = transport.poll_event()) {
      const auto* const ended = std::get_if<EndedEvent>(&*event);
      events.emplace_back(ended == nullptr ? "connected" : name(ended->reason));
    }
  }
};

const ice::Credentials kServerIce{"Asrv", "server-password-of-22-chars"};
const ice::Credentials kClientIce{"cliU", "client-password-of-22-chars"};

struct World {
  struct InFlight {
    Instant at;
    bool to_server;
    Message bytes;
  };

  dtls::Role client_role = dtls::Role::client;
  dtls::Fingerprint client_fingerprint = certificate(false).fingerprint();
  Peer server{true,
              1,
              {.local_ice = kServerIce,
               .remote_ice = kClientIce,
               .remote_fingerprint = client_fingerprint,
               .dtls_role = client_role == dtls::Role::client ? dtls::Role::server : dtls::Role::client,
               .check = std::nullopt}};
  Peer client{false,
              2,
              {.local_ice = kClientIce,
               .remote_ice = kServerIce,
               .remote_fingerprint = certificate(true).fingerprint(),
               .dtls_role = client_role,
               .check = std::vector{kServerAddress}}};
  Instant now = kStart;
  std::deque<InFlight> flying{};
  std::function<bool(const InFlight&)> passes = [](const InFlight&) { return true; };
  std::vector<Message> seen{};  // everything sent

  void collect(Peer& from, bool to_server) {
    for (const auto& datagram : from.out.datagrams()) {
      const Bytes bytes = from.out.bytes_of(datagram);
      InFlight flight{now + kDelay, to_server, Message(bytes.begin(), bytes.end())};
      EXPECT_EQ(datagram.to, to_server ? kServerAddress : kClientAddress);
      seen.push_back(flight.bytes);
      if (passes(flight)) {
        flying.push_back(std::move(flight));
      }
    }
    from.out.clear();
  }

  void exchange() {
    server.note_events();
    client.note_events();
    collect(client, true);
    collect(server, false);
  }

  void run_until(Instant end) {
    for (;;) {
      client.transport.handle_timeout(now, client.out);
      server.transport.handle_timeout(now, server.out);
      exchange();
      while (!flying.empty() && flying.front().at <= now) {
        InFlight flight = std::move(flying.front());
        flying.pop_front();
        Peer& peer = flight.to_server ? server : client;
        peer.take(now, flight.to_server ? kClientAddress : kServerAddress, std::move(flight.bytes));
        exchange();
      }
      Instant next = std::min(client.transport.deadline().at, server.transport.deadline().at);
      next = flying.empty() ? next : std::min(next, flying.front().at);
      if (next > end) {
        now = end;
        return;
      }
      EXPECT_GT(next, now) << "a deadline that passed stays due";
      now = std::max(next, now + std::chrono::microseconds{1});
    }
  }
};

Message rtp_packet(std::uint16_t sequence, std::size_t payload_size) {
  Message packet(wire::kRtpHeaderSize + payload_size);
  ByteWriter writer{packet};
  wire::write_rtp_header(writer, {.marker = true, .payload_type = 96, .sequence = sequence, .timestamp = 7, .ssrc = 9},
                         {});
  for (std::size_t i = 0; i < payload_size; ++i) {
    packet[wire::kRtpHeaderSize + i] = static_cast<std::uint8_t>(i * 7 + sequence);
  }
  return packet;
}

const Message kReceiverReport{0x80, 201, 0, 1, 0, 0, 0, 9};

TEST(Transport, ConnectsInBothDtlsRolesAndCarriesMediaBothWays) {
  for (const dtls::Role role : {dtls::Role::client, dtls::Role::server}) {
    World world{.client_role = role};
    world.run_until(kStart + seconds{1});
    ASSERT_TRUE(world.server.transport.connected());
    ASSERT_TRUE(world.client.transport.connected());
    EXPECT_EQ(world.server.events, std::vector<std::string>{"connected"});
    EXPECT_EQ(world.server.transport.srtp_profile(), world.client.transport.srtp_profile());
    for (const std::size_t size : {0U, 1U, 100U, 1200U}) {
      const Message packet = rtp_packet(static_cast<std::uint16_t>(size + 1), size);
      EXPECT_TRUE(
          world.server.transport.send_rtp(Bytes{packet}.first(12), {}, Bytes{packet}.subspan(12), world.server.out));
      EXPECT_TRUE(
          world.client.transport.send_rtp(Bytes{packet}.first(12), {}, Bytes{packet}.subspan(12), world.client.out));
      world.run_until(world.now + seconds{1});
      ASSERT_FALSE(world.client.rtp.empty() || world.server.rtp.empty());
      EXPECT_EQ(world.client.rtp.back(), packet);
      EXPECT_EQ(world.server.rtp.back(), packet);
    }
    EXPECT_TRUE(world.client.transport.send_rtcp(kReceiverReport, world.client.out));
    EXPECT_TRUE(world.server.transport.send_rtcp(kReceiverReport, world.server.out));
    world.run_until(world.now + seconds{1});
    EXPECT_EQ(world.server.rtcp, std::vector<Message>{kReceiverReport});
    EXPECT_EQ(world.client.rtcp, std::vector<Message>{kReceiverReport});
  }
}

TEST(Transport, CiphersThatCannotBeMadeEndTheSessionAndNothingElse) {
  for (const bool at_server : {true, false}) {
    World world;
    Peer& poor = at_server ? world.server : world.client;
    poor.ciphers.out_of_memory = true;
    world.run_until(kStart + seconds{1});
    EXPECT_EQ(poor.events, std::vector<std::string>{"dtls_failed"}) << at_server;
    EXPECT_TRUE(poor.transport.ended());
    EXPECT_EQ(poor.transport.deadline().at, kNever);
  }
}

TEST(Transport, PrefixAndTailArriveAsOnePayload) {
  World world;
  world.run_until(kStart + seconds{1});
  const Message packet = rtp_packet(5, 300);
  const Bytes whole{packet};
  ASSERT_TRUE(
      world.server.transport.send_rtp(whole.first(12), whole.subspan(12, 6), whole.subspan(18), world.server.out));
  world.run_until(world.now + seconds{1});
  ASSERT_EQ(world.client.rtp.size(), 1U);
  EXPECT_EQ(world.client.rtp[0], packet);
  for (const Message& sent : world.seen) {
    EXPECT_EQ(std::ranges::search(sent, whole.subspan(40, 16)).size(), 0U) << "plain media on the line";
  }
}

TEST(Transport, SurvivesALineThatLosesEveryThirdDatagram) {
  for (const dtls::Role role : {dtls::Role::client, dtls::Role::server}) {
    World world{.client_role = role};
    int count = 0;
    world.passes = [&count](const World::InFlight&) { return ++count % 3 != 0; };
    world.run_until(kStart + seconds{10});
    EXPECT_TRUE(world.server.transport.connected());
    EXPECT_TRUE(world.client.transport.connected());
  }
}

TEST(Transport, EndsWithAReason) {
  {
    World silent;
    silent.passes = [](const World::InFlight&) { return false; };
    EXPECT_EQ(silent.server.transport.deadline().reason, DeadlineReason::give_up);
    silent.run_until(kStart + seconds{40});
    EXPECT_EQ(silent.server.events, std::vector<std::string>{"never_connected"});
    EXPECT_EQ(silent.client.events, std::vector<std::string>{"never_connected"});
    EXPECT_EQ(silent.server.transport.deadline().at, kNever);
  }
  {
    World no_handshake;
    no_handshake.passes = [](const World::InFlight& flight) { return kind_of(flight.bytes) == Kind::stun; };
    no_handshake.run_until(kStart + seconds{40});
    EXPECT_EQ(no_handshake.server.events, std::vector<std::string>{"never_connected"});
  }
  {
    World impostor{.client_fingerprint = certificate(true).fingerprint()};
    impostor.run_until(kStart + seconds{40});
    EXPECT_EQ(impostor.server.events, std::vector<std::string>{"dtls_failed"});
    EXPECT_FALSE(impostor.server.transport.connected());
  }
  {
    World closing;
    closing.run_until(kStart + seconds{1});
    closing.client.transport.close(closing.now, closing.client.out);
    closing.run_until(kStart + seconds{2});
    EXPECT_EQ(closing.client.events, (std::vector<std::string>{"connected", "closed_here"}));
    EXPECT_EQ(closing.server.events, (std::vector<std::string>{"connected", "closed_by_peer"}));
  }
  {
    World lost;
    lost.run_until(kStart + seconds{20});
    EXPECT_EQ(lost.server.transport.deadline().reason, DeadlineReason::consent);
    lost.passes = [](const World::InFlight&) { return false; };
    lost.run_until(kStart + seconds{60});
    EXPECT_EQ(lost.server.events, (std::vector<std::string>{"connected", "consent_lost"}));
    EXPECT_EQ(lost.client.events, (std::vector<std::string>{"connected", "consent_lost"}));
  }
}

TEST(Transport, StaysUpForAnHour) {
  World world;
  world.run_until(kStart + seconds{3600});
  EXPECT_TRUE(world.server.transport.connected());
  EXPECT_TRUE(world.client.transport.connected());
}

TEST(Transport, RestartKeepsTheAssociation) {
  World world;
  world.run_until(kStart + seconds{1});
  const ice::Credentials server2{"Bsr2", "second-server-password-22"};
  const ice::Credentials client2{"cli2", "second-client-password-22"};
  world.server.transport.restart_ice(world.now, server2, client2, std::nullopt);
  world.client.transport.restart_ice(world.now, client2, server2, std::vector{kServerAddress});
  world.run_until(kStart + seconds{60});
  EXPECT_TRUE(world.server.transport.connected());
  EXPECT_EQ(world.server.events, std::vector<std::string>{"connected"});
}

TEST(Transport, DropsByNameBeforeSpendingCryptography) {
  World world;
  world.run_until(kStart + seconds{1});
  Peer& server = world.server;
  const Message media = rtp_packet(1, 50);
  struct Case {
    const char* what;
    SocketAddress from;
    Message bytes;
    Drop drop;
  };
  const std::vector<Case> cases{
      {"nothing", kClientAddress, {}, Drop::unknown_kind},
      {"ZRTP", kClientAddress, Message(40, 17), Drop::unknown_kind},
      {"TURN channel", kClientAddress, Message(40, 70), Drop::unknown_kind},
      {"QUIC", kClientAddress, Message(40, 200), Drop::unknown_kind},
      {"STUN without a cookie", kClientAddress, Message(40, 0), Drop::unknown_kind},
      {"RTP too short", kClientAddress, Message(11, 0x80), Drop::unknown_kind},
      {"media of a stranger", kStranger, media, Drop::not_from_peer},
      {"DTLS of a stranger", kStranger, Message(40, 22), Drop::not_from_peer},
      {"DTLS nonsense", kClientAddress, Message(40, 22), Drop::dtls_malformed},
  };
  for (const Case& test : cases) {
    const std::uint64_t before = server.drops.of(test.drop);
    server.take(world.now, test.from, test.bytes);
    EXPECT_EQ(server.drops.of(test.drop), before + 1) << test.what;
  }
  server.take(world.now, kClientAddress, media);
  EXPECT_EQ(server.drops.open[static_cast<std::size_t>(srtp::SrtpError::auth_failed)], 1U);
  EXPECT_TRUE(server.rtp.empty());
  EXPECT_TRUE(server.transport.connected());
}

TEST(Transport, MediaBeforeTheHandshakeIsDropped) {
  World world;
  world.passes = [](const World::InFlight& flight) { return kind_of(flight.bytes) == Kind::stun; };
  world.run_until(kStart + seconds{1});
  world.server.take(world.now, kClientAddress, rtp_packet(1, 50));
  EXPECT_EQ(world.server.drops.of(Drop::media_before_keys), 1U);
  const Message packet = rtp_packet(1, 50);
  EXPECT_FALSE(
      world.server.transport.send_rtp(Bytes{packet}.first(12), {}, Bytes{packet}.subspan(12), world.server.out));
  EXPECT_FALSE(world.server.transport.send_rtcp(kReceiverReport, world.server.out));
  EXPECT_EQ(world.server.drops.of(Drop::not_connected), 2U);
}

TEST(Transport, NothingIsAcceptedAfterTheEnd) {
  World world;
  world.run_until(kStart + seconds{1});
  world.server.transport.close(world.now, world.server.out);
  world.server.take(world.now, kClientAddress, rtp_packet(1, 50));
  EXPECT_EQ(world.server.drops.of(Drop::after_end), 1U);
  const Message packet = rtp_packet(2, kMaxDatagram);
  EXPECT_FALSE(
      world.server.transport.send_rtp(Bytes{packet}.first(12), {}, Bytes{packet}.subspan(12), world.server.out));
}

TEST(Transport, RandomDatagramsNeverDisturbTheSession) {
  constexpr std::uint64_t kSeed = 20211028;
  std::cout << "seed " << kSeed << "\n";
  World world;
  world.run_until(kStart + seconds{1});
  Random random{kSeed};
  for (int i = 0; i < 20'000; ++i) {
    Message noise(random.below(200));
    std::ranges::generate(noise, [&random] { return static_cast<std::uint8_t>(random.u16()); });
    if (!noise.empty() && i % 4 != 0) {  // mostly things that look like something
      constexpr std::uint8_t kFirst[] = {0, 22, 0x80, 0x90, 20, 23};
      noise[0] = kFirst[random.below(std::size(kFirst))];
    }
    world.server.take(world.now, i % 2 == 0 ? kClientAddress : kStranger, std::move(noise));
  }
  world.server.out.clear();
  const Message packet = rtp_packet(9, 80);
  ASSERT_TRUE(
      world.client.transport.send_rtp(Bytes{packet}.first(12), {}, Bytes{packet}.subspan(12), world.client.out));
  world.run_until(world.now + seconds{1});
  ASSERT_EQ(world.server.rtp.size(), 1U);
  EXPECT_EQ(world.server.rtp[0], packet);
  EXPECT_EQ(world.server.events, std::vector<std::string>{"connected"});
}

}  // namespace
}  // namespace diemcau::transport
