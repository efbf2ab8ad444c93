// Limits of time and number, on a server in this process with limits short enough for a test.
#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>

#include "auth/secure_random.hpp"
#include "engine/testing_offers.hpp"
#include "http/clock.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "server/accounts.hpp"
#include "server/client.hpp"
#include "server/directory.hpp"
#include "server/media_port.hpp"
#include "server/program.hpp"
#include "server/reference_conference.hpp"
#include "store/file_ballot_keys.hpp"
#include "store/file_paper_store.hpp"
#include "store/sqlite_account_store.hpp"
#include "store/sqlite_directory_store.hpp"
#include "store/sqlite_store.hpp"

namespace diemcau::testing {
namespace {

class NoMedia final : public server::MediaPort {
 public:
  [[nodiscard]] const engine::LocalDescription& local_description() const override { return description_; }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId) override {
    return {"abcdefgh", "abcdefghijklmnopqrstuvwx"};
  }
  bool post(engine::Command) override { return true; }

 private:
  engine::LocalDescription description_;
};

// The HTTP server on a thread of its own, as the program has it on the control thread.
class ServerInside {
 public:
  explicit ServerInside(http::ServerLimits limits) {
    store_ = std::move(*store::open_sqlite_store(folder_.path() / "log.sqlite"));
    account_store_ = std::move(*store::open_sqlite_account_store(folder_.path() / "log.sqlite"));
    accounts_ = std::make_unique<server::Accounts>(*account_store_, auth::fill_secure_random);
    ballot_keys_ = std::move(*store::open_file_ballot_keys(folder_.path() / "ballot-keys"));
    host_ = std::make_unique<server::ConferenceHost>(*store_, *ballot_keys_, media_, auth::fill_secure_random);
    EXPECT_TRUE(host_->start(http::read_clocks()));
    tokens = *server::ensure_reference_conference(*host_, http::read_clocks());
    directory_store_ = std::move(*store::open_sqlite_directory_store(folder_.path() / "log.sqlite"));
    directory_ = std::make_unique<server::Directory>(*directory_store_);
    paper_store_ = std::move(*store::open_file_paper_store(folder_.path() / "papers"));
    papers_ =
        std::make_unique<server::PaperRoom>(*paper_store_, document::DocumentTools{folder_.path() / "work", {}, {}});
    server_ = std::make_unique<http::Server>(
        io_, http::ServerConfig{.listen = {IpAddress::v4({127, 0, 0, 1}), 0}, .limits = limits},
        http::Services{*host_, *accounts_, *directory_, *papers_, metrics_, {}, {"stun:stun.example.org:3478"}}, [] {});
    EXPECT_TRUE(server_->start());
    port = server_->port();
    thread_ = std::thread{[this] { io_.run(); }};
  }
  // Runs on the control thread.
  template <class Call>
  auto inside(Call call) {
    std::packaged_task<decltype(call())()> task{call};
    auto done = task.get_future();
    boost::asio::post(io_, [&] { task(); });
    return done.get();
  }

  ~ServerInside() {
    boost::asio::post(io_, [this] {
      server_->stop();
      host_->shut_down();
    });
    for (int i = 0; i < 200 && inside([this] { return server_->connections(); }) > 0; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    io_.stop();
    thread_.join();
  }
  ServerInside(const ServerInside&) = delete;
  ServerInside& operator=(const ServerInside&) = delete;

  std::uint16_t port = 0;
  server::ReferenceTokens tokens;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::BallotKeys> ballot_keys_;
  NoMedia media_;
  http::Metrics metrics_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  std::unique_ptr<server::ConferenceHost> host_;
  std::unique_ptr<store::AccountStore> account_store_;
  std::unique_ptr<server::Accounts> accounts_;
  std::unique_ptr<store::DirectoryStore> directory_store_;
  std::unique_ptr<server::Directory> directory_;
  std::unique_ptr<store::PaperStore> paper_store_;
  std::unique_ptr<server::PaperRoom> papers_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST(Limits, ARequestThatTricklesInIsCutOff) {
  ServerInside server{{.request_time = milliseconds{200}}};
  for (const char* bytes :
       {"", "GET /healthz HT", "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"}) {
    Client slow{server.port};
    const auto began = steady_clock::now();
    slow.send(bytes);
    EXPECT_TRUE(slow.closed_by_server()) << bytes;
    EXPECT_LT(steady_clock::now() - began, milliseconds{2'000}) << bytes;
  }
  EXPECT_NE(request(server.port, "GET", "/metrics").body.find("diemcau_http_unreadable_total{reason=\"timeout\"}"),
            std::string::npos);
}

TEST(Limits, AByteNowAndThenDoesNotProlongARequest) {
  ServerInside server{{.request_time = milliseconds{1'000}}};
  Client slow{server.port};
  const auto began = steady_clock::now();
  for (const char c : std::string{"GET /heal"}) {
    slow.send(std::string{c});
    std::this_thread::sleep_for(milliseconds{90});
  }
  EXPECT_TRUE(slow.closed_by_server());
  EXPECT_LT(steady_clock::now() - began, milliseconds{1'700});
}

TEST(Limits, AnIdleConnectionIsClosed) {
  ServerInside server{{.idle_time = milliseconds{100}}};
  Client client{server.port};
  EXPECT_EQ(client.request("GET", "/healthz").status, 200);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(Limits, ConnectionsBeyondTheLimitsAreToldSo) {
  ServerInside few{{.connections = 2}};
  {
    Client first{few.port};
    Client second{few.port};
    EXPECT_EQ(first.request("GET", "/healthz").status, 200);
    EXPECT_EQ(second.request("GET", "/healthz").status, 200);
    const Reply third = request(few.port, "GET", "/healthz");
    EXPECT_EQ(third.status, 503);
    EXPECT_EQ(third.code(), "overloaded");
    EXPECT_FALSE(third.field("Retry-After").empty());
    EXPECT_EQ(first.request("GET", "/healthz").status, 200) << "the others are not disturbed";
  }
  ServerInside narrow{{.connections_per_address = 1}};
  Client first{narrow.port};
  EXPECT_EQ(first.request("GET", "/healthz").status, 200);
  const Reply second = request(narrow.port, "GET", "/healthz");
  EXPECT_EQ(second.status, 429);
  EXPECT_EQ(second.code(), "too_many");
}

TEST(Limits, APlaceIsFreeAgainWhenItsConnectionEnds) {
  ServerInside server{{.connections = 1}};
  for (int i = 0; i < 20; ++i) {
    int status = 503;
    for (int attempt = 0; attempt < 200 && status == 503; ++attempt) {  // the end of the last one is on its way
      status = request(server.port, "GET", "/healthz").status;
    }
    EXPECT_EQ(status, 200);
  }
}

TEST(Limits, AnEventClientThatIsSilentIsGone) {
  ServerInside server{{.websocket_silence = milliseconds{200}}};
  const std::string path = "/api/v1/conferences/hoi-thao/events?access_token=" + server.tokens.hall;
  Client dead{server.port};  // speaks no WebSocket, so answers no ping
  dead.send("GET " + path +
            " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_TRUE(dead.closed_by_server());
}

TEST(Limits, IceServersAreNamedInLinks) {
  ServerInside server{{}};
  const Reply reply = request(server.port, "POST", "/api/v1/conferences/hoi-thao/whip",
                              bearer(server.tokens.sites.at(SiteId{"da-nang"}), "application/sdp"),
                              engine::testing::chromium_publisher());
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.field("Link"), "<stun:stun.example.org:3478>; rel=\"ice-server\"");
}

}  // namespace
}  // namespace diemcau::testing
