// How the program starts, ends, and comes back after it was killed.
#include <gtest/gtest.h>
#include <signal.h>

#include <boost/json/serialize.hpp>
#include <fstream>
#include <set>

#include "auth/secure_random.hpp"
#include "engine/testing_offers.hpp"
#include "server/client.hpp"
#include "server/conference_host.hpp"
#include "server/media_port.hpp"
#include "server/program.hpp"
#include "server/reference_conference.hpp"
#include "store/file_ballot_keys.hpp"
#include "store/sqlite_store.hpp"

namespace diemcau::testing {
namespace {

const std::string kConference = "/api/v1/conferences/hoi-thao";
const std::string kJson = "application/json";

// Sanitizers need memory and time of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

std::size_t resident_kib(pid_t pid) {
  std::ifstream status{"/proc/" + std::to_string(pid) + "/status"};
  for (std::string word; status >> word;) {
    if (word == "VmRSS:") {
      std::size_t kib = 0;
      status >> kib;
      return kib;
    }
  }
  return 0;
}

TEST(Life, AnswersSoonAndRestsInLittleMemory) {
  const TemporaryFolder folder;
  const auto began = std::chrono::steady_clock::now();
  RunningServer server{folder.path(), {}};
  ASSERT_EQ(request(server.port(), "GET", "/healthz").status, 200);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  const std::size_t kib = resident_kib(server.program().pid());
  std::printf("first answer after %lld ms, %zu KiB resident\n", static_cast<long long>(took.count()), kib);
  RecordProperty("first_answer_ms", static_cast<int>(took.count()));
  RecordProperty("resident_kib", static_cast<int>(kib));
  EXPECT_GT(kib, 0U);
  if (!kSanitized) {
    EXPECT_LE(took.count(), 300);
    EXPECT_LE(kib, 40U * 1024);
  }
  EXPECT_FALSE(server.ready().contains("tokens")) << "only with --sample or --demo";
}

TEST(Life, SigtermEndsItCleanlyWithinTwoSeconds) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const TemporaryFolder folder;
    RunningServer server{folder.path()};
    EventClient events{server.port(), kConference + "/events?access_token=" + server.token("hall")};
    ASSERT_TRUE(events.next_of("snapshot"));
    Client idle{server.port()};
    ASSERT_EQ(idle.request("GET", "/healthz").status, 200);
    server.program().signal(signal);
    while (events.next()) {
    }
    EXPECT_EQ(events.close_code(), 1001U) << "going away";
    EXPECT_TRUE(idle.closed_by_server());
    const Ended ended = server.program().wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_LE(ended.took.count(), 2'000);
    EXPECT_EQ(ended.errors.find("dc1."), std::string::npos) << "a token in the log";
  }
}

TEST(Life, TheDemoLivesAndEndsWithinTwoSeconds) {
  const TemporaryFolder folder;
  RunningServer server{folder.path(), {"--demo"}};
  EventClient events{server.port(), kConference + "/events?since=0&access_token=" + server.token("chair")};
  std::set<std::string> joined;
  while (joined.size() < 6) {
    const auto frame = events.next_of("event");
    ASSERT_TRUE(frame) << joined.size() << " sites joined";
    const auto& event = frame->at("event").as_object();
    if (event.at("type").as_string() == "site_joined") {
      joined.emplace(event.at("site").as_string());
    }
  }
  server.program().signal(SIGTERM);
  const Ended ended = server.program().wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.errors;
  EXPECT_LE(ended.took.count(), kSanitized ? 10'000 : 2'000);
}

TEST(Life, SomebodyWhoDoesNotReadDoesNotHinderTheEnd) {
  const TemporaryFolder folder;
  RunningServer server{folder.path()};
  Client half{server.port()};
  half.send("POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Le");
  Client deaf{server.port()};
  deaf.send("GET " + kConference + "/events?access_token=" + server.token("hall") +
            " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  server.program().signal(SIGTERM);
  const Ended ended = server.program().wait();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_LE(ended.took.count(), 2'000);
}

TEST(Life, PlainHttpStaysOnLoopback) {
  const TemporaryFolder folder;
  for (const char* listen : {"0.0.0.0:0", "[::]:0"}) {
    Program program{{"serve", "--data", folder.path().string(), "--media-port", "0", "--listen", listen}};
    EXPECT_FALSE(program.ready_line());
    const Ended ended = program.wait();
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_NE(ended.errors.find("--tls auto"), std::string::npos) << ended.errors;
    EXPECT_NE(ended.errors.find("--insecure-http"), std::string::npos) << ended.errors;
  }
  RunningServer allowed{folder.path(), {"--listen", "0.0.0.0:0", "--insecure-http"}};
  EXPECT_EQ(request(allowed.port(), "GET", "/healthz").status, 200);
}

TEST(Life, WhatCannotStartSaysWhy) {
  const TemporaryFolder folder;
  RunningServer first{folder.path()};
  const std::string port = std::to_string(first.port());
  const struct {
    std::vector<std::string> arguments;
    std::string says;
  } cases[] = {
      {{"serve", "--data", "/proc/none", "--media-port", "0", "--listen", "127.0.0.1:0"}, "data folder"},
      {{"serve", "--data", folder.path().string(), "--media-port", "0", "--listen", "127.0.0.1:0"},
       "another server uses the data folder"},
      {{"serve", "--data", (folder.path() / "b").string(), "--media-port", "0", "--listen", "127.0.0.1:" + port},
       "cannot listen on 127.0.0.1:" + port},
      {{"serve", "--listen", "everywhere"}, "everywhere is not ADDRESS:PORT"},
      {{"serve", "--public-address", "example.org"}, "no IP address"},
      {{"serve", "--public-address", "0.0.0.0"}, "no IP address"},
      {{"serve", "--lanes", "0"}, "--lanes"},
      {{"serve", "--lanes", "65"}, "--lanes"},
      {{"serve", "--ice-server", "turn:turn.example.org"}, "TURN needs credentials"},
      {{"serve", "--ice-server", "example.org"}, "no stun: address"},
      {{"serve", "--tls-cert", "/dev/null"}, "--tls-key"},
      {{"serve", "--tls", "maybe"}, "auto"},
      {{}, "subcommand"},
  };
  for (const auto& one : cases) {
    Program program{one.arguments};
    EXPECT_FALSE(program.ready_line());
    const Ended ended = program.wait();
    EXPECT_NE(ended.exit_code, 0);
    EXPECT_NE(ended.errors.find(one.says), std::string::npos) << ended.errors;
  }
}

TEST(Life, TheSampleConferenceIsTheSameAfterARestart) {
  const TemporaryFolder folder;
  std::string chair;
  {
    RunningServer server{folder.path()};
    chair = server.token("chair");
  }
  RunningServer server{folder.path()};
  EXPECT_EQ(server.token("chair"), chair);
}

// ---- kill -9 --------------------------------------------------------------------------------------------------------

// A media plane whose peers connect as soon as a session is opened.
class ObligingMedia final : public server::MediaPort {
 public:
  [[nodiscard]] const engine::LocalDescription& local_description() const override { return description_; }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId) override {
    return {"abcdefgh", "abcdefghijklmnopqrstuvwx"};
  }
  bool post(engine::Command command) override {
    if (const auto* opened = std::get_if<engine::OpenPublisher>(&command)) {
      events.emplace_back(engine::SessionConnected{opened->transport.session});
    }
    return true;
  }
  std::vector<engine::Event> events;

 private:
  engine::LocalDescription description_{.candidates = {SocketAddress{IpAddress::v4({127, 0, 0, 1}), 9}},
                                        .fingerprint_sha256 = {}};
};

// A log in which Bình Phước has joined and has the floor, written by the same code, on the same database.
void prepare_floor(const std::filesystem::path& data) {
  const server::Now now{Instant{} + std::chrono::hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  auto store = store::open_sqlite_store(data / "diemcau.sqlite");
  auto ballot_keys = store::open_file_ballot_keys(data / "ballot-keys");
  ASSERT_TRUE(store && ballot_keys);
  ObligingMedia media;
  server::ConferenceHost host{**store, **ballot_keys, media, auth::fill_secure_random};
  ASSERT_TRUE(host.start(now));
  const auto tokens = server::ensure_reference_conference(host, now);
  ASSERT_TRUE(tokens);
  const auto site = host.authenticate(tokens->sites.at(SiteId{"binh-phuoc"}), now);
  const auto chair = host.authenticate(tokens->chair, now);
  ASSERT_TRUE(site && chair);
  ASSERT_TRUE(host.publish(*site, conference::MediaSource::camera, engine::testing::chromium_publisher(), now));
  for (const engine::Event& event : std::exchange(media.events, {})) {
    host.handle(event, now);
  }
  const auto given = host.execute(*chair, {conference::GiveFloor{SiteId{"binh-phuoc"}}, std::nullopt}, now);
  ASSERT_TRUE(given) << given.error().detail_en;
}

std::vector<std::string> whole_log(const RunningServer& server, std::uint64_t last) {
  std::vector<std::string> log;
  EventClient events{server.port(), kConference + "/events?since=0&access_token=" + server.token("chair")};
  while (log.size() < last) {
    const auto frame = events.next();
    if (!frame) {
      ADD_FAILURE() << "the log ends after " << log.size() << " events of " << last;
      return log;
    }
    EXPECT_EQ(frame->at("type").as_string(), "event");
    log.push_back(boost::json::serialize(*frame));
  }
  return log;
}

TEST(Life, KilledInTheMiddleItComesBackWithTheWholeLogAndTheSameFloor) {
  const TemporaryFolder folder;
  prepare_floor(folder.path());
  const auto mute = [](RunningServer& server, bool muted) {
    return request(server.port(), "POST", kConference + "/commands", bearer(server.token("director"), kJson),
                   std::string{R"({"type":"mute_site","site":"can-tho","muted":)"} + (muted ? "true}" : "false}"));
  };
  std::vector<std::string> before;
  std::uint64_t answered = 0;
  {
    RunningServer server{folder.path()};
    for (int i = 0; i < 25; ++i) {
      const Reply reply = mute(server, i % 2 == 0);
      ASSERT_EQ(reply.status, 200);
      answered = reply.json().at("seq").to_number<std::uint64_t>();
    }
    before = whole_log(server, answered);
    server.program().signal(SIGKILL);
    EXPECT_FALSE(server.program().wait().exit_code);
  }
  const auto began = std::chrono::steady_clock::now();
  RunningServer server{folder.path()};
  const auto state = request(server.port(), "GET", kConference, bearer(server.token("chair"))).json();
  EXPECT_LE(std::chrono::steady_clock::now() - began, std::chrono::seconds{5});
  EXPECT_EQ(state.at("state").at("turn").at("site").as_string(), "binh-phuoc");
  EXPECT_EQ(whole_log(server, answered), before);
  EXPECT_EQ(mute(server, false).json().at("seq").to_number<std::uint64_t>(),
            state.at("seq").to_number<std::uint64_t>() + 1)
      << "the log goes on where it was";
}

}  // namespace
}  // namespace diemcau::testing
