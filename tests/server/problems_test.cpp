// Bad input at every door: each problem code of docs/protocol.md, and that nobody else is disturbed.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <chrono>

#include "conference/json.hpp"
#include "engine/testing_offers.hpp"
#include "server/client.hpp"
#include "server/program.hpp"

namespace diemcau::testing {
namespace {

const std::string kConference = "/api/v1/conferences/hoi-thao";
const std::string kSdp = "application/sdp";
const std::string kJson = "application/json";
const std::string kFragment = "application/trickle-ice-sdpfrag";

// One server for all of these: it must bear everything.
class Problems : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    server_ = new RunningServer{folder_->path()};
  }
  static void TearDownTestSuite() {
    delete server_;
    delete folder_;
  }
  void TearDown() override { EXPECT_EQ(request(port(), "GET", "/healthz").status, 200) << "the server is gone"; }

  static std::uint16_t port() { return server_->port(); }
  static Fields as(const std::string& role, const std::string& type) { return bearer(server_->token(role), type); }
  static Fields as_site(const std::string& site, const std::string& type) {
    return bearer(server_->site_token(site), type);
  }
  static Reply command(const std::string& role, const std::string& json) {
    return request(port(), "POST", kConference + "/commands", as(role, kJson), json);
  }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline RunningServer* server_ = nullptr;
};

TEST_F(Problems, OfEveryKindHaveTheirStatusAndCode) {
  const Fields chair = as("chair", kJson);
  const Fields site = as_site("binh-phuoc", kSdp);
  std::string foreign = server_->token("chair");
  foreign.back() = foreign.back() == 'A' ? 'B' : 'A';
  const struct {
    std::string method, path;
    Fields fields;
    std::string body;
    int status;
    std::string code;
  } cases[] = {
      {"POST", kConference + "/commands", chair, "{", 400, "malformed_json"},
      {"POST", kConference + "/commands", chair, "[]", 400, "malformed_json"},
      {"POST", kConference + "/commands", chair, std::string(60'000, '['), 400, "malformed_json"},
      {"POST", kConference + "/whip", site, "v=0\r\nnonsense", 400, "malformed_sdp"},
      {"POST", kConference + "/whip", site, "", 400, "malformed_sdp"},
      {"POST", kConference + "/whip?source=hologram", site, engine::testing::chromium_publisher(), 400,
       "malformed_request"},
      {"POST", kConference + "/whep?view=moon", site, engine::testing::chromium_publisher(), 400, "malformed_request"},
      {"GET", kConference + "/events", chair, "", 400, "malformed_request"},
      {"GET", "/api/v1/me", {}, "", 401, "token_missing"},
      {"GET", "/api/v1/me", {{"Authorization", "Basic YTpi"}}, "", 401, "token_missing"},
      {"GET", "/api/v1/me", bearer("dc1.e30.AAAA"), "", 401, "token_invalid"},
      {"GET", "/api/v1/me", bearer(std::string(4'000, 'x')), "", 401, "token_invalid"},
      {"GET", kConference, bearer(foreign), "", 401, "token_invalid"},
      {"POST", kConference + "/commands", as("observer", kJson), R"({"type":"conclude"})", 403, "not_permitted"},
      {"GET", kConference + "/links", as("hall", kJson), "", 403, "not_permitted"},
      {"POST", kConference + "/whip", as("chair", kSdp), engine::testing::chromium_publisher(), 403, "not_permitted"},
      {"GET", "/api/v1/conferences/another", chair, "", 404, "no_such_conference"},
      {"GET", "/api/v1/conferences/No%20Slug", chair, "", 404, "no_such_conference"},
      {"DELETE", kConference + "/sessions/none", chair, "", 404, "no_such_session"},
      {"PATCH", kConference + "/sessions/none", as("chair", kFragment), "a=end-of-candidates\r\n", 404,
       "no_such_session"},
      {"PUT", kConference + "/sessions/none/sizes", chair, R"({"main":720})", 404, "no_such_session"},
      {"POST", kConference + "/commands", chair, R"({"type":"give_floor","site":"atlantis"})", 404, "no_such_site"},
      {"GET", "/nothing/here", {}, "", 404, "not_found"},
      {"GET", "/api/v1/nothing", chair, "", 404, "not_found"},
      {"GET", "/assets/../index.html", {}, "", 404, "not_found"},
      {"DELETE", "/healthz", {}, "", 405, "method_not_allowed"},
      {"GET", kConference + "/whip", site, "", 405, "method_not_allowed"},
      {"BREW", "/api/v1/me", chair, "", 405, "method_not_allowed"},
      {"POST", kConference + "/commands", chair, R"({"type":"give_floor","site":"dak-lak"})", 409, "site_not_present"},
      {"POST", kConference + "/commands", chair, R"({"type":"take_back_floor"})", 409, "no_turn"},
      {"POST", kConference + "/commands", chair, std::string(256 * 1024 + 1, ' '), 413, "body_too_large"},
      {"POST", kConference + "/whip", as_site("binh-phuoc", kJson), engine::testing::chromium_publisher(), 415,
       "wrong_content_type"},
      {"POST", kConference + "/commands", bearer(server_->token("chair")), "{}", 415, "wrong_content_type"},
      {"POST", kConference + "/commands", chair, R"({"type":"dance"})", 422, "unknown_command"},
      {"POST", kConference + "/commands", chair, R"({"type":"give_floor"})", 422, "invalid_field"},
      {"POST", kConference + "/commands", chair, R"({"type":"give_floor","site":7})", 422, "invalid_field"},
      {"PUT", kConference + "/sessions/none/sizes", chair, R"({"main":-1})", 422, "invalid_field"},
      {"PUT", kConference + "/sessions/none/sizes", chair, R"({"main":"big"})", 422, "invalid_field"},
  };
  for (const auto& one : cases) {
    const Reply reply = request(port(), one.method, one.path, one.fields, one.body);
    EXPECT_EQ(reply.status, one.status) << one.method << " " << one.path << " " << one.body.substr(0, 60);
    EXPECT_EQ(reply.code(), one.code) << one.method << " " << one.path << " " << one.body.substr(0, 60);
  }
}

TEST_F(Problems, UnknownCodecOnlyIsRefusedAndSaysSo) {
  std::string offer = engine::testing::chromium_publisher();
  for (const std::string codec : {"opus/48000/2", "red/48000/2", "VP8/90000", "VP9/90000", "H264/90000"}) {
    for (auto at = offer.find(codec); at != std::string::npos; at = offer.find(codec)) {
      offer.replace(at, codec.size(), "theora/90000");
    }
  }
  const Reply reply = request(port(), "POST", kConference + "/whip", as_site("binh-phuoc", kSdp), offer);
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(reply.code(), "no_common_codec");
}

TEST_F(Problems, SpeakTheReadersLanguage) {
  const auto detail = [&](const std::string& accepted) {
    const Reply reply = request(port(), "GET", "/nothing", {{"Accept-Language", accepted}});
    return reply.field("Content-Language");
  };
  EXPECT_EQ(detail("en-GB,en;q=0.9"), "en");
  EXPECT_EQ(detail("vi-VN,vi;q=0.9,en;q=0.8"), "vi");
  EXPECT_EQ(detail("vi;q=0.3, en;q=0.7"), "en");
  EXPECT_EQ(detail("de"), "vi");
  EXPECT_EQ(detail(""), "vi");
}

// Whatever refuses: a page of another origin can read it, in its reader's language.
TEST_F(Problems, OfRequestsThatAreNotReadToTheEndAreAsReadableAsOthers) {
  Fields fields = as("chair", kJson);
  fields.emplace_back("Accept-Language", "en");
  const struct {
    std::string body;
    std::string code;
  } cases[] = {{std::string(256 * 1024 + 1, ' '), "body_too_large"}, {"{", "malformed_json"}};
  for (const auto& one : cases) {
    const Reply reply = request(port(), "POST", kConference + "/commands", fields, one.body);
    EXPECT_EQ(reply.code(), one.code);
    EXPECT_EQ(reply.field("Content-Language"), "en") << one.code;
    EXPECT_EQ(reply.field("Access-Control-Allow-Origin"), "*") << one.code;
    EXPECT_EQ(reply.field("X-Content-Type-Options"), "nosniff") << one.code;
  }
}

TEST_F(Problems, MethodNotAllowedNamesThoseThatAre) {
  EXPECT_EQ(request(port(), "PUT", kConference + "/sessions/x", as("chair", kJson)).field("Allow"),
            "PATCH, DELETE, OPTIONS");
  EXPECT_EQ(request(port(), "DELETE", "/healthz").field("Allow"), "GET, HEAD, OPTIONS");
}

TEST_F(Problems, ARevokedLinkIsRefusedAtEveryDoorAndItsSocketClosed) {
  const std::string token = server_->token("observer");
  const auto me = request(port(), "GET", "/api/v1/me", bearer(token)).json();
  EventClient events{port(), kConference + "/events?access_token=" + token};
  ASSERT_TRUE(events.next_of("snapshot"));
  const Reply revoked =
      command("chair", R"({"type":"revoke_link","link":")" + std::string{me.at("link").as_string()} + R"("})");
  ASSERT_EQ(revoked.status, 200) << revoked.body;
  while (events.next()) {
  }
  EXPECT_EQ(events.close_code(), 1008U);
  for (const char* path : {"/api/v1/me", "/api/v1/conferences/hoi-thao", "/api/v1/conferences/hoi-thao/links"}) {
    const Reply reply = request(port(), "GET", path, bearer(token));
    EXPECT_EQ(reply.status, 401) << path;
    EXPECT_EQ(reply.code(), "token_revoked") << path;
  }
  EXPECT_EQ(request(port(), "POST", kConference + "/whep", bearer(token, kSdp), "v=0").code(), "token_revoked");
  EXPECT_EQ((EventClient{port(), kConference + "/events?access_token=" + token}).refused(), 401);
}

TEST_F(Problems, ALinkThatExpiresIsRefusedAtEveryDoorAndItsSocketClosed) {
  const auto now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  const auto expires_at = now() + std::chrono::milliseconds{1'500};
  const auto issue = [&](WallTime until) {
    return command(
        "chair", R"({"type":"issue_link","role":"observer","expires_at":")" + conference::to_rfc3339(until) + R"("})");
  };
  EXPECT_EQ(issue(now() - std::chrono::milliseconds{1}).code(), "invalid_field");
  ASSERT_EQ(issue(expires_at).status, 200);
  const auto links = request(port(), "GET", kConference + "/links", as("chair", kJson)).json();
  const auto& brief = links.at("links").as_array().back().as_object();
  EXPECT_EQ(brief.at("expires_at").as_string(), conference::to_rfc3339(expires_at));
  const std::string token{brief.at("token").as_string()};
  EXPECT_EQ(request(port(), "GET", kConference, bearer(token)).status, 200);
  EventClient events{port(), kConference + "/events?access_token=" + token};
  ASSERT_TRUE(events.next_of("snapshot"));

  while (events.next()) {
  }
  EXPECT_EQ(events.close_code(), 1008U);
  EXPECT_EQ(events.close_reason(), "token_expired");
  EXPECT_GE(now(), expires_at);
  EXPECT_LT(now(), expires_at + std::chrono::seconds{1});
  const struct {
    std::string method, path, type, body;
  } doors[] = {
      {"GET", "/api/v1/me", "", ""},
      {"GET", kConference, "", ""},
      {"POST", kConference + "/commands", kJson, R"({"type":"conclude"})"},
      {"GET", kConference + "/links", "", ""},
      {"GET", kConference + "/papers/paper-1", "", ""},
      {"POST", kConference + "/papers?title=A", "application/pdf", "%PDF"},
      {"GET", kConference + "/events", "", ""},
      {"POST", kConference + "/whip", kSdp, "v=0"},
      {"POST", kConference + "/whep", kSdp, "v=0"},
      {"PATCH", kConference + "/sessions/none", kFragment, "a=end-of-candidates\r\n"},
      {"PUT", kConference + "/sessions/none/sizes", kJson, R"({"main":720})"},
      {"DELETE", kConference + "/sessions/none", "", ""},
  };
  for (const auto& one : doors) {
    const Reply reply = request(port(), one.method, one.path, bearer(token, one.type), one.body);
    EXPECT_EQ(reply.status, 401) << one.method << " " << one.path;
    EXPECT_EQ(reply.code(), "token_expired") << one.method << " " << one.path;
  }
  EXPECT_EQ((EventClient{port(), kConference + "/events?access_token=" + token}).refused(), 401);
}

TEST_F(Problems, StaleCommandsAreRefused) {
  const std::uint64_t seq =
      request(port(), "GET", kConference, as("chair", kJson)).json().at("seq").to_number<std::uint64_t>();
  ASSERT_EQ(command("chair", R"({"type":"take_scene","main":"da-nang"})").status, 409) << "nobody there to be seen";
  const Reply open = command("chair", R"({"type":"take_back_floor","expected_seq":)" + std::to_string(seq) + "}");
  EXPECT_EQ(open.code(), "no_turn");
}

TEST_F(Problems, AfterConclusionTheFloorIsClosed) {
  const TemporaryFolder folder;
  RunningServer other{folder.path()};
  const Fields chair = bearer(other.token("chair"), kJson);
  const auto say = [&](const std::string& json) {
    return request(other.port(), "POST", kConference + "/commands", chair, json);
  };
  EXPECT_EQ(say(R"({"type":"conclude"})").status, 200);
  const Reply late = say(R"({"type":"give_floor","site":"da-nang"})");
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.code(), "conference_concluded");
}

TEST_F(Problems, RequestsThatAreNoHttpGetFourHundredAndAreClosed) {
  for (const std::string& bytes :
       {std::string{"hello\r\n\r\n"}, std::string{"GET /healthz HTTP/1.1\r\n\r\n"},
        std::string{"GET /healthz HTTP/3.7\r\nHost: a\r\n\r\n"}, std::string{"GET http:// HTTP/1.1\r\nHost: a\r\n\r\n"},
        "GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n",
        std::string{"POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc"},
        std::string{"POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nabc"},
        std::string{"POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        std::string{"POST /healthz HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        std::string{"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + "\r\n\r\n"}) {
    Client client{port()};
    client.send(bytes);
    const Reply reply = client.receive();
    EXPECT_EQ(reply.status, 400) << bytes.substr(0, 60);
    EXPECT_EQ(reply.code(), "malformed_request") << bytes.substr(0, 60);
  }
}

}  // namespace
}  // namespace diemcau::testing
