// The real media server with several lane threads on loopback sockets, and simulated sites: to be run under
// ThreadSanitizer as well.
#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "net/media_server.hpp"
#include "net/monotonic.hpp"
#include "net/udp_socket.hpp"
#include "support/client.hpp"

namespace diemcau::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const IpAddress kLoopback = IpAddress::v4({127, 0, 0, 1});

// A simulated site on a socket of its own.
struct Site {
  net::UdpSocket socket = *net::UdpSocket::open({kLoopback, 0}, false);
  std::unique_ptr<Client> client;
  SessionId session;

  void turn(Instant now) {
    for (const auto& datagram : socket.receive()) {
      client->handle(now, datagram.from, datagram.bytes);
    }
    if (client->deadline() <= now) {
      client->handle_timeout(now);
    }
    (void)socket.send(client->out());
    client->out().clear();
  }
};

struct Bench {
  net::MediaServer server;
  engine::Identity identity{WallTime{}};
  Random random{20211028};
  std::uint64_t next_session = 1;
  std::vector<std::unique_ptr<Site>> sites;
  std::vector<engine::Event> events;

  explicit Bench(std::size_t lanes)
      : server({.listen = {kLoopback, 0}, .public_address = std::nullopt, .lanes = lanes}) {
    EXPECT_TRUE(server.start());
  }

  engine::SessionPlan plan(std::uint16_t site) {
    engine::SessionPlan made;
    made.session = SessionId{next_session++};
    made.owner = OwnerId{site};
    made.local_ice = server.make_ice_credentials(made.session);
    made.slots = engine::stage_layout(2);
    made.mix = MixId{1};
    made.first_ssrc = static_cast<std::uint32_t>(1'000'000 + 100 * made.session.value());
    return made;
  }

  Site& publisher(std::uint16_t number, TrackId first_track) {
    auto site = std::make_unique<Site>();
    site->client = std::make_unique<Client>(random.u64(), identity, number);
    engine::SessionPlan made = plan(number);
    made.first_track = first_track;
    const auto answer = engine::negotiate_publisher(site->client->offer_to_publish(), server.local_description(), made);
    EXPECT_TRUE(answer);
    site->session = made.session;
    EXPECT_TRUE(server.post(engine::OpenPublisher{answer->transport, answer->media}));
    site->client->accept(answer->answer, {}, net::monotonic_now());
    sites.push_back(std::move(site));
    return *sites.back();
  }

  Site& receiver(std::uint16_t number, TrackId main) {
    auto site = std::make_unique<Site>();
    site->client = std::make_unique<Client>(random.u64(), identity, number);
    const engine::SessionPlan made = plan(number);
    const auto answer =
        engine::negotiate_receiver(site->client->offer_to_receive("va"), server.local_description(), made);
    EXPECT_TRUE(answer);
    site->session = made.session;
    EXPECT_TRUE(server.post(engine::OpenReceiver{answer->transport, answer->media}));
    EXPECT_TRUE(server.post(engine::AssignSlot{made.session, 0, main}));
    site->client->accept(answer->answer, answer->slot_names, net::monotonic_now());
    sites.push_back(std::move(site));
    return *sites.back();
  }

  // Serves the sites until `done`, or at most `most`. Publishers send a frame every 20 ms. True when done.
  template <class Done>
  bool run(Done done, Duration most) {
    const Instant end = net::monotonic_now() + most;
    Instant next_frame{};
    for (;;) {
      const Instant now = net::monotonic_now();
      if (now >= next_frame) {
        next_frame = now + milliseconds{20};
        publish(now);
      }
      for (const auto& site : sites) {
        site->turn(now);
      }
      const auto more = server.take_events();
      events.insert(events.end(), more.begin(), more.end());
      if (done()) {
        return true;
      }
      if (now >= end) {
        return false;
      }
      wait();
    }
  }

  void publish(Instant now) {
    for (const auto& site : sites) {
      if (site->client->publishes() && site->client->connected()) {
        site->client->send_video(now, 2);
        site->client->send_audio(now, 30);
      }
    }
  }

  void wait() {
    std::vector<pollfd> all;
    for (const auto& site : sites) {
      all.push_back({site->socket.fd(), POLLIN, 0});
    }
    all.push_back({server.event_fd(), POLLIN, 0});
    (void)poll(all.data(), all.size(), 5);
  }

  template <class Kind>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(events, [](const engine::Event& event) { return std::holds_alternative<Kind>(event); }));
  }

  void hear(std::vector<TrackId> tracks) { EXPECT_TRUE(server.post(engine::SetMix{MixId{1}, std::move(tracks), {}})); }
};

void expect_clean(const Client& client) {
  for (const SlotRecord& record : client.records()) {
    for (const std::string& fault : record.faults) {
      ADD_FAILURE() << record.name << ": " << fault;
    }
  }
}

TEST(Lanes, MediaCrossesLanes) {
  for (const std::size_t lanes : {1U, 2U, 4U}) {
    Bench bench{lanes};
    for (std::uint16_t i = 0; i < 3; ++i) {
      (void)bench.publisher(static_cast<std::uint16_t>(i + 1), TrackId{10U + 2U * i});
    }
    std::vector<Site*> receivers;
    for (std::uint16_t i = 0; i < 6; ++i) {
      receivers.push_back(&bench.receiver(static_cast<std::uint16_t>(100 + i), TrackId{11U + 2U * (i % 3U)}));
    }
    bench.hear({TrackId{10}, TrackId{12}, TrackId{14}});
    const auto all_play = [&receivers] {
      return std::ranges::all_of(receivers, [](const Site* site) {
        const auto records = site->client->records();
        return records[0].frames >= 20 && records[1].packets >= 20;
      });
    };
    EXPECT_TRUE(bench.run(all_play, seconds{20})) << lanes << " lanes";
    EXPECT_EQ(bench.count<engine::SessionConnected>(), 9U);
    for (std::size_t i = 0; i < receivers.size(); ++i) {
      expect_clean(*receivers[i]->client);
      EXPECT_EQ(receivers[i]->client->records()[0].site, i % 3 + 1);
    }
    bench.server.stop();
    const auto counters = bench.server.counters();
    EXPECT_EQ(counters.at("drop_inbox_media"), 0U);
    EXPECT_EQ(counters.at("drop_inbox_messages"), 0U);
    EXPECT_EQ(counters.at("drop_inbox_commands"), 0U);
    EXPECT_EQ(counters.at("drop_lane_unknown_address"), 0U) << "DTLS or media came before its route was known";
    EXPECT_GT(counters.at("packets_forwarded"), 0U);
    if (lanes > 1) {
      EXPECT_GT(counters.at("foreign_packets_received"), 0U);
    }
  }
}

// The client takes its own voice for a fault.
TEST(Lanes, WhoListensFirstNeverHearsItself) {
  Bench bench{3};
  std::vector<Site*> receivers;
  for (std::uint16_t site = 1; site <= 4; ++site) {
    receivers.push_back(&bench.receiver(site, TrackId{site == 1 ? 13U : 11U}));
  }
  bench.hear({TrackId{10}, TrackId{12}});
  (void)bench.publisher(1, TrackId{10});
  (void)bench.publisher(2, TrackId{12});
  const auto all_hear = [&receivers] {
    return std::ranges::all_of(receivers, [](const Site* site) { return site->client->records()[1].packets >= 50; });
  };
  EXPECT_TRUE(bench.run(all_hear, seconds{20}));
  EXPECT_EQ(receivers[0]->client->records()[1].site, 2);
  EXPECT_EQ(receivers[1]->client->records()[1].site, 1);
  for (const Site* receiver : receivers) {
    expect_clean(*receiver->client);
  }
}

TEST(Lanes, SessionsComeAndGo) {
  Bench bench{3};
  (void)bench.publisher(1, TrackId{10});
  Site& watcher = bench.receiver(50, TrackId{11});
  for (int round = 0; round < 6; ++round) {
    for (std::uint16_t i = 0; i < 5; ++i) {
      (void)bench.receiver(static_cast<std::uint16_t>(100 + i), TrackId{11});
    }
    const auto connected = [&] {
      return std::ranges::all_of(bench.sites, [](const auto& site) { return site->client->connected(); });
    };
    EXPECT_TRUE(bench.run(connected, seconds{20})) << round;
    for (std::size_t i = 2; i < bench.sites.size(); ++i) {
      if (i % 2 == 0) {
        EXPECT_TRUE(bench.server.post(engine::CloseSession{bench.sites[i]->session}));
      } else {
        bench.sites[i]->client->close(net::monotonic_now());
      }
    }
    const std::size_t gone = static_cast<std::size_t>(round + 1) * 5;
    EXPECT_TRUE(bench.run([&] { return bench.count<engine::SessionGone>() >= gone; }, seconds{20})) << round;
    bench.sites.resize(2);
  }
  const std::uint64_t frames = watcher.client->records()[0].frames;
  EXPECT_TRUE(bench.run([&] { return watcher.client->records()[0].frames > frames + 10; }, seconds{10}));
  expect_clean(*watcher.client);
  bench.server.stop();
  EXPECT_EQ(bench.server.counters().at("sessions_now"), 0U);
}

TEST(Lanes, RandomDatagramsAreCountedAndDisturbNobody) {
  constexpr std::uint64_t kNoise = 100'000;
  Bench bench{2};
  (void)bench.publisher(1, TrackId{10});
  Site& watcher = bench.receiver(50, TrackId{11});
  EXPECT_TRUE(bench.run([&] { return watcher.client->records()[0].frames >= 5; }, seconds{20}));
  auto stranger = net::UdpSocket::open({kLoopback, 0}, false);
  ASSERT_TRUE(stranger);
  Random noise{7};
  std::uint64_t sent = 0;
  transport::SendBatch batch;
  const auto some_noise = [&] {
    for (int i = 0; i < 250 && sent < kNoise; ++i, ++sent) {
      const MutableBytes room = batch.reserve(256);
      const std::size_t size = 1 + noise.below(200);
      std::ranges::generate(room.first(size), [&noise] { return static_cast<std::uint8_t>(noise.u16()); });
      constexpr std::array<std::uint8_t, 4> kFirst{0, 22, 0x80, 0x90};
      room[0] = i % 5 == 0 ? room[0] : kFirst.at(noise.below(kFirst.size()));
      batch.commit({kLoopback, bench.server.port()}, size);
    }
    (void)stranger->send(batch);
    batch.clear();
    return sent == kNoise;
  };
  EXPECT_TRUE(bench.run(some_noise, seconds{100}));
  const std::uint64_t frames = watcher.client->records()[0].frames;
  EXPECT_TRUE(bench.run([&] { return watcher.client->records()[0].frames > frames + 10; }, seconds{10}));
  expect_clean(*watcher.client);
  bench.server.stop();
  const auto counters = bench.server.counters();
  const std::uint64_t dropped = counters.at("drop_lane_unknown_address") + counters.at("drop_lane_not_for_lanes") +
                                counters.at("drop_lane_unknown_ufrag");
  EXPECT_EQ(dropped, kNoise);
}

TEST(MediaServer, SaysWhyItDoesNotStart) {
  net::MediaServer first{{.listen = {kLoopback, 0}, .public_address = std::nullopt, .lanes = 2}};
  ASSERT_TRUE(first.start());
  EXPECT_EQ(first.start().error(), net::StartError::already_started);
  net::MediaServer second{{.listen = {kLoopback, first.port()}, .public_address = std::nullopt, .lanes = 2}};
  const auto taken = second.start();
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error(), net::StartError::port_taken);
  EXPECT_FALSE(second.post(engine::CloseSession{SessionId{1}}));
}

TEST(MediaServer, ListensEverywhereAndSaysSo) {
  const IpAddress outside = IpAddress::v4({203, 0, 113, 5});
  net::MediaServer server{{.listen = {}, .public_address = outside, .lanes = 1}};
  ASSERT_TRUE(server.start());
  const auto& candidates = server.local_description().candidates;
  ASSERT_GE(candidates.size(), 2U);
  EXPECT_EQ(candidates.front(), (SocketAddress{outside, server.port()}));
  EXPECT_NE(std::ranges::find(candidates, SocketAddress{kLoopback, server.port()}), candidates.end());
  const auto credentials = server.make_ice_credentials(SessionId{1});
  EXPECT_EQ(credentials.ufrag.size(), 8U);
  EXPECT_EQ(credentials.pwd.size(), 24U);
  EXPECT_NE(server.make_ice_credentials(SessionId{1}).pwd, credentials.pwd);
}

}  // namespace
}  // namespace diemcau::testing
