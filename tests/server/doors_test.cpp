// What the doors give to those who ask properly.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "engine/testing_offers.hpp"
#include "server/client.hpp"
#include "server/program.hpp"

namespace diemcau::testing {
namespace {

const std::string kConference = "/api/v1/conferences/hoi-thao";
const std::string kSdp = "application/sdp";
const std::string kJson = "application/json";
const std::string kFragment = "application/trickle-ice-sdpfrag";

class Doors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    server_ = new RunningServer{folder_->path()};
  }
  static void TearDownTestSuite() {
    delete server_;
    delete folder_;
  }
  static std::uint16_t port() { return server_->port(); }
  static Reply publish(const std::string& site, const std::string& source = "camera") {
    return request(port(), "POST", kConference + "/whip?source=" + source, bearer(server_->site_token(site), kSdp),
                   engine::testing::chromium_publisher());
  }
  static Reply mute(const std::string& site, bool muted) {
    const std::string json = R"({"type":"mute_site","site":")" + site + R"(","muted":)" + (muted ? "true}" : "false}");
    return request(port(), "POST", kConference + "/commands", bearer(server_->token("director"), kJson), json);
  }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline RunningServer* server_ = nullptr;
};

TEST_F(Doors, ReadyLineNamesEveryLink) {
  EXPECT_EQ(server_->ready().at("conference").as_string(), "hoi-thao");
  EXPECT_EQ(server_->ready().at("tokens").at("sites").as_object().size(), 6U);
  for (const char* role : {"chair", "director", "hall", "observer"}) {
    const auto me = request(port(), "GET", "/api/v1/me", bearer(server_->token(role))).json();
    EXPECT_EQ(me.at("role").as_string(), role);
    EXPECT_EQ(me.at("conference").as_string(), "hoi-thao");
  }
  const auto me = request(port(), "GET", "/api/v1/me", bearer(server_->site_token("binh-phuoc"))).json();
  EXPECT_EQ(me.at("role").as_string(), "site");
  EXPECT_EQ(me.at("site").as_string(), "binh-phuoc");
}

TEST_F(Doors, StateAndCommandsAndLinks) {
  const Reply before = request(port(), "GET", kConference, bearer(server_->token("hall")));
  ASSERT_EQ(before.status, 200);
  const auto seq = before.json().at("seq").to_number<std::uint64_t>();
  EXPECT_EQ(before.json().at("state").at("phase").as_string(), "in_session");
  const Reply done = mute("can-tho", true);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json().at("seq").to_number<std::uint64_t>(), seq + 1);
  EXPECT_EQ(done.json().at("events").at(0).at("event").at("type").as_string(), "site_muted");
  EXPECT_EQ(mute("can-tho", true).json().at("events").as_array().size(), 0U) << "it is so already";
  mute("can-tho", false);
  const auto links = request(port(), "GET", kConference + "/links", bearer(server_->token("chair"))).json();
  EXPECT_EQ(links.at("links").as_array().size(), 12U);
}

TEST_F(Doors, WhipAndWhepAnswerWithAllTheirFields) {
  const Reply published = publish("lao-cai");
  ASSERT_EQ(published.status, 201) << published.body;
  EXPECT_EQ(published.field("Content-Type"), kSdp);
  EXPECT_TRUE(published.body.starts_with("v=0\r\n"));
  EXPECT_NE(published.body.find("a=ice-lite"), std::string::npos);
  const std::string session = published.field("Location");
  EXPECT_TRUE(session.starts_with(kConference + "/sessions/")) << session;
  const std::string etag = published.field("ETag");
  EXPECT_TRUE(etag.size() > 2 && etag.starts_with('"') && etag.ends_with('"')) << etag;
  EXPECT_NE(published.field("Access-Control-Expose-Headers").find("Location"), std::string::npos);
  EXPECT_EQ(published.field("Access-Control-Allow-Origin"), "*");

  const Fields site = bearer(server_->site_token("lao-cai"), kFragment);
  const std::string trickled =
      "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n"
      "a=mid:0\r\na=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host\r\n";
  EXPECT_EQ(request(port(), "PATCH", session, site, trickled).status, 204);
  Fields stale = site;
  stale.emplace_back("If-Match", "\"of another ICE session\"");
  EXPECT_EQ(request(port(), "PATCH", session, stale, trickled).code(), "etag_mismatch");
  Fields restart = site;
  restart.emplace_back("If-Match", "*");
  const Reply restarted =
      request(port(), "PATCH", session, restart, "a=ice-ufrag:Anew\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui2\r\n");
  EXPECT_EQ(restarted.status, 200) << restarted.body;
  EXPECT_EQ(restarted.field("Content-Type"), kFragment);
  EXPECT_NE(restarted.field("ETag"), etag);
  EXPECT_NE(restarted.body.find("a=ice-ufrag:"), std::string::npos);

  EXPECT_EQ(request(port(), "DELETE", session, bearer(server_->site_token("da-nang"))).code(), "no_such_session")
      << "somebody else's";
  EXPECT_EQ(request(port(), "DELETE", session, site).status, 200);
  EXPECT_EQ(request(port(), "DELETE", session, site).code(), "no_such_session");
}

TEST_F(Doors, ANewerPublisherTakesOverAndTheOlderIsTold) {
  EventClient events{port(), kConference + "/events?access_token=" + server_->site_token("da-nang")};
  ASSERT_TRUE(events.next_of("snapshot"));
  const Reply first = publish("da-nang");
  const Reply second = publish("da-nang");
  ASSERT_EQ(second.status, 201);
  const auto signal = events.next_of("signal");
  ASSERT_TRUE(signal);
  EXPECT_EQ(signal->at("signal").at("type").as_string(), "publisher_replaced") << boost::json::serialize(*signal);
  const Fields site = bearer(server_->site_token("da-nang"));
  EXPECT_EQ(request(port(), "DELETE", first.field("Location"), site).status, 404);
  EXPECT_EQ(request(port(), "DELETE", second.field("Location"), site).status, 200);
}

TEST_F(Doors, OptionsSayWhatADoorTakes) {
  const Reply whip = request(port(), "OPTIONS", kConference + "/whip",
                             {{"Origin", "https://elsewhere.example"}, {"Access-Control-Request-Method", "POST"}});
  EXPECT_EQ(whip.status, 204);
  EXPECT_EQ(whip.field("Allow"), "POST, OPTIONS");
  EXPECT_EQ(whip.field("Accept-Post"), kSdp);
  EXPECT_EQ(whip.field("Access-Control-Allow-Origin"), "*");
  EXPECT_NE(whip.field("Access-Control-Allow-Methods").find("POST"), std::string::npos);
  EXPECT_NE(whip.field("Access-Control-Allow-Headers").find("Authorization"), std::string::npos);
  const Reply session = request(port(), "OPTIONS", kConference + "/sessions/x");
  EXPECT_EQ(session.field("Accept-Patch"), kFragment);
  EXPECT_EQ(session.field("Allow"), "PATCH, DELETE, OPTIONS");
  EXPECT_EQ(request(port(), "OPTIONS", "/nothing/here").status, 404);
}

TEST_F(Doors, HeadSaysTheLengthAndSendsNothing) {
  Client client{port()};
  const Reply get = client.request("GET", "/healthz");
  const Reply head = client.request("HEAD", "/healthz");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.field("Content-Length"), std::to_string(get.body.size()));
  EXPECT_EQ(client.request("GET", "/healthz").body, R"({"status":"ok"})") << "the connection goes on";
}

TEST_F(Doors, PipelinedRequestsAreAnsweredInOrder) {
  Client client{port()};
  std::string bytes;
  for (const char* path : {"/healthz", "/nothing", "/api/v1/openapi.json", "/healthz"}) {
    bytes += "GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  client.send(bytes);
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_EQ(client.receive().json().at("openapi").as_string(), "3.1.0");
  EXPECT_EQ(client.receive().body, R"({"status":"ok"})");
}

TEST_F(Doors, OldAndClosingClientsAreServed) {
  Client old{port()};
  old.send("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.receive().status, 200);
  EXPECT_TRUE(old.closed_by_server());
  Client waiting{port()};
  const std::string token = server_->token("director");
  waiting.send("POST " + kConference + "/commands HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token +
               "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(waiting.receive().status, 100);
  waiting.send("{}");
  EXPECT_EQ(waiting.receive().code(), "invalid_field");
}

TEST_F(Doors, PagesAreTheAppWithItsSecurityFields) {
  const Reply page = request(port(), "GET", "/");
  ASSERT_EQ(page.status, 200);
  for (const char* path : {"/chair", "/site", "/hall", "/observer", "/director", "/secretary", "/line-test", "/login",
                           "/office", "/office/conference/hoi-thao", "/office/directory", "/office/accounts"}) {
    const Reply other = request(port(), "GET", path);
    EXPECT_EQ(other.status, 200) << path;
    EXPECT_EQ(other.body, page.body) << path;
  }
  EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.field("Cache-Control"), "no-cache");
  EXPECT_EQ(page.field("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.field("Referrer-Policy"), "no-referrer");
  EXPECT_NE(page.field("Permissions-Policy").find("camera=(self), microphone=(self)"), std::string::npos);
  const std::string policy = page.field("Content-Security-Policy");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self';")) << policy;
  EXPECT_NE(policy.find("connect-src 'self' ws://127.0.0.1"), std::string::npos) << policy;
  EXPECT_EQ(request(port(), "POST", "/chair").status, 405);
}

// The first file under /assets/ that the document names.
std::string hashed_asset(const std::string& document) {
  const auto begin = document.find("/assets/");
  return document.substr(begin, document.find('"', begin) - begin);
}

TEST_F(Doors, FilesAreCachedAndCompressed) {
  const std::string asset = hashed_asset(request(port(), "GET", "/").body);
  const Reply plain = request(port(), "GET", asset);
  ASSERT_EQ(plain.status, 200) << asset;
  EXPECT_EQ(plain.field("Cache-Control"), "public, max-age=31536000, immutable");
  const std::string etag = plain.field("ETag");
  ASSERT_FALSE(etag.empty());
  const Reply again = request(port(), "GET", asset, {{"If-None-Match", etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(request(port(), "GET", asset, {{"If-None-Match", "W/\"another\""}}).status, 200);
  const Reply packed = request(port(), "GET", asset, {{"Accept-Encoding", "br, gzip;q=0.8"}});
  if (packed.field("Content-Encoding") == "gzip") {
    EXPECT_LT(packed.body.size(), plain.body.size());
    EXPECT_TRUE(packed.body.starts_with("\x1f\x8b"));
  }
  EXPECT_EQ(request(port(), "GET", asset, {{"Accept-Encoding", "gzip;q=0"}}).field("Content-Encoding"), "");
}

TEST_F(Doors, MetricsCount) {
  const auto text = [&] { return request(port(), "GET", "/metrics"); };
  text();
  const Reply metrics = text();
  EXPECT_TRUE(metrics.field("Content-Type").starts_with("text/plain; version=0.0.4"));
  for (const char* line :
       {"diemcau_http_requests_total{route=\"metrics\",status=\"200\"} ", "diemcau_http_connections ",
        "process_resident_memory_bytes ", "# TYPE diemcau_http_request_seconds histogram",
        "diemcau_events_written_total ", "diemcau_media_"}) {
    EXPECT_NE(metrics.body.find(line), std::string::npos) << line << "\n" << metrics.body;
  }
}

TEST_F(Doors, EventsResumeWithNothingMissedAndNothingTwice) {
  const std::string path = kConference + "/events?access_token=" + server_->token("hall");
  EventClient first{port(), path};
  const auto snapshot = first.next_of("snapshot");
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->at("you").at("role").as_string(), "hall");
  auto seen = snapshot->at("seq").to_number<std::uint64_t>();
  mute("dak-lak", true);
  ASSERT_EQ(first.next_of("event")->at("seq").to_number<std::uint64_t>(), ++seen);
  for (int i = 0; i < 20; ++i) {  // while this client is away
    ASSERT_EQ(mute("dak-lak", i % 2 == 1).status, 200);
  }
  EventClient second{port(), path + "&since=" + std::to_string(seen)};
  for (int i = 0; i < 20; ++i) {
    const auto event = second.next();
    ASSERT_TRUE(event);
    EXPECT_EQ(event->at("type").as_string(), "event") << "no snapshot";
    EXPECT_EQ(event->at("seq").to_number<std::uint64_t>(), ++seen);
  }
  mute("dak-lak", false);
  EXPECT_EQ(second.next_of("event")->at("seq").to_number<std::uint64_t>(), ++seen);
  EventClient unknown{port(), path + "&since=999999"};
  EXPECT_EQ(unknown.next()->at("type").as_string(), "snapshot");
  EXPECT_EQ((EventClient{port(), path + "&since=x"}).refused(), 400);
}

}  // namespace
}  // namespace diemcau::testing
