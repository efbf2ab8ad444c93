// Before the day, on the real program: conferences made and copied, links, papers, rehearsals.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "document/testing.hpp"
#include "server/client.hpp"
#include "server/program.hpp"
#include "server/visitor.hpp"

namespace diemcau::testing {
namespace {

namespace json = boost::json;
using document::testing::pdf_of;

const std::string kConferences = "/api/v1/conferences";
const std::string kSample = kConferences + "/hoi-thao";
const std::string kPapers = kSample + "/papers";
const std::string kPdf = "application/pdf";
const std::string kJson = "application/json";

const std::string kDraft =
    R"({"title":"Hội nghị triển khai","topic":"Chuyên đề","kind":"hoi_nghi","mode":"hoi_nghi",)"
    R"("starts_at":"2021-11-02T01:00:00.000Z","main_site":"ha-noi",)"
    R"("sites":[{"id":"ha-noi","name":"Hà Nội"},{"id":"lao-cai","name":"Lào Cai","phone":"0214 000 000"}],)"
    R"("programme":[{"title":"Khai mạc","kind":"opening","site":"ha-noi","minutes":10}]})";

class OfficeDoors : public ::testing::Test {
 protected:
  OfficeDoors() {
    add_account(folder_.path(), "le-binh", "organiser");
    start();
  }
  void start() {
    server_.reset();
    server_ = std::make_unique<RunningServer>(folder_.path());
    organiser_ = Visitor{server_->port()};
    EXPECT_EQ(organiser_.login("le-binh").status, 200);
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] Reply hand_in(const std::string& token, const std::string& query, const std::string& type,
                              const std::string& bytes) const {
    return request(port(), "POST", kPapers + query, bearer(token, type), bytes);
  }
  [[nodiscard]] Reply read(const std::string& token, const std::string& paper, Fields more = {}) const {
    Fields fields = bearer(token);
    fields.insert(fields.end(), more.begin(), more.end());
    return request(port(), "GET", kPapers + "/" + paper, fields);
  }
  [[nodiscard]] std::size_t papers_on_disk() const {
    std::size_t papers = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_.path() / "papers"}) {
      papers += entry.is_regular_file() ? 1U : 0U;
    }
    return papers;
  }
  [[nodiscard]] json::object state_of(const std::string& conference) const {
    return organiser_.get(kConferences + "/" + conference).json().at("state").as_object();
  }

  [[nodiscard]] std::string site_token() const { return server_->site_token("binh-phuoc"); }

  TemporaryFolder folder_;
  std::unique_ptr<RunningServer> server_;
  Visitor organiser_;
};

TEST_F(OfficeDoors, ANewConferenceHasLinksForAll) {
  const Reply made = organiser_.send("POST", kConferences, kDraft);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json().at("id").as_string(), "hoi-nghi-trien-khai");
  EXPECT_EQ(made.field("Location"), kConferences + "/hoi-nghi-trien-khai");
  const Reply answer = organiser_.get(kConferences + "/hoi-nghi-trien-khai/links");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto links = answer.json().at("links").as_array();
  ASSERT_EQ(links.size(), 8U);
  for (const auto& link : links) {
    const std::string token{link.at("token").as_string()};
    const Reply me = request(port(), "GET", "/api/v1/me", bearer(token));
    EXPECT_EQ(me.json().at("role"), link.at("role"));
    const Reply seen = request(port(), "GET", kConferences + "/hoi-nghi-trien-khai", bearer(token));
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.body.find("0214"), std::string::npos) << "telephone numbers are for the desk";
  }
}

TEST_F(OfficeDoors, TheListSaysWhatThereIs) {
  ASSERT_EQ(organiser_.send("POST", kConferences, kDraft).status, 201);
  const auto all = organiser_.get(kConferences).json().at("conferences").as_array();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(json::serialize(all.at(0)),
            R"({"id":"hoi-nghi-trien-khai","title":"Hội nghị triển khai","topic":"Chuyên đề","phase":"planned",)"
            R"("rehearsal":false,"starts_at":"2021-11-02T01:00:00.000Z","sites":2})");
  EXPECT_EQ(all.at(1).at("id").as_string(), "hoi-thao");
}

// "field code" of the first field that is wrong; empty where none is named.
std::string first_fault(const Reply& reply) {
  const boost::json::object body = reply.json();
  if (!body.contains("faults")) {
    return {};
  }
  const boost::json::object& fault = body.at("faults").at(0).as_object();
  return std::string{fault.at("field").as_string()} + " " + std::string{fault.at("code").as_string()};
}

TEST_F(OfficeDoors, SaysWhyItIsNoConference) {
  const struct {
    std::string body;
    int status;
    std::string code;
    std::string fault = {};  // the first field and what is wrong with it
  } cases[] = {
      {"{", 400, "malformed_json"},
      {R"({"title":7})", 422, "invalid_field", "title wrong_value"},
      {R"({"title":"A","colour":"red"})", 422, "invalid_field", "colour unknown_field"},
      {R"({"title":"A","kind":"hoi_nghi"})", 422, "invalid_field", "sites missing"},
      {R"({"id":"Hội thảo","title":"A","kind":"hoi_nghi"})", 422, "invalid_field", "id wrong_value"},
      {R"({"title":"A","copy_of":"hoi-thao","kind":"hội nghị"})", 422, "invalid_field", "kind malformed"},
      {R"({"title":"A","copy_of":"khong-co"})", 404, "no_such_conference"},
      {R"({"id":"hoi-thao","copy_of":"hoi-thao"})", 409, "already_created"},
  };
  for (const auto& one : cases) {
    const Reply reply = organiser_.send("POST", kConferences, one.body);
    EXPECT_EQ(reply.status, one.status) << one.body;
    EXPECT_EQ(reply.code(), one.code) << one.body;
    EXPECT_EQ(first_fault(reply), one.fault) << reply.body;
  }
  EXPECT_EQ(request(port(), "POST", kConferences, bearer(server_->token("chair"), kJson), kDraft).status, 401)
      << "a link is no account";
  EXPECT_EQ(
      request(port(), "POST", kConferences, {{"Cookie", organiser_.cookie}, {"Content-Type", kJson}}, kDraft).status,
      403)
      << "a cookie alone is what another page could send";
}

TEST_F(OfficeDoors, AConferenceOfAThousandSitesAndFiveThousandDelegatesIsMadeAtOnce) {
  json::array sites;
  json::array delegates;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id = "xa-" + std::to_string(i);
    sites.push_back({{"id", id}, {"name", "Xã " + std::to_string(i)}, {"phone", "0271 000 000"}});
    for (int j = 0; j < 5; ++j) {
      const std::string delegate = id + "-" + std::to_string(j);
      delegates.push_back({{"id", delegate}, {"name", "Đại biểu " + delegate}, {"post", ""}, {"site", id}});
    }
  }
  const json::object draft{
      {"title", "Hội nghị toàn tỉnh"}, {"topic", ""},    {"kind", "hoi_nghi"},         {"mode", "hoi_nghi"},
      {"main_site", "xa-0"},           {"sites", sites}, {"programme", json::array{}}, {"delegates", delegates}};
  const Reply made = organiser_.send("POST", kConferences, json::serialize(draft));
  EXPECT_EQ(made.status, 201) << made.body.substr(0, 500);
}

TEST_F(OfficeDoors, ARehearsalRunsWithSimulatedSites) {
  EXPECT_EQ(organiser_.send("POST", kSample + "/robots", R"({"sites":["can-tho"]})").code(), "no_rehearsal");
  const Reply made =
      organiser_.send("POST", kConferences, R"({"title":"Diễn tập","copy_of":"hoi-thao","rehearsal":true})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_TRUE(state_of("dien-tap").at("rehearsal").as_bool());
  EXPECT_EQ(state_of("dien-tap").at("programme"), state_of("hoi-thao").at("programme"));
  const std::string robots = kConferences + "/dien-tap/robots";
  EXPECT_EQ(organiser_.send("POST", robots, R"({"sites":["atlantis"]})").code(), "no_such_site");
  EXPECT_EQ(organiser_.send("POST", robots, R"({"sites":"all"})").code(), "invalid_field");
  ASSERT_EQ(organiser_.send("POST", robots, R"({"sites":["can-tho"]})").status, 204);
  const auto is = [&](const char* what) {
    const auto sites = state_of("dien-tap").at("sites").as_array();
    const auto can_tho = std::ranges::find_if(sites, [](const auto& one) { return one.at("id") == "can-tho"; });
    return can_tho->at(what).as_bool();
  };
  for (int i = 0; i < 200 && !is("camera"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  EXPECT_TRUE(is("camera"));
  EXPECT_EQ(organiser_.send("POST", robots, R"({"sites":[]})").status, 204);
  for (int i = 0; i < 100 && is("present"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  EXPECT_FALSE(is("present")) << "they take leave, and are not waited for";
}

TEST_F(OfficeDoors, APaperIsHandedInApprovedAndRead) {
  const std::string pdf = pdf_of(3);
  const Reply handed = hand_in(site_token(), "?title=Tham%20lu%E1%BA%ADn&item=tham-luan-1", kPdf, pdf);
  ASSERT_EQ(handed.status, 201) << handed.body;
  EXPECT_EQ(handed.body, R"({"id":"paper-1","pages":3})");
  EXPECT_EQ(papers_on_disk(), 1U);
  EXPECT_EQ(read(site_token(), "paper-1").body, pdf);
  EXPECT_EQ(read(server_->token("director"), "paper-1").status, 200);
  EXPECT_EQ(read(server_->token("hall"), "paper-1").code(), "no_such_paper");
  EXPECT_EQ(read(server_->site_token("can-tho"), "paper-1").code(), "no_such_paper");
  const Reply approved =
      organiser_.send("POST", kSample + "/commands", R"({"type":"approve_paper","paper":"paper-1"})");
  ASSERT_EQ(approved.status, 200) << approved.body;
  start();
  const Reply seen = read(server_->token("hall"), "paper-1");
  EXPECT_EQ(seen.body, pdf) << "after a restart too";
  EXPECT_EQ(seen.field("Content-Type"), kPdf);
  EXPECT_EQ(seen.field("X-Content-Type-Options"), "nosniff");
  EXPECT_NE(seen.field("Content-Disposition").find("inline"), std::string::npos);
  EXPECT_NE(seen.field("Content-Security-Policy").find("script-src 'none'"), std::string::npos);
  const Reply again = read(server_->token("hall"), "paper-1", {{"If-None-Match", seen.field("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(state_of("hoi-thao").at("programme").at(2).at("paper").as_string(), "paper-1");
}

TEST_F(OfficeDoors, SaysWhyItIsNoPaper) {
  std::string damaged = pdf_of(2);
  damaged.resize(damaged.size() / 2);
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const struct {
    std::string name;
    std::string query;
    std::string type;
    std::string bytes;
    int status;
    std::string code;
  } cases[] = {
      {"a picture", "?title=A", "image/png", "x", 415, "wrong_content_type"},
      {"a page of the web", "?title=A", kPdf, "<html></html>", 422, "paper_unreadable"},
      {"half a paper", "?title=A", kPdf, damaged, 422, "paper_damaged"},
      {"an empty one", "?title=A", kPdf, pdf_of(0), 422, "paper_has_no_pages"},
      {"without a title", "", kPdf, pdf_of(1), 422, "invalid_field"},
      {"a title of blanks", "?title=%20%09", kPdf, pdf_of(1), 422, "invalid_field"},
      {"a title that is no text", "?title=%ff", kPdf, pdf_of(1), 400, "malformed_request"},
      {"a title with a control character", "?title=a%1bb", kPdf, pdf_of(1), 422, "invalid_field"},
      {"for no item", "?title=A&item=khong-co", kPdf, pdf_of(1), 404, "no_such_item"},
      {"another site's", "?title=A&site=can-tho", kPdf, pdf_of(1), 403, "not_permitted"},
  };
  for (const auto& one : cases) {
    const Reply reply = hand_in(site_token(), one.query, one.type, one.bytes);
    EXPECT_EQ(reply.status, one.status) << one.name << reply.body;
    EXPECT_EQ(reply.code(), one.code) << one.name;
  }
  const Reply office = hand_in(site_token(), "?title=A", word, "PK no such thing");
  EXPECT_EQ(office.status, 422);
  EXPECT_TRUE(office.code() == "paper_needs_pdf" || office.code() == "paper_not_convertible") << office.code();
  EXPECT_EQ(hand_in(server_->token("hall"), "?title=A", kPdf, pdf_of(1)).code(), "not_permitted");
  EXPECT_EQ(papers_on_disk(), 0U) << "of a paper that is refused, nothing stays";
}

TEST_F(OfficeDoors, APaperIsTooLargeBeforeItIsRead) {
  Client client{port()};
  client.send("POST " + kPapers + "?title=A HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) +
              "\r\nAuthorization: Bearer " + site_token() + "\r\nContent-Type: " + kPdf +
              "\r\nContent-Length: 52428801\r\n\r\n");
  const Reply reply = client.receive();
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.code(), "body_too_large");
}

}  // namespace
}  // namespace diemcau::testing
