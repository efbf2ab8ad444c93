// The directory on the real program: who may see it, entries one by one, files in and out, and files that are too long.
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <memory>

#include "server/client.hpp"
#include "server/program.hpp"

namespace diemcau::testing {
namespace {

const std::string kDirectory = "/api/v1/directory/";
const std::string kPassword = "một câu dài dễ nhớ";
const std::string kCsv = "text/csv; charset=utf-8";
const std::string kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

using boost::json::object;

// An organiser at an empty directory.
class DirectoryDoors : public ::testing::Test {
 protected:
  DirectoryDoors() {
    Program add{{"account", "add", "le-binh", "--role", "organiser", "--data", folder_.path().string()},
                kPassword + "\n"};
    EXPECT_EQ(add.wait().exit_code, 0);
    server_ = std::make_unique<RunningServer>(folder_.path(), std::vector<std::string>{});
    const Reply login = request(port(), "POST", "/api/v1/login", {{"Content-Type", "application/json"}},
                                boost::json::serialize(object{{"name", "le-binh"}, {"password", kPassword}}));
    EXPECT_EQ(login.status, 200) << login.body;
    const std::string set = login.field("Set-Cookie");
    cookie_ = set.substr(0, set.find(';'));
    csrf_ = std::string{login.json().at("csrf").as_string()};
  }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] Fields fields(const std::string& type = "application/json") const {
    return {{"Cookie", cookie_}, {"X-CSRF-Token", csrf_}, {"Content-Type", type}, {"Accept-Language", "en"}};
  }
  [[nodiscard]] Reply get(const std::string& path) const {
    return request(port(), "GET", kDirectory + path, {{"Cookie", cookie_}});
  }
  [[nodiscard]] Reply send(const std::string& method, const std::string& path, const object& body) const {
    return request(port(), method, kDirectory + path, fields(), boost::json::serialize(body));
  }
  [[nodiscard]] Reply import(const std::string& kind, const std::string& type, const std::string& bytes,
                             bool write) const {
    return request(port(), "POST", kDirectory + "import?kind=" + kind + "&write=" + (write ? "true" : "false"),
                   fields(type), bytes);
  }
  void add(const std::string& kind, const object& entry) const {
    const Reply added = send("POST", kind, entry);
    EXPECT_EQ(added.status, 201) << added.body;
  }
  void add_some() const {
    add("units", {{"id", "bo"}, {"name", "Bộ Nội vụ"}});
    add("units", {{"id", "tinh"}, {"name", "Tỉnh Bình Phước"}, {"parent", "bo"}});
    add("units", {{"id", "huyen"}, {"name", "Huyện Lộc Ninh"}, {"parent", "tinh"}});
    add("sites", {{"name", "Bình Phước"}, {"unit", "tinh"}, {"capacity", 80}, {"phone", "0912 345 678"}});
    add("delegates", {{"name", "Đại biểu Một"}, {"unit", "huyen"}, {"site", "binh-phuoc"}});
  }

  TemporaryFolder folder_;
  std::unique_ptr<RunningServer> server_;
  std::string cookie_;
  std::string csrf_;
};

TEST_F(DirectoryDoors, OpenForThoseWhoHaveSignedInOnly) {
  struct Case {
    std::string method, path;
  };
  for (const Case& one : {Case{"GET", "sites"},
                          {"POST", "sites"},
                          {"GET", "sites/a"},
                          {"PUT", "sites/a"},
                          {"DELETE", "sites/a"},
                          {"GET", "export?kind=sites"}}) {
    const Reply refused =
        request(port(), one.method, kDirectory + one.path, {{"Content-Type", "application/json"}}, "{}");
    EXPECT_EQ(refused.status, 401) << one.method << " " << one.path;
  }
  EXPECT_EQ(request(port(), "POST", kDirectory + "import?kind=sites", {{"Content-Type", "text/csv"}}, "a").status, 401);
  const Reply forged = request(port(), "POST", kDirectory + "units",
                               {{"Cookie", cookie_}, {"Content-Type", "application/json"}}, R"({"name":"A"})");
  EXPECT_EQ(forged.code(), "csrf_refused");
  EXPECT_EQ(get("rooms").status, 404);
  EXPECT_EQ(get("import").status, 405);
}

TEST_F(DirectoryDoors, EntriesAreAddedFoundChangedAndDeleted) {
  add_some();
  const Reply found = get("sites?q=binh&unit=bo");
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(boost::json::serialize(found.json()),
            R"({"sites":[{"id":"binh-phuoc","name":"Bình Phước","unit":"tinh","capacity":80,"phone":"0912 345 678"}],)"
            R"("total":1})");
  EXPECT_EQ(get("sites?unit=huyen").json().at("total"), 0);
  EXPECT_EQ(get("units?limit=2").json().at("next"), "huyen");
  EXPECT_EQ(get("units?limit=501").code(), "invalid_field");
  EXPECT_EQ(get("sites?after=gone").code(), "page_is_gone");

  EXPECT_EQ(send("PUT", "units/tinh", {{"name", "Tỉnh"}, {"parent", "huyen"}}).code(), "invalid_field") << "a cycle";
  const Reply faulty = send("PUT", "sites/binh-phuoc", {{"name", ""}, {"unit", "x"}, {"capacity", "nhiều"}});
  EXPECT_EQ(faulty.status, 422);
  EXPECT_EQ(boost::json::serialize(faulty.json().at("faults").as_array()[0]),
            R"({"field":"name","code":"required","text":"Site name is missing. Fill it in."})");
  EXPECT_EQ(faulty.json().at("faults").as_array().size(), 3U);
  EXPECT_EQ(send("PUT", "sites/binh-phuoc", {{"name", "Đồng Xoài"}, {"unit", "huyen"}}).status, 200);
  EXPECT_EQ(get("sites/binh-phuoc").json(), (object{{"id", "binh-phuoc"}, {"name", "Đồng Xoài"}, {"unit", "huyen"}}));

  EXPECT_EQ(send("DELETE", "units/tinh", {}).code(), "in_use");
  EXPECT_EQ(send("DELETE", "delegates/dai-bieu-mot", {}).status, 204);
  EXPECT_EQ(get("delegates/dai-bieu-mot").code(), "no_such_entry");
  EXPECT_EQ(request(port(), "POST", kDirectory + "units", fields(), "[").code(), "malformed_json");
}

TEST_F(DirectoryDoors, AFileIsShownBeforeItIsWrittenAndComesBackAsItIs) {
  add_some();
  const std::string faulty = "Mã;Tên;Đơn vị\r\nlao-cai;Lào Cai;bo\r\nx;X;không có\r\n";
  const Reply preview = import("sites", kCsv, faulty, true);
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_EQ(preview.json().at("faulty"), 1);
  EXPECT_EQ(preview.json().at("written"), 0);
  const auto report = preview.json();
  const auto& row = report.at("rows").as_array()[1].as_object();
  EXPECT_EQ(row.at("row"), 3);
  EXPECT_EQ(row.at("faults").as_array()[0].at("code"), "no_such_unit");
  EXPECT_EQ(get("sites").json().at("total"), 1) << "all or nothing";

  EXPECT_EQ(import("sites", kCsv, "Mã;Tên;Đơn vị\r\nlao-cai;Lào Cai;bo\r\n", true).json().at("written"), 1);
  for (const std::string kind : {"units", "sites", "delegates"}) {
    for (const auto& [format, type] : {std::pair{"csv", kCsv}, {"xlsx", kXlsx}}) {
      const Reply file = get("export?kind=" + kind + "&format=" + format);
      ASSERT_EQ(file.status, 200);
      EXPECT_NE(file.field("Content-Disposition").find(kind + "." + format), std::string::npos);
      const Reply back = import(kind, type, file.body, true);
      ASSERT_EQ(back.status, 200) << back.body;
      EXPECT_EQ(back.json().at("written"), 0) << kind << " " << format << back.body;
      EXPECT_EQ(back.json().at("faulty"), 0);
    }
  }
  EXPECT_EQ(import("sites", kXlsx, "no archive", false).code(), "not_a_workbook");
  EXPECT_EQ(import("sites", "text/plain", "a", false).code(), "wrong_content_type");
}

TEST_F(DirectoryDoors, TakesFilesOfMebibytesThereAndNowhereElse) {
  add_some();
  std::string big = "Mã,Tên,Đơn vị,Địa chỉ\r\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string number = std::to_string(i);
    big += "s" + number + ",Điểm cầu xã " + number + ",tinh,Số " + number + " đường Trần Hưng Đạo\r\n";
  }
  ASSERT_GT(big.size(), 1024U * 1024);
  const Reply written = import("sites", kCsv, big, true);
  ASSERT_EQ(written.status, 200) << written.body;
  EXPECT_EQ(written.json().at("written"), 20'000);
  EXPECT_EQ(written.json().at("rows").as_array().size(), 2'000U);
  EXPECT_EQ(written.json().at("left_out"), 18'000);
  EXPECT_EQ(get("sites?q=19999").json().at("total"), 1);

  const std::string much(8 * 1024 * 1024 + 1, 'x');
  const auto head = [&](const std::string& path, const std::string& type, const std::string& cookie, std::size_t size) {
    Client client{port()};
    client.send("POST " + kDirectory + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
                "\r\nCookie: " + cookie + "\r\nX-CSRF-Token: " + csrf_ +
                "\r\nAccept-Language: en\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    return client.receive();
  };
  EXPECT_EQ(head("import?kind=sites", "text/csv", cookie_, much.size()).code(), "body_too_large");
  EXPECT_EQ(head("sites", "application/json", cookie_, 257 * 1024).code(), "body_too_large");
  EXPECT_EQ(head("import?kind=sites", "text/csv", "a=b", 1024 * 1024).status, 401) << "refused before it was read";
}

TEST_F(DirectoryDoors, IsThereAfterARestart) {
  add_some();
  server_.reset();
  server_ = std::make_unique<RunningServer>(folder_.path(), std::vector<std::string>{});
  EXPECT_EQ(get("sites?q=phuoc").json().at("total"), 1);
}

}  // namespace
}  // namespace diemcau::testing
