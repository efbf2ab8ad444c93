// Anything at all into the transport of one peer, in each stage of its life and in both roles: datagrams of anybody's
// choice from the peer's address and from elsewhere, genuine connectivity checks, packets to send, restarts, time.
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "check.hpp"
#include "transport/transport.hpp"
#include "wire/stun.hpp"
#include "wire/stun_integrity.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::transport;

constexpr Instant kStart{std::chrono::hours{1}};
constexpr std::size_t kMaxSteps = 64;  // per input
const SocketAddress kServerAddress{IpAddress::v4({192, 0, 2, 1}), 5000};
const SocketAddress kClientAddress{IpAddress::v4({198, 51, 100, 7}), 40000};
const ice::Credentials kServerIce{"Asrv", "server-password-of-22-chars"};
const ice::Credentials kClientIce{"cliU", "client-password-of-22-chars"};

// How many rounds of an honest exchange went before, and which end is looked at.
struct Stage {
  int rounds;
  bool server;
  bool closed;
};
constexpr std::array<Stage, 9> kStages{{{0, true, false},
                                        {1, true, false},
                                        {2, true, false},
                                        {3, true, false},
                                        {20, true, false},
                                        {0, false, false},
                                        {2, false, false},
                                        {20, false, false},
                                        {20, true, true}}};

struct Lane {
  dtls::Certificate certificate = dtls::Certificate::generate(WallTime{std::chrono::seconds{1'800'000'000}});
  dtls::Context context{certificate};
  std::unique_ptr<srtp::CipherMaker> ciphers = srtp::make_best_maker();
};

const Lane& lane() {
  static const Lane kLane;
  return kLane;
}

struct Pair {
  Random random{1};
  Drops drops;
  Shared shared{lane().context, *lane().ciphers, random, drops};
  Transport server{
      shared, {kServerIce, kClientIce, lane().certificate.fingerprint(), dtls::Role::server, std::nullopt}, kStart};
  Transport client{
      shared,
      {kClientIce, kServerIce, lane().certificate.fingerprint(), dtls::Role::client, std::vector{kServerAddress}},
      kStart};

  static void carry(Transport& to, const SocketAddress& from, SendBatch& out, SendBatch& answers) {
    for (const auto& datagram : out.datagrams()) {
      const Bytes bytes = out.bytes_of(datagram);
      std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
      (void)to.handle(kStart, from, copy, answers);
    }
    out.clear();
  }

  explicit Pair(int rounds) {
    SendBatch up;
    SendBatch down;
    for (int i = 0; i < rounds; ++i) {
      client.handle_timeout(kStart, up);
      carry(server, kClientAddress, up, down);
      carry(client, kServerAddress, down, up);
    }
    while (server.poll_event() || client.poll_event()) {
    }
  }
};

// A check that only the peer could have made; `how` chooses what it says.
std::vector<std::uint8_t> genuine_check(std::uint8_t how) {
  std::array<std::uint8_t, ice::kMaxStunMessage> buffer{};
  wire::TransactionId id;
  id.bytes.fill(how);
  wire::StunWriter writer{buffer, wire::StunClass::request, wire::kStunBinding, id};
  writer.username("Asrv:cliU");
  writer.priority(how);
  if ((how & 1U) != 0) {
    writer.use_candidate();
  }
  if ((how & 14U) == 14U) {
    writer.ice_controlled(how);
  } else {
    writer.ice_controlling(how);
  }
  const Bytes done = wire::finish_with_integrity(writer, kServerIce.pwd);
  return {done.begin(), done.end()};
}

struct Subject {
  Transport& transport;
  const Drops& drops;
  SendBatch out;
  Instant now = kStart;

  void give(const SocketAddress& from, std::vector<std::uint8_t> datagram) {
    const auto incoming = transport.handle(now, from, datagram, out);
    // Nobody but the peer has the keys.
    FUZZ_CHECK(incoming.kind == Transport::Incoming::Kind::nothing);
  }

  void step(std::uint8_t action, std::uint8_t how, Bytes bytes) {
    const SocketAddress stranger{IpAddress::v4({203, 0, 113, how}), 1};
    const SocketAddress peer = transport.peer().value_or(kClientAddress);
    switch (action % 6) {
      case 0:
        return give(peer, {bytes.begin(), bytes.end()});
      case 1:
        return give(stranger, {bytes.begin(), bytes.end()});
      case 2:
        return give(how < 128 ? peer : stranger, genuine_check(how));
      case 3: {
        const std::size_t header = std::min<std::size_t>(bytes.size(), 12);
        (void)transport.send_rtp(bytes.first(header), {}, bytes.subspan(header), out);
        (void)transport.send_rtcp(bytes, out);
        return;
      }
      case 4:
        now += std::chrono::milliseconds{how / 4};
        return transport.handle_timeout(now, out);
      default:
        return transport.restart_ice(now, kServerIce, kClientIce,
                                     how % 2 == 0 ? std::optional{std::vector{kServerAddress}} : std::nullopt);
    }
  }

  // At most 64 steps of 64 ms: neither consent nor the checks of a restart have run out, so what is up stays up.
  void check(bool was_connected) {
    std::size_t size = 0;
    for (const auto& datagram : out.datagrams()) {
      FUZZ_CHECK(datagram.length > 0 && datagram.length <= kMaxDatagram);
      size += datagram.length;
    }
    FUZZ_CHECK(size == out.size());
    out.clear();
    FUZZ_CHECK(transport.connected() == was_connected);
    FUZZ_CHECK(!transport.ended() || transport.deadline().at == kNever);
    std::size_t events = 0;
    while (transport.poll_event()) {
      FUZZ_CHECK(++events <= 2);
    }
  }
};

}  // namespace

// First byte: stage. Then steps: action, how, two bytes of length, bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const Stage& stage = kStages.at(data[0] % kStages.size());
  Pair pair{stage.rounds};
  Subject subject{stage.server ? pair.server : pair.client, pair.drops, {}};
  FUZZ_CHECK(stage.rounds < 20 || subject.transport.connected());
  if (stage.closed) {
    subject.transport.close(kStart, subject.out);
  }
  const bool connected = subject.transport.connected();
  ByteReader reader{Bytes{data + 1, size - 1}};
  for (std::size_t i = 0; i < kMaxSteps && reader.remaining() > 0; ++i) {
    const std::uint8_t action = reader.u8();
    const std::uint8_t how = reader.u8();
    subject.step(action, how, reader.bytes(std::min<std::size_t>(reader.u16() % 2048U, reader.remaining())));
    subject.check(connected);
  }
  return 0;
}
