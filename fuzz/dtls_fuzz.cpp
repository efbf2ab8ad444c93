// Datagrams of anybody's choice into a DTLS endpoint, in each stage of a handshake: fresh server, server that answered,
// server that is connected, fresh client, client in mid-handshake, closed.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/bytes.hpp"
#include "dtls/endpoint.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::dtls;

constexpr Instant kStart{std::chrono::hours{1}};
constexpr std::size_t kMaxDatagrams = 64;  // per input

enum class Stage : std::uint8_t { fresh_server, answered_server, connected_server, fresh_client, busy_client, closed };
constexpr std::uint8_t kStages = 6;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

const Certificate& certificate() {
  static const Certificate kCertificate = Certificate::generate(WallTime{std::chrono::seconds{1'800'000'000}});
  return kCertificate;
}

const Context& context() {
  static const Context kContext{certificate()};
  return kContext;
}

// A session with a peer that plays by the rules for `flights` flights.
struct Session {
  std::unique_ptr<Endpoint> client = make(Role::client);
  std::unique_ptr<Endpoint> server = make(Role::server);

  static std::unique_ptr<Endpoint> make(Role role) {
    return std::make_unique<Endpoint>(
        context(), EndpointOptions{.role = role, .expected_peer = certificate().fingerprint()}, kStart);
  }

  explicit Session(int flights) {
    for (int i = 0; i < flights; ++i) {
      Endpoint& from = i % 2 == 0 ? *client : *server;
      Endpoint& to = i % 2 == 0 ? *server : *client;
      while (const auto datagram = from.poll_datagram()) {
        to.handle_datagram(kStart, *datagram);
      }
    }
  }
};

std::unique_ptr<Endpoint> endpoint_in(Stage stage) {
  switch (stage) {
    case Stage::fresh_server:
      return std::move(Session{0}.server);
    case Stage::answered_server:
      return std::move(Session{1}.server);
    case Stage::connected_server:
      return std::move(Session{3}.server);
    case Stage::fresh_client:
      return std::move(Session{0}.client);
    case Stage::busy_client:
      return std::move(Session{2}.client);
    case Stage::closed: {
      Session session{4};
      session.server->close(kStart);
      return std::move(session.server);
    }
  }
  return nullptr;
}

// A fuzzer seldom guesses thirteen header bytes; two of three inputs get a header that fits and spend their bytes on
// what lies behind it.
std::vector<std::uint8_t> datagram_of(std::uint8_t how, Bytes bytes) {
  std::vector<std::uint8_t> datagram;
  if (how % 3 != 0) {
    const auto type = static_cast<std::uint8_t>(20 + how / 3 % 4);
    const auto epoch = static_cast<std::uint8_t>(how % 3 - 1);
    const auto size_high = static_cast<std::uint8_t>(bytes.size() >> 8U);
    const auto size_low = static_cast<std::uint8_t>(bytes.size());
    datagram = {type, 0xFE, 0xFD, 0, epoch, 0, 0, 0, 0, 1, how, size_high, size_low};
  }
  datagram.insert(datagram.end(), bytes.begin(), bytes.end());
  return datagram;
}

void check(Endpoint& endpoint, bool was_connected) {
  std::size_t count = 0;
  while (const auto datagram = endpoint.poll_datagram()) {
    require(datagram->size() <= kMtu && ++count <= kMaxQueuedDatagrams);
  }
  // Nobody without the key connects or fails a session that is connected.
  require(was_connected == std::holds_alternative<Connected>(endpoint.state()));
  require(std::holds_alternative<Connecting>(endpoint.state()) == (endpoint.deadline() != kNever));
}

}  // namespace

// First byte: stage. Then datagrams: a byte of how, two bytes of length, bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const auto endpoint = endpoint_in(static_cast<Stage>(data[0] % kStages));
  const bool connected = std::holds_alternative<Connected>(endpoint->state());
  Instant now = kStart;
  ByteReader reader{Bytes{data + 1, size - 1}};
  for (std::size_t i = 0; i < kMaxDatagrams && reader.remaining() > 0; ++i) {
    const std::uint8_t how = reader.u8();
    const Bytes bytes = reader.bytes(std::min<std::size_t>(reader.u16(), reader.remaining()));
    endpoint->handle_datagram(now, datagram_of(how, bytes));
    check(*endpoint, connected);
    now += std::chrono::milliseconds{how};
    endpoint->handle_timeout(now);
    check(*endpoint, connected);
  }
  return 0;
}
