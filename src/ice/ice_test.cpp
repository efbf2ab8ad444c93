// The two agents against each other and against what attackers and older peers send, in simulated time.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "ice/controlling_agent.hpp"
#include "ice/lite_agent.hpp"
#include "wire/stun.hpp"
#include "wire/stun_integrity.hpp"

namespace diemcau::ice {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant kStart{seconds{1000}};
const Credentials kServer{"srvU", "server-password-of-22-chars"};
const Credentials kClient{"cliU", "client-password-of-22-chars"};
const SocketAddress kServerAddress{IpAddress::v4({192, 0, 2, 1}), 5000};
const SocketAddress kOtherServerAddress{IpAddress::v4({192, 0, 2, 2}), 5000};
const SocketAddress kClientAddress{IpAddress::v4({198, 51, 100, 7}), 40000};

SocketAddress client_address(int n) {
  return {IpAddress::v4({198, 51, 100, 7}), static_cast<std::uint16_t>(41000 + n)};
}

using Buffer = std::array<std::uint8_t, kMaxStunMessage>;
using Message = std::vector<std::uint8_t>;

struct CheckSpec {
  std::string username = "srvU:cliU";
  std::string key = kServer.pwd;
  bool priority = true;
  bool nominate = false;
  bool controlled = false;
  bool fingerprint = true;
  bool integrity = true;
  wire::StunClass message_class = wire::StunClass::request;
  std::uint16_t method = wire::kStunBinding;
  std::uint8_t transaction = 1;
};

Message make_check(const CheckSpec& spec) {
  Buffer buffer{};
  wire::TransactionId id;
  id.bytes.fill(spec.transaction);
  wire::StunWriter writer{buffer, spec.message_class, spec.method, id};
  if (!spec.username.empty()) {
    writer.username(spec.username);
  }
  if (spec.controlled) {
    writer.ice_controlled(7);
  } else {
    writer.ice_controlling(7);
  }
  if (spec.nominate) {
    writer.use_candidate();
  }
  if (spec.priority) {
    writer.priority(1000);
  }
  if (spec.integrity && spec.fingerprint) {
    const Bytes done = wire::finish_with_integrity(writer, spec.key);
    return {done.begin(), done.end()};
  }
  if (spec.integrity) {
    CheckSpec complete = spec;
    complete.fingerprint = true;
    const Message whole = make_check(complete);
    Message cut(whole.begin(), whole.end() - 8);  // without FINGERPRINT, and the length set right
    const std::size_t length = cut.size() - wire::kStunHeaderSize;
    cut[2] = static_cast<std::uint8_t>(length >> 8U);
    cut[3] = static_cast<std::uint8_t>(length);
    return cut;
  }
  writer.fingerprint();
  const Bytes done = writer.finish();
  return {done.begin(), done.end()};
}

struct Sent {
  LiteAgent::Outcome outcome;
  Message reply;
};

Sent give(LiteAgent& agent, const Message& message, const SocketAddress& from = kClientAddress, Instant now = kStart) {
  Buffer reply{};
  const auto outcome = agent.handle(now, from, message, reply);
  return {outcome, Message(reply.begin(), reply.begin() + static_cast<std::ptrdiff_t>(outcome.reply_size))};
}

TEST(LiteAgent, AnswersAValidCheckWithTheAddressItSaw) {
  LiteAgent agent{kServer, kClient};
  const auto [outcome, reply] = give(agent, make_check({.nominate = true}));
  EXPECT_FALSE(outcome.drop);
  EXPECT_TRUE(agent.is_valid(kClientAddress));
  EXPECT_TRUE(outcome.newly_selected);
  EXPECT_EQ(agent.selected(), kClientAddress);
  const auto answer = wire::parse_stun(reply);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->message_class, wire::StunClass::success);
  EXPECT_EQ(answer->xor_mapped_address, kClientAddress);
  EXPECT_TRUE(answer->has_fingerprint);
  EXPECT_TRUE(wire::verify_integrity(*answer, kServer.pwd));
}

TEST(LiteAgent, DropsByName) {
  struct Case {
    const char* what;
    CheckSpec spec;
    StunDrop drop;
  };
  const std::vector<Case> cases{
      {"another session", {.username = "srvX:cliU"}, StunDrop::unknown_user},
      {"another peer", {.username = "srvU:cliX"}, StunDrop::unknown_user},
      {"ufrags glued", {.username = "srvUcliU:"}, StunDrop::unknown_user},
      {"only ours", {.username = "srvU:"}, StunDrop::unknown_user},
      {"no user", {.username = ""}, StunDrop::malformed},
      {"wrong password", {.key = "wrong-password-of-22-chars"}, StunDrop::bad_integrity},
      {"the client's password", {.key = kClient.pwd}, StunDrop::bad_integrity},
      {"no priority", {.priority = false}, StunDrop::malformed},
      {"no fingerprint", {.fingerprint = false}, StunDrop::bad_fingerprint},
      {"no integrity", {.integrity = false}, StunDrop::malformed},
      {"an indication", {.message_class = wire::StunClass::indication}, StunDrop::indication},
      {"an answer", {.message_class = wire::StunClass::success}, StunDrop::unknown_transaction},
      {"TURN allocate", {.method = 3}, StunDrop::not_binding},
  };
  for (const Case& test : cases) {
    LiteAgent agent{kServer, kClient};
    const auto [outcome, reply] = give(agent, make_check(test.spec));
    EXPECT_EQ(outcome.drop, test.drop) << test.what;
    EXPECT_TRUE(reply.empty()) << test.what;
    EXPECT_FALSE(agent.is_valid(kClientAddress)) << test.what;
    EXPECT_EQ(agent.consent_until(), kNever) << test.what;
  }
}

TEST(LiteAgent, EveryPrefixAndEveryFlippedByteIsRefused) {
  const Message whole = make_check({.nominate = true});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    LiteAgent agent{kServer, kClient};
    EXPECT_TRUE(give(agent, Message(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))).outcome.drop)
        << length;
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    LiteAgent agent{kServer, kClient};
    Message changed = whole;
    changed[i] ^= 0x10U;
    EXPECT_TRUE(give(agent, changed).outcome.drop) << i;
    EXPECT_FALSE(agent.selected()) << i;
  }
}

TEST(LiteAgent, TellsAPeerThatWantsToBeControlledToSwitch) {
  LiteAgent agent{kServer, kClient};
  const auto [outcome, reply] = give(agent, make_check({.nominate = true, .controlled = true}));
  EXPECT_EQ(outcome.drop, StunDrop::role_conflict);
  const auto answer = wire::parse_stun(reply);
  ASSERT_TRUE(answer && answer->error_code);
  EXPECT_EQ(answer->error_code->code, 487);
  EXPECT_TRUE(wire::verify_integrity(*answer, kServer.pwd));
  EXPECT_FALSE(agent.selected());
}

TEST(LiteAgent, TheLastNominationWins) {
  LiteAgent agent{kServer, kClient};
  EXPECT_FALSE(give(agent, make_check({})).outcome.newly_selected);
  EXPECT_FALSE(agent.selected());
  EXPECT_TRUE(give(agent, make_check({.nominate = true}), client_address(1)).outcome.newly_selected);
  EXPECT_FALSE(give(agent, make_check({.nominate = true}), client_address(1)).outcome.newly_selected);
  EXPECT_TRUE(give(agent, make_check({.nominate = true}), client_address(2)).outcome.newly_selected);
  EXPECT_EQ(agent.selected(), client_address(2));
  EXPECT_TRUE(agent.is_valid(kClientAddress));
}

TEST(LiteAgent, RemembersABoundedNumberOfAddressesAndKeepsTheOneInUse) {
  LiteAgent agent{kServer, kClient};
  (void)give(agent, make_check({.nominate = true}), client_address(0));
  for (int i = 1; i < 16; ++i) {
    EXPECT_FALSE(give(agent, make_check({}), client_address(i)).outcome.forgotten) << i;
  }
  const auto outcome = give(agent, make_check({}), client_address(16)).outcome;
  EXPECT_TRUE(agent.is_valid(client_address(16)));
  EXPECT_EQ(outcome.forgotten, client_address(1));
  EXPECT_FALSE(agent.is_valid(client_address(1)));
  EXPECT_TRUE(agent.is_valid(client_address(0)));
  EXPECT_EQ(agent.valid_addresses().size(), kMaxRemoteCandidates);
}

TEST(LiteAgent, ConsentEndsThirtySecondsAfterTheLastValidCheck) {
  LiteAgent agent{kServer, kClient};
  (void)give(agent, make_check({.nominate = true}));
  EXPECT_EQ(agent.consent_until(), kStart + seconds{30});
  (void)give(agent, make_check({}), kClientAddress, kStart + seconds{10});
  EXPECT_EQ(agent.consent_until(), kStart + seconds{40});
  (void)give(agent, make_check({.key = "wrong-password-of-22-chars"}), kClientAddress, kStart + seconds{20});
  EXPECT_EQ(agent.consent_until(), kStart + seconds{40});
}

TEST(LiteAgent, RestartKeepsTheOldPairUntilTheNewOneIsNominated) {
  const Credentials server2{"srv2", "second-server-password-22"};
  const Credentials client2{"cli2", "second-client-password-22"};
  const CheckSpec fresh{.username = "srv2:cli2", .key = server2.pwd};
  CheckSpec fresh_nominating = fresh;
  fresh_nominating.nominate = true;
  LiteAgent agent{kServer, kClient};
  (void)give(agent, make_check({.nominate = true}));
  agent.restart(server2, client2);
  EXPECT_TRUE(agent.owns_ufrag("srvU"));
  EXPECT_TRUE(agent.owns_ufrag("srv2"));
  EXPECT_FALSE(give(agent, make_check({})).outcome.drop) << "old credentials still count";
  EXPECT_FALSE(give(agent, make_check(fresh), client_address(5)).outcome.drop);
  EXPECT_EQ(agent.selected(), kClientAddress) << "not nominated yet";
  EXPECT_TRUE(give(agent, make_check(fresh_nominating), client_address(5)).outcome.newly_selected);
  EXPECT_EQ(agent.selected(), client_address(5));
  EXPECT_EQ(give(agent, make_check({.nominate = true})).outcome.drop, StunDrop::unknown_user);
  EXPECT_FALSE(agent.owns_ufrag("srvU"));
}

TEST(LocalUfrag, IsReadFromRequestsOnly) {
  EXPECT_EQ(local_ufrag_of(make_check({})), "srvU");
  EXPECT_FALSE(local_ufrag_of(make_check({.username = "nocolon"})));
  EXPECT_FALSE(local_ufrag_of(make_check({.message_class = wire::StunClass::success})));
  EXPECT_FALSE(local_ufrag_of({}));
}

// ---- Both ends ------------------------------------------------------------------------------------------------------

struct Line {
  Random random{7};
  LiteAgent server{kServer, kClient};
  ControllingAgent client{kClient, kServer, {kOtherServerAddress, kServerAddress}, random, kStart};
  Instant now = kStart;
  int checks = 0;
  // Whether the n-th check (from 0) to an address reaches the server, which listens on kServerAddress alone.
  std::function<bool(int, const SocketAddress&)> passes = [](int, const SocketAddress& to) {
    return to == kServerAddress;
  };

  // Where the server sees the client that sends to one of its addresses.
  static SocketAddress seen_as(const SocketAddress& to) {
    return to == kServerAddress ? kClientAddress : SocketAddress{kClientAddress.ip, 4444};
  }

  void run_until(Instant end) {
    while (now <= end && !client.failed()) {
      Buffer buffer{};
      while (const auto check = client.poll_check(now, buffer)) {
        deliver(*check, buffer);
      }
      if (client.deadline() > end) {
        break;
      }
      now = std::max(now, client.deadline());
    }
    now = end;
  }

  void deliver(const ControllingAgent::Check& check, const Buffer& buffer) {
    if (!passes(checks++, check.to)) {
      return;
    }
    Buffer reply{};
    const auto outcome = server.handle(now, seen_as(check.to), Bytes{buffer}.first(check.size), reply);
    if (outcome.reply_size > 0) {
      (void)client.handle(now + milliseconds{1}, check.to, Bytes{reply}.first(outcome.reply_size));
    }
  }
};

TEST(ControllingAgent, FindsTheCandidateThatAnswers) {
  Line line;
  line.run_until(kStart + milliseconds{10});
  EXPECT_EQ(line.client.selected(), kServerAddress);
  EXPECT_EQ(line.server.selected(), kClientAddress);
  EXPECT_EQ(line.checks, 3) << "one each, and the nomination";
}

// Or the server would answer by another way than the client listens on.
TEST(ControllingAgent, NominatesOnlyTheCandidateItUses) {
  Line line;
  line.passes = [](int n, const SocketAddress&) { return n != 1; };  // the first nomination is lost
  line.run_until(kStart + milliseconds{200});
  EXPECT_EQ(line.client.selected(), kOtherServerAddress);
  EXPECT_EQ(line.server.selected(), Line::seen_as(kOtherServerAddress));
}

TEST(ControllingAgent, RetransmitsWithDoublingPauses) {
  Line line;
  std::vector<Instant> times;
  line.passes = [&](int, const SocketAddress& to) {
    if (to == kServerAddress) {
      times.push_back(line.now);
    }
    return false;
  };
  line.run_until(kStart + seconds{20});
  EXPECT_EQ(line.client.failed(), ControllingFailure::no_answer);
  ASSERT_EQ(times.size(), 7U);
  for (std::size_t i = 0; i + 1 < times.size(); ++i) {
    EXPECT_EQ(times[i + 1] - times[i], milliseconds{50} * (1 << i)) << i;
  }
}

TEST(ControllingAgent, SurvivesLossOfTheFirstChecks) {
  Line line;
  line.passes = [](int n, const SocketAddress& to) { return n >= 8 && to == kServerAddress; };
  line.run_until(kStart + seconds{2});
  EXPECT_EQ(line.client.selected(), kServerAddress);
}

TEST(ControllingAgent, KeepsConsentFreshAndNoticesItsLoss) {
  Line line;
  line.run_until(kStart + seconds{100});
  EXPECT_FALSE(line.client.failed());
  EXPECT_GE(line.checks, 2 + 16);  // every 4 to 6 seconds
  EXPECT_LE(line.checks, 2 + 25);
  EXPECT_GT(line.server.consent_until(), line.now);
  line.passes = [](int, const SocketAddress&) { return false; };
  line.run_until(kStart + seconds{140});
  EXPECT_EQ(line.client.failed(), ControllingFailure::consent_lost);
  EXPECT_LE(line.server.consent_until(), line.now);
}

TEST(ControllingAgent, RestartMovesToNewCredentials) {
  Line line;
  line.run_until(kStart + seconds{1});
  const Credentials server2{"srv2", "second-server-password-22"};
  const Credentials client2{"cli2", "second-client-password-22"};
  line.server.restart(server2, client2);
  line.client.restart(client2, server2, {kServerAddress}, line.now);
  EXPECT_EQ(line.client.selected(), kServerAddress) << "media flows on meanwhile";
  line.run_until(kStart + seconds{2});
  EXPECT_FALSE(line.client.failed());
  EXPECT_FALSE(line.server.owns_ufrag("srvU"));
}

TEST(ControllingAgent, FailsByName) {
  Random random{1};
  const ControllingAgent none{kClient, kServer, {}, random, kStart};
  EXPECT_EQ(none.failed(), ControllingFailure::no_candidates);
  EXPECT_EQ(none.deadline(), kNever);

  // A peer that takes us for the controlled side refuses with 487 although it is lite.
  ControllingAgent refused{kClient, kServer, {kServerAddress}, random, kStart};
  Buffer buffer{};
  const auto check = refused.poll_check(kStart, buffer);
  ASSERT_TRUE(check);
  const auto request = wire::parse_stun(Bytes{buffer}.first(check->size));
  ASSERT_TRUE(request);
  Buffer reply{};
  wire::StunWriter writer{reply, wire::StunClass::error, wire::kStunBinding, request->transaction};
  writer.error_code(487, "Role Conflict");
  const Bytes error = wire::finish_with_integrity(writer, kServer.pwd);
  EXPECT_EQ(refused.handle(kStart, kServerAddress, error), StunDrop::error_response);
  EXPECT_FALSE(refused.poll_check(kStart + milliseconds{1}, buffer));
  EXPECT_EQ(refused.failed(), ControllingFailure::refused);
}

TEST(ControllingAgent, BelievesOnlyGenuineAnswers) {
  Random random{1};
  ControllingAgent agent{kClient, kServer, {kServerAddress}, random, kStart};
  Buffer buffer{};
  const auto check = agent.poll_check(kStart, buffer);
  ASSERT_TRUE(check);
  const auto request = wire::parse_stun(Bytes{buffer}.first(check->size));
  ASSERT_TRUE(request);
  const auto answer = [&](const wire::TransactionId& id, const std::string& key) {
    Buffer reply{};
    wire::StunWriter writer{reply, wire::StunClass::success, wire::kStunBinding, id};
    writer.xor_mapped_address(kClientAddress);
    const Bytes done = wire::finish_with_integrity(writer, key);
    return Message(done.begin(), done.end());
  };
  EXPECT_EQ(agent.handle(kStart, kServerAddress, answer({}, kServer.pwd)), StunDrop::unknown_transaction);
  EXPECT_EQ(agent.handle(kStart, kServerAddress, answer(request->transaction, kClient.pwd)), StunDrop::bad_integrity);
  EXPECT_EQ(agent.handle(kStart, kOtherServerAddress, answer(request->transaction, kServer.pwd)),
            StunDrop::wrong_address);
  EXPECT_EQ(agent.handle(kStart, kServerAddress, Bytes{buffer}.first(check->size)), StunDrop::not_binding);
  EXPECT_FALSE(agent.selected());
  EXPECT_EQ(agent.handle(kStart, kServerAddress, answer(request->transaction, kServer.pwd)), std::nullopt);
  EXPECT_EQ(agent.selected(), kServerAddress);
}

}  // namespace
}  // namespace diemcau::ice
