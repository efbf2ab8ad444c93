// Accounts on the real program: the command line, signing in, what a cookie opens, and how it ends.
#include <gtest/gtest.h>

#include <signal.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <memory>

#include "server/client.hpp"
#include "server/program.hpp"
#include "server/visitor.hpp"

namespace diemcau::testing {
namespace {

const std::string kConference = "/api/v1/conferences/hoi-thao";
const std::pair<std::string, std::string> kJson{"Content-Type", "application/json"};

struct Ran {
  int exit_code = -1;
  std::string output;
  std::string errors;
};

Ran run_account(const std::filesystem::path& data, std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), "account");
  arguments.insert(arguments.end(), {"--data", data.string()});
  Program program{arguments, input};
  Ran ran;
  ran.output = program.output();
  const Ended ended = program.wait();
  ran.exit_code = ended.exit_code.value_or(-1);
  ran.errors = ended.errors;
  return ran;
}

// An administrator `tran-an` and an organiser `le-binh` on a server of their own.
class AccountDoors : public ::testing::Test {
 protected:
  AccountDoors() {
    EXPECT_EQ(run_account(data(), {"add", "tran-an", "--role", "administrator"}, kPassword + "\n").exit_code, 0);
    EXPECT_EQ(run_account(data(), {"add", "le-binh"}, kPassword + "\n").exit_code, 0);
    server_ = std::make_unique<RunningServer>(data());
  }
  [[nodiscard]] const std::filesystem::path& data() const { return folder_.path(); }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] Visitor visitor(const std::string& name) const {
    Visitor visitor{port()};
    const Reply reply = visitor.login(name);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return visitor;
  }

  TemporaryFolder folder_;
  std::unique_ptr<RunningServer> server_;
};

TEST(AccountCommand, AddsListsChangesAndRemoves) {
  const TemporaryFolder folder;
  const auto run = [&](std::vector<std::string> arguments, const std::string& input = {}) {
    return run_account(folder.path(), std::move(arguments), input);
  };
  EXPECT_EQ(run({"list"}).output, "");
  EXPECT_EQ(run({"add", "Tran-An", "--role", "administrator"}, kPassword + "\n").exit_code, 0);
  EXPECT_EQ(run({"add", "le-binh", "--role", "organiser"}, kPassword).exit_code, 0);
  EXPECT_EQ(run({"list"}).output, "le-binh\torganiser\ntran-an\tadministrator\n");
  const struct {
    std::vector<std::string> arguments;
    std::string input;
    std::string says;
  } refused[] = {
      {{"add", "le-binh"}, kPassword, "There is an account of this name"},
      {{"add", "lê bình"}, kPassword, "as in tran-an"},
      {{"add", "chi"}, "short\n", "at least 12 characters"},
      {{"add", "chi"}, "", "at least 12 characters"},
      {{"password", "chi"}, kPassword, "no such account"},
      {{"remove", "tran-an"}, "", "the last administrator"},
  };
  for (const auto& one : refused) {
    const Ran ran = run(one.arguments, one.input);
    EXPECT_EQ(ran.exit_code, 1) << one.says;
    EXPECT_NE(ran.errors.find(one.says), std::string::npos) << ran.errors;
  }
  EXPECT_NE(run({"add", "chi", "--role", "king"}, kPassword).exit_code, 0);
  EXPECT_EQ(run({"password", "le-binh"}, "a wholly new sentence\n").exit_code, 0);
  EXPECT_EQ(run({"remove", "le-binh"}).exit_code, 0);
  EXPECT_EQ(run({"list"}).output, "tran-an\tadministrator\n");
  EXPECT_EQ(run_account(folder.path() / "none", {"list"}).exit_code, 1);
}

TEST(FirstRun, TheLogSaysHowToAddAnAdministrator) {
  const TemporaryFolder folder;
  const auto log_of_a_run = [&] {
    RunningServer server{folder.path(), {}};
    server.program().signal(SIGTERM);
    return server.program().wait().errors;
  };
  const std::string hint = "diemcau account add NAME --role administrator --data " + folder.path().string();
  EXPECT_NE(log_of_a_run().find(hint), std::string::npos);
  ASSERT_EQ(run_account(folder.path(), {"add", "tran-an", "--role", "administrator"}, kPassword).exit_code, 0);
  EXPECT_EQ(log_of_a_run().find(hint), std::string::npos);
}

TEST_F(AccountDoors, SigningInGivesACookieThatScriptsAndOtherSitesCannotUse) {
  Visitor an{port()};
  const Reply reply = an.login("tran-an");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(boost::json::serialize(reply.json().at("account")), R"({"name":"tran-an","role":"administrator"})");
  const std::string set = reply.field("Set-Cookie");
  EXPECT_TRUE(set.starts_with("diemcau_session=")) << set;
  EXPECT_TRUE(set.ends_with("; Path=/; HttpOnly; SameSite=Strict")) << set;
  EXPECT_EQ(reply.field("Cache-Control"), "no-store");
  const Reply again = an.get("/api/v1/account");
  EXPECT_EQ(again.body, reply.body);
  const Reply proxied = request(port(), "POST", "/api/v1/login", {kJson, {"X-Forwarded-Proto", "https"}},
                                credentials("tran-an", kPassword));
  EXPECT_TRUE(proxied.field("Set-Cookie").ends_with("; SameSite=Strict; Secure")) << proxied.field("Set-Cookie");
}

TEST_F(AccountDoors, BadCredentialsAndBadBodiesHaveTheirCodes) {
  const Fields json{kJson};
  const struct {
    std::string body;
    Fields fields;
    int status;
    std::string code;
  } cases[] = {
      {credentials("tran-an", "wrong wrong wrong"), json, 401, "login_refused"},
      {credentials("nobody", kPassword), json, 401, "login_refused"},
      {credentials("", ""), json, 401, "login_refused"},
      {credentials("tran-an", std::string(50'000, 'x')), json, 401, "login_refused"},
      {"{", json, 400, "malformed_json"},
      {"[]", json, 400, "malformed_json"},
      {R"({"name":"tran-an"})", json, 422, "invalid_field"},
      {R"({"name":"tran-an","password":12})", json, 422, "invalid_field"},
      {R"({"name":"tran-an","password":"x","more":1})", json, 422, "invalid_field"},
      // A form of another site's page can send this, but not JSON.
      {credentials("tran-an", kPassword), {{"Content-Type", "text/plain"}}, 415, "wrong_content_type"},
  };
  for (const auto& one : cases) {
    const Reply reply = request(port(), "POST", "/api/v1/login", one.fields, one.body);
    EXPECT_EQ(reply.status, one.status) << one.body.substr(0, 80);
    EXPECT_EQ(reply.code(), one.code) << one.body.substr(0, 80);
    EXPECT_EQ(reply.field("Set-Cookie"), "");
  }
}

TEST_F(AccountDoors, GuessingIsToldToWait) {
  Visitor guesser{port()};
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guesser.login("tran-an", "wrong wrong wrong").code(), "login_refused");
  }
  const Reply sixth = guesser.login("tran-an", "wrong wrong wrong");
  EXPECT_EQ(sixth.status, 429);
  EXPECT_EQ(sixth.code(), "too_many");
  EXPECT_EQ(sixth.field("Retry-After"), "1");
  EXPECT_EQ(guesser.login("le-binh").status, 200) << "others may go on";
  const std::string metrics = request(port(), "GET", "/metrics").body;
  EXPECT_NE(metrics.find("diemcau_logins_refused_total 5"), std::string::npos);
  EXPECT_NE(metrics.find("diemcau_logins_throttled_total 1"), std::string::npos);
}

TEST_F(AccountDoors, WhatChangesSomethingNeedsTheTokenBesideTheCookie) {
  const Visitor an = visitor("tran-an");
  const Visitor other = visitor("tran-an");
  const std::pair<std::string, std::string> calls[] = {{"POST", "/api/v1/logout"},
                                                       {"POST", "/api/v1/account/password"},
                                                       {"POST", "/api/v1/accounts"},
                                                       {"PATCH", "/api/v1/accounts/le-binh"},
                                                       {"DELETE", "/api/v1/accounts/le-binh"},
                                                       {"POST", kConference + "/commands"}};
  for (const auto& [method, path] : calls) {
    for (const std::string& csrf : {std::string{}, other.csrf, an.cookie}) {
      Fields fields{{"Cookie", an.cookie}, kJson};
      if (!csrf.empty()) {
        fields.emplace_back("X-CSRF-Token", csrf);
      }
      const Reply reply = request(port(), method, path, fields, "{}");
      EXPECT_EQ(reply.status, 403) << method << " " << path;
      EXPECT_EQ(reply.code(), "csrf_refused") << method << " " << path;
    }
  }
  EXPECT_EQ(an.get("/api/v1/account").status, 200) << "nothing of it was done";
  EXPECT_EQ(an.get("/api/v1/accounts").json().at("accounts").as_array().size(), 2U);
}

TEST_F(AccountDoors, ASessionThatEndedCannotBeReplayed) {
  const Visitor an = visitor("tran-an");
  const Reply out = an.send("POST", "/api/v1/logout");
  EXPECT_EQ(out.status, 204);
  EXPECT_TRUE(out.field("Set-Cookie").starts_with("diemcau_session=; ")) << out.field("Set-Cookie");
  EXPECT_TRUE(out.field("Set-Cookie").ends_with("; Max-Age=0")) << out.field("Set-Cookie");
  for (const std::string& cookie :
       {an.cookie, std::string{"diemcau_session="}, "diemcau_session=" + std::string(43, 'A'),
        "diemcau_session=" + std::string(8'000, 'x'), std::string{"other=1"}, std::string{}}) {
    for (const char* path : {"/api/v1/account", "/api/v1/accounts"}) {
      const Reply reply = request(port(), "GET", path, {{"Cookie", cookie}});
      EXPECT_EQ(reply.status, 401) << cookie.substr(0, 60);
      EXPECT_EQ(reply.code(), "not_signed_in");
    }
  }
  EXPECT_EQ(request(port(), "GET", kConference, {{"Cookie", an.cookie}}).code(), "not_signed_in");
  EXPECT_EQ(request(port(), "GET", kConference, {{"Cookie", "other=1"}}).code(), "token_missing");
}

TEST_F(AccountDoors, AdministratorsManageAccountsAndOrganisersDoNot) {
  const Visitor an = visitor("tran-an");
  const Visitor binh = visitor("le-binh");
  const std::string chi = R"({"name":"chi","role":"organiser","password":"a long sentence"})";
  EXPECT_EQ(binh.get("/api/v1/accounts").code(), "not_permitted");
  EXPECT_EQ(binh.send("POST", "/api/v1/accounts", chi).code(), "not_permitted");
  EXPECT_EQ(binh.send("PATCH", "/api/v1/accounts/le-binh", R"({"role":"administrator"})").code(), "not_permitted");
  EXPECT_EQ(binh.send("DELETE", "/api/v1/accounts/tran-an").code(), "not_permitted");

  const Reply added = an.send("POST", "/api/v1/accounts", chi);
  EXPECT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.json().at("name").as_string(), "chi");
  EXPECT_EQ(an.send("POST", "/api/v1/accounts", chi).code(), "account_exists");
  EXPECT_EQ(an.send("POST", "/api/v1/accounts", R"({"name":"d","password":"a long sentence"})").code(),
            "invalid_account_name");
  const Reply weak = an.send("POST", "/api/v1/accounts", R"({"name":"dung","password":"short"})");
  EXPECT_EQ(weak.status, 422);
  EXPECT_EQ(weak.code(), "invalid_password");
  EXPECT_NE(weak.body.find("ít nhất 12 ký tự"), std::string::npos) << weak.body;

  EXPECT_EQ(an.send("PATCH", "/api/v1/accounts/tran-an", R"({"role":"organiser"})").code(), "last_administrator");
  EXPECT_EQ(an.send("DELETE", "/api/v1/accounts/tran-an").code(), "last_administrator");
  EXPECT_EQ(an.send("PATCH", "/api/v1/accounts/le-binh", R"({"role":"administrator"})").status, 200);
  EXPECT_EQ(binh.get("/api/v1/accounts").status, 200) << "at once, in the same session";
  EXPECT_EQ(an.send("PATCH", "/api/v1/accounts/le-binh", R"({"password":"another sentence"})").status, 200);
  EXPECT_EQ(binh.get("/api/v1/account").code(), "not_signed_in");
  EXPECT_EQ(an.send("DELETE", "/api/v1/accounts/chi").status, 204);
  EXPECT_EQ(an.send("DELETE", "/api/v1/accounts/chi").code(), "no_such_account");
}

TEST_F(AccountDoors, OnesOwnPasswordIsChangedByWhoKnowsIt) {
  Visitor binh = visitor("le-binh");
  const Visitor elsewhere = visitor("le-binh");
  const auto change = [&](const std::string& present, const std::string& fresh) {
    return binh.send("POST", "/api/v1/account/password",
                     boost::json::serialize(boost::json::object{{"present", present}, {"password", fresh}}));
  };
  EXPECT_EQ(change("wrong wrong wrong", "a wholly new sentence").code(), "wrong_password");
  const Reply changed = change(kPassword, "a wholly new sentence");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(binh.get("/api/v1/account").code(), "not_signed_in");
  EXPECT_EQ(elsewhere.get("/api/v1/account").code(), "not_signed_in");
  binh.keep(changed);
  EXPECT_EQ(binh.get("/api/v1/account").status, 200);
  EXPECT_EQ(Visitor{port()}.login("le-binh").status, 401);
  EXPECT_EQ(Visitor{port()}.login("le-binh", "a wholly new sentence").status, 200);
}

TEST_F(AccountDoors, AnOrganiserUsesTheDoorsOfEveryConference) {
  const Visitor binh = visitor("le-binh");
  EXPECT_EQ(binh.get(kConference).status, 200);
  EXPECT_EQ(binh.get("/api/v1/conferences/another").code(), "no_such_conference");
  const auto links = binh.get(kConference + "/links").json().at("links").as_array();
  const auto observer = std::ranges::find_if(links, [](const auto& one) { return one.at("role") == "observer"; });
  ASSERT_NE(observer, links.end());
  EXPECT_EQ(binh.send("POST", kConference + "/commands", R"({"type":"conclude"})").code(), "not_permitted");
  const Reply revoked =
      binh.send("POST", kConference + "/commands",
                boost::json::serialize(boost::json::object{{"type", "revoke_link"}, {"link", observer->at("link")}}));
  ASSERT_EQ(revoked.status, 200) << revoked.body;
  EXPECT_EQ(boost::json::serialize(revoked.json().at("events").at(0).at("by")),
            R"({"role":"organiser","account":"le-binh"})");
  // A page with a link of its own is that link's, whoever else is signed in in the browser.
  Fields both = bearer(server_->token("hall"));
  both.emplace_back("Cookie", binh.cookie);
  EXPECT_EQ(request(port(), "GET", kConference + "/links", both).code(), "not_permitted");
}

TEST_F(AccountDoors, AWebSocketByCookieMustComeFromOurOwnPageAndEndsWithTheSession) {
  const Visitor binh = visitor("le-binh");
  const std::string events = kConference + "/events";
  const std::string host = binh.origin().substr(7);
  for (const std::string& origin : {std::string{}, std::string{"https://evil.example"}, std::string{"null"},
                                    "http://127.0.0.1:" + std::to_string(port() + 1)}) {
    Fields fields{{"Cookie", binh.cookie}, {"Host", host}};
    if (!origin.empty()) {
      fields.emplace_back("Origin", origin);
    }
    EXPECT_EQ((EventClient{port(), events, fields}).refused(), 403) << origin;
  }
  EventClient client{port(), events, {{"Cookie", binh.cookie}, {"Host", host}, {"Origin", binh.origin()}}};
  const auto snapshot = client.next_of("snapshot");
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(boost::json::serialize(snapshot->at("you")), R"({"role":"organiser"})");
  EXPECT_TRUE(snapshot->at("desk").is_object());
  EXPECT_EQ(binh.send("POST", "/api/v1/logout").status, 204);
  EXPECT_FALSE(client.next());
  EXPECT_EQ(client.close_code(), 1008U);
}

TEST_F(AccountDoors, WhatTheCommandLineDoesAppliesToTheRunningServer) {
  const Visitor binh = visitor("le-binh");
  ASSERT_EQ(run_account(data(), {"remove", "le-binh"}).exit_code, 0);
  EXPECT_EQ(binh.get("/api/v1/account").code(), "not_signed_in");
  EXPECT_EQ(Visitor{port()}.login("le-binh").code(), "login_refused");
  ASSERT_EQ(run_account(data(), {"add", "chi"}, kPassword).exit_code, 0);
  EXPECT_EQ(Visitor{port()}.login("chi").status, 200);
}

TEST_F(AccountDoors, SessionsOutliveTheServer) {
  const Visitor an = visitor("tran-an");
  server_->program().signal(SIGKILL);
  (void)server_->program().wait();
  server_ = std::make_unique<RunningServer>(data());
  EXPECT_EQ((Visitor{port(), an.cookie, an.csrf}).get("/api/v1/account").status, 200);
}

TEST_F(AccountDoors, CheckingPasswordsHoldsNobodyElseUp) {
  using Clock = std::chrono::steady_clock;
  constexpr int kLogins = 12;
  std::vector<std::unique_ptr<Client>> clients;
  const auto began = Clock::now();
  for (int i = 0; i < kLogins; ++i) {
    const std::string name = credentials("nobody-" + std::to_string(i), kPassword);
    clients.push_back(std::make_unique<Client>(port()));
    clients.back()->send(
        "POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
        std::to_string(name.size()) + "\r\n\r\n" + name);
  }
  const auto asked = Clock::now();
  EXPECT_EQ(request(port(), "GET", "/healthz").status, 200);
  const auto answered = Clock::now() - asked;
  for (const auto& client : clients) {
    EXPECT_EQ(client->receive().status, 401);
  }
  EXPECT_LT(answered * 4, Clock::now() - began) << "the answer waited for passwords";
}

}  // namespace
}  // namespace diemcau::testing
