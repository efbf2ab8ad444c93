#include "dtls/endpoint.hpp"

#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "base/random.hpp"

namespace diemcau::dtls {
namespace {

using namespace std::chrono_literals;
using Datagram = std::vector<std::uint8_t>;

constexpr WallTime kToday{std::chrono::seconds{1'800'000'000}};
constexpr Instant kStart{1h};

const Certificate& certificate(int which) {
  static const Certificate kCertificates[] = {Certificate::generate(kToday), Certificate::generate(kToday)};
  return kCertificates[which];
}

const Context& client_context() {
  static const Context kContext{certificate(0)};
  return kContext;
}

const Context& server_context() {
  static const Context kContext{certificate(1)};
  return kContext;
}

struct PairOptions {
  std::span<const SrtpProfile> client_profiles = kDefaultSrtpProfiles;
  std::span<const SrtpProfile> server_profiles = kDefaultSrtpProfiles;
  Fingerprint client_expects = certificate(1).fingerprint();
  Fingerprint server_expects = certificate(0).fingerprint();
};

std::string describe(const State& state) {
  if (const auto* failed = std::get_if<Failed>(&state)) {
    return "failed: " + std::string{name(failed->reason)};
  }
  if (const auto* closed = std::get_if<Closed>(&state)) {
    return closed->by_peer ? "closed by peer" : "closed";
  }
  return std::holds_alternative<Connected>(state) ? "connected" : "connecting";
}

struct Line {
  double loss = 0;
  double duplicate = 0;
  Duration delay = 20ms;
  Duration jitter = 0ms;
};

// A client and a server on a line in simulated time that delays, loses, repeats and reorders.
class Pair {
 public:
  explicit Pair(const PairOptions& options = {}, Line line = {}, std::uint64_t seed = 1)
      : line_(line),
        random_(seed),
        client_(client_context(), {Role::client, options.client_expects, options.client_profiles}, kStart),
        server_(server_context(), {Role::server, options.server_expects, options.server_profiles}, kStart) {
    drain();
  }

  Endpoint& client() { return client_; }
  Endpoint& server() { return server_; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] std::size_t datagrams() const { return datagrams_; }

  // Until nothing is in the air and nobody waits, or `limit` has passed.
  void run(Duration limit = 5min) {
    while (step(now_ + limit)) {
    }
  }

  void drain() {
    take_from(client_, server_);
    take_from(server_, client_);
  }

 private:
  bool step(Instant end) {
    const Instant arrival = air_.empty() ? kNever : air_.begin()->first;
    const Instant next = std::min({arrival, client_.deadline(), server_.deadline()});
    if (next == kNever || next > end) {
      return false;
    }
    now_ = std::max(now_, next);
    if (arrival == next) {
      const auto [to, datagram] = air_.begin()->second;
      air_.erase(air_.begin());
      to->handle_datagram(now_, datagram);
    }
    client_.handle_timeout(now_);
    server_.handle_timeout(now_);
    drain();
    return true;
  }

  void take_from(Endpoint& from, Endpoint& to) {
    while (auto datagram = from.poll_datagram()) {
      ++datagrams_;
      EXPECT_LE(datagram->size(), kMtu);
      const int copies = (random_.unit() < line_.loss ? 0 : 1) + (random_.unit() < line_.duplicate ? 1 : 0);
      for (int i = 0; i < copies; ++i) {
        const Duration jitter{line_.jitter > 0ms ? static_cast<std::int64_t>(
                                                       random_.below(static_cast<std::uint64_t>(line_.jitter.count())))
                                                 : 0};
        air_.emplace(now_ + line_.delay + jitter, std::pair{&to, *datagram});
      }
    }
  }

  Line line_;
  Random random_;
  Instant now_ = kStart;
  Endpoint client_;
  Endpoint server_;
  std::multimap<Instant, std::pair<Endpoint*, Datagram>> air_;
  std::size_t datagrams_ = 0;
};

const SrtpKeys* keys_of(const Endpoint& endpoint) {
  const auto* connected = std::get_if<Connected>(&endpoint.state());
  return connected != nullptr ? &connected->keys : nullptr;
}

TEST(Endpoint, AgreesOnKeysOfEachProfile) {
  for (const SrtpProfile profile : kDefaultSrtpProfiles) {
    Pair pair{{.client_profiles = {&profile, 1}}};
    pair.run();
    ASSERT_EQ(describe(pair.client().state()), "connected") << openssl_name(profile);
    ASSERT_EQ(describe(pair.server().state()), "connected");
    EXPECT_EQ(*keys_of(pair.client()), *keys_of(pair.server()));
    EXPECT_EQ(keys_of(pair.client())->profile, profile);
    EXPECT_NE(keys_of(pair.client())->bytes()[0], keys_of(pair.client())->bytes()[1]) << "not all zeros";
    EXPECT_EQ(pair.client().deadline(), kNever);
    EXPECT_EQ(pair.server().deadline(), kNever);
    EXPECT_EQ(pair.now() - kStart, 80ms) << "two round trips of 40 ms";
  }
}

TEST(Endpoint, TheServersPreferenceDecides) {
  constexpr SrtpProfile kClient[] = {SrtpProfile::aes_cm_128_hmac_sha1_80, SrtpProfile::aead_aes_256_gcm};
  Pair pair{{.client_profiles = kClient}};
  pair.run();
  ASSERT_NE(keys_of(pair.server()), nullptr);
  EXPECT_EQ(keys_of(pair.server())->profile, SrtpProfile::aead_aes_256_gcm);
}

TEST(Endpoint, WithoutACommonProfileBothFail) {
  constexpr SrtpProfile kClient[] = {SrtpProfile::aes_cm_128_hmac_sha1_80};
  constexpr SrtpProfile kServer[] = {SrtpProfile::aead_aes_128_gcm};
  Pair pair{{.client_profiles = kClient, .server_profiles = kServer}};
  pair.run();
  EXPECT_EQ(describe(pair.client().state()), "failed: no_srtp_profile");
  EXPECT_EQ(describe(pair.server().state()), "failed: no_srtp_profile");
}

TEST(Endpoint, AWrongFingerprintIsNamedAndTold) {
  Pair client_doubts{{.client_expects = certificate(0).fingerprint()}};
  client_doubts.run();
  EXPECT_EQ(describe(client_doubts.client().state()), "failed: fingerprint_mismatch");
  EXPECT_EQ(describe(client_doubts.server().state()), "failed: peer_alert");

  Pair server_doubts{{.server_expects = certificate(1).fingerprint()}};
  server_doubts.run();
  EXPECT_EQ(describe(server_doubts.server().state()), "failed: fingerprint_mismatch");
  EXPECT_EQ(describe(server_doubts.client().state()), "failed: peer_alert");
}

TEST(Endpoint, ConnectsOverABadLine) {
  constexpr std::uint64_t kFirstSeed = 6347;
  Duration slowest{};
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 200; ++seed) {
    Pair pair{{}, {.loss = 0.3, .duplicate = 0.1, .delay = 40ms, .jitter = 60ms}, seed};
    pair.run();
    ASSERT_EQ(describe(pair.client().state()), "connected") << "seed " << seed;
    ASSERT_EQ(describe(pair.server().state()), "connected") << "seed " << seed;
    ASSERT_EQ(*keys_of(pair.client()), *keys_of(pair.server())) << "seed " << seed;
    slowest = std::max(slowest, pair.now() - kStart);
  }
  EXPECT_LT(slowest, kHandshakeGiveUp);
}

// The last flight has no timer (RFC 6347 section 4.2.4): the client's repeated flight asks for it again.
TEST(Endpoint, RepeatsItsLastFlightWhenAsked) {
  Pair pair{{}, {.loss = 1}};  // datagrams are carried by hand
  const auto carry = [&](Endpoint& from, Endpoint& to, Instant now) {
    while (auto datagram = from.poll_datagram()) {
      to.handle_datagram(now, *datagram);
    }
  };
  Endpoint client{client_context(), {Role::client, certificate(1).fingerprint()}, kStart};
  Endpoint server{server_context(), {Role::server, certificate(0).fingerprint()}, kStart};
  carry(client, server, kStart);
  carry(server, client, kStart);
  carry(client, server, kStart);
  ASSERT_EQ(describe(server.state()), "connected");
  while (server.poll_datagram()) {  // lost
  }
  ASSERT_EQ(describe(client.state()), "connecting");
  ASSERT_EQ(client.deadline(), kStart + kFirstRetransmit);
  client.handle_timeout(client.deadline());
  carry(client, server, kStart + kFirstRetransmit);
  carry(server, client, kStart + kFirstRetransmit);
  EXPECT_EQ(describe(client.state()), "connected");
  EXPECT_EQ(*keys_of(client), *keys_of(server));
}

TEST(Endpoint, GivesUpWhenNobodyAnswers) {
  Pair pair{{}, {.loss = 1}};
  std::vector<Duration> pauses;
  Instant last = kStart;
  for (Instant at = pair.client().deadline(); at != kNever; at = pair.client().deadline()) {
    pauses.push_back(at - last);
    last = at;
    pair.client().handle_timeout(at);
    while (pair.client().poll_datagram()) {
    }
  }
  EXPECT_EQ(describe(pair.client().state()), "failed: handshake_timeout");
  EXPECT_EQ(last, kStart + kHandshakeGiveUp);
  ASSERT_GE(pauses.size(), 6U);
  EXPECT_EQ(pauses[0], 200ms);
  EXPECT_EQ(pauses[1], 400ms);
  EXPECT_EQ(pauses[2], 800ms);
  EXPECT_EQ(pauses[3], 1600ms);
  EXPECT_EQ(pauses[4], kMaxRetransmit);
  EXPECT_EQ(pauses[5], kMaxRetransmit);

  EXPECT_EQ(pair.server().deadline(), kStart + kHandshakeGiveUp);
  pair.server().handle_timeout(kStart + kHandshakeGiveUp);
  EXPECT_EQ(describe(pair.server().state()), "failed: handshake_timeout");
}

TEST(Endpoint, EarlyTimeoutsDoNothing) {
  Pair pair{{}, {.loss = 1}};
  const std::size_t before = pair.datagrams();
  pair.client().handle_timeout(kStart + kFirstRetransmit - 1ns);
  pair.drain();
  EXPECT_EQ(pair.datagrams(), before);
  pair.client().handle_timeout(kStart + kFirstRetransmit);
  pair.drain();
  EXPECT_GT(pair.datagrams(), before);
}

TEST(Endpoint, ClosesOnBothSides) {
  Pair pair;
  pair.run();
  ASSERT_EQ(describe(pair.server().state()), "connected");
  pair.server().close(pair.now());
  EXPECT_EQ(describe(pair.server().state()), "closed");
  pair.drain();
  pair.run();
  EXPECT_EQ(describe(pair.client().state()), "closed by peer");
  pair.client().close(pair.now());
  EXPECT_EQ(describe(pair.client().state()), "closed by peer");
  pair.server().handle_datagram(pair.now(), Datagram(20));
  EXPECT_GE(pair.server().drops().after_end, 1U);
}

TEST(Endpoint, JunkIsDroppedAndTheHandshakeGoesOn) {
  constexpr std::uint64_t kSeed = 42;
  Random random{kSeed};
  Pair pair;
  for (int i = 0; i < 10'000; ++i) {
    Datagram junk(random.below(1500));
    for (std::uint8_t& byte : junk) {
      byte = static_cast<std::uint8_t>(random.u32());
    }
    if (!junk.empty()) {
      junk[0] = static_cast<std::uint8_t>(20 + random.below(44));  // what the demultiplexer calls DTLS
    }
    pair.server().handle_datagram(kStart, junk);
    pair.client().handle_datagram(kStart, junk);
  }
  EXPECT_EQ(pair.server().drops().malformed, 10'000U) << "seed " << kSeed;
  pair.run();
  EXPECT_EQ(describe(pair.server().state()), "connected");
  EXPECT_EQ(describe(pair.client().state()), "connected");
}

// type, version 1.2, epoch, sequence number, `size` bytes.
Datagram record(std::uint8_t type, std::uint8_t epoch, std::uint8_t number = 0, std::uint8_t size = 24) {
  Datagram datagram{type, 0xFE, 0xFD, 0, epoch, 0, 0, 0, 0, 0, number, 0, size};
  datagram.resize(datagram.size() + size, 2);
  return datagram;
}

TEST(Endpoint, WellFormedRecordsOutOfPlaceAreDropped) {
  Pair fresh{{}, {.loss = 1}};
  for (const Datagram& datagram : {record(20, 0), record(21, 0), record(22, 1), record(23, 0), record(23, 1)}) {
    fresh.server().handle_datagram(kStart, datagram);
    EXPECT_EQ(describe(fresh.server().state()), "connecting");
  }
  EXPECT_EQ(fresh.server().drops().unexpected, 5U);

  Pair pair;
  pair.run();
  for (const Datagram& datagram : {record(21, 0), record(23, 0), record(23, 1)}) {
    pair.server().handle_datagram(pair.now(), datagram);
  }
  EXPECT_EQ(pair.server().drops().unexpected, 3U) << "a forged alert must not end the session";
  EXPECT_EQ(describe(pair.server().state()), "connected");
  pair.server().handle_datagram(pair.now(), record(21, 1));  // forged, cannot be decrypted
  EXPECT_EQ(describe(pair.server().state()), "connected");
}

// Whoever can send from the peer's address can send these; only who has the key may end the session.
TEST(Endpoint, ForgedProtectedRecordsOfAnySizeDoNotEndASession) {
  Pair pair;
  pair.run();
  std::uint8_t number = 1;
  for (std::uint8_t type = 20; type <= 23; ++type) {
    for (std::uint8_t size = 0; size <= 48; ++size) {
      for (Endpoint* const endpoint : {&pair.server(), &pair.client()}) {
        endpoint->handle_datagram(pair.now(), record(type, 1, ++number, size));
        ASSERT_EQ(describe(endpoint->state()), "connected") << "type " << int{type} << ", " << int{size} << " bytes";
      }
    }
  }
}

// Every prefix of every datagram of a handshake, before the datagram itself.
TEST(Endpoint, TruncatedDatagramsDoNotDisturb) {
  Endpoint client{client_context(), {Role::client, certificate(1).fingerprint()}, kStart};
  Endpoint server{server_context(), {Role::server, certificate(0).fingerprint()}, kStart};
  const auto carry = [&](Endpoint& from, Endpoint& to) {
    bool any = false;
    while (auto datagram = from.poll_datagram()) {
      any = true;
      const std::uint64_t before = to.drops().malformed;
      std::size_t whole_records = 0;
      for (std::size_t size = 0; size < datagram->size(); ++size) {
        const Datagram cut(datagram->begin(), datagram->begin() + static_cast<std::ptrdiff_t>(size));
        const std::uint64_t malformed = to.drops().malformed;
        to.handle_datagram(kStart, cut);
        whole_records += to.drops().malformed == malformed ? 1U : 0U;
      }
      EXPECT_EQ(to.drops().malformed - before + whole_records, datagram->size());
      EXPECT_LE(whole_records, 8U) << "only cuts between records are acceptable datagrams";
      to.handle_datagram(kStart, *datagram);
    }
    return any;
  };
  while (carry(client, server) || carry(server, client)) {
  }
  EXPECT_EQ(describe(client.state()), "connected");
  EXPECT_EQ(describe(server.state()), "connected");
}

// One handshake message of one record, cut into records of at most `piece` bytes of body (RFC 6347 section 4.2.3):
// after the record header type, length (3), message sequence (2), fragment offset (3), fragment length (3).
std::vector<Datagram> fragments(const Datagram& datagram, std::size_t piece) {
  constexpr std::size_t kRecordHeader = 13;
  constexpr std::size_t kMessageHeader = 12;
  const Bytes body = Bytes{datagram}.subspan(kRecordHeader + kMessageHeader);
  std::vector<Datagram> result;
  for (std::size_t offset = 0; offset < body.size(); offset += piece) {
    const Bytes part = body.subspan(offset, std::min(piece, body.size() - offset));
    Datagram fragment(kRecordHeader + kMessageHeader + part.size());
    ByteWriter writer{fragment};
    writer.bytes(Bytes{datagram}.first(10));
    writer.u8(static_cast<std::uint8_t>(result.size()));  // record sequence number
    writer.u16(static_cast<std::uint16_t>(kMessageHeader + part.size()));
    writer.bytes(Bytes{datagram}.subspan(kRecordHeader, 6));
    writer.u24(static_cast<std::uint32_t>(offset));
    writer.u24(static_cast<std::uint32_t>(part.size()));
    writer.bytes(part);
    result.push_back(fragment);
  }
  return result;
}

// Browsers that offer post-quantum keys send a ClientHello that fills more than one datagram.
TEST(Endpoint, TakesAClientHelloInPiecesAndOutOfOrder) {
  Endpoint client{client_context(), {Role::client, certificate(1).fingerprint()}, kStart};
  Endpoint server{server_context(), {Role::server, certificate(0).fingerprint()}, kStart};
  auto pieces = fragments(*client.poll_datagram(), 40);
  ASSERT_GE(pieces.size(), 3U);
  std::swap(pieces.front(), pieces.back());
  for (const Datagram& piece : pieces) {
    EXPECT_FALSE(server.poll_datagram());
    server.handle_datagram(kStart, piece);
  }
  EXPECT_TRUE(server.poll_datagram());
  EXPECT_EQ(describe(server.state()), "connecting");
}

TEST(Endpoint, LanesShareAContext) {
  std::vector<std::thread> lanes;
  std::array<int, 4> connected{};
  (void)client_context();
  (void)server_context();
  for (int& count : connected) {
    lanes.emplace_back([&count] {
      for (int i = 0; i < 10; ++i) {
        Pair pair;
        pair.run();
        count += keys_of(pair.client()) != nullptr && keys_of(pair.server()) != nullptr ? 1 : 0;
      }
    });
  }
  for (std::thread& lane : lanes) {
    lane.join();
  }
  EXPECT_EQ(connected, (std::array<int, 4>{10, 10, 10, 10}));
}

}  // namespace
}  // namespace diemcau::dtls
