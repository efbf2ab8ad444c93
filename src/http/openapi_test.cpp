#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <set>

#include "http/embedded.hpp"
#include "http/router.hpp"

namespace diemcau::http {
namespace {

boost::json::object document() {
  const std::string_view text = openapi_document();
  return boost::json::parse({text.data(), text.size()}).as_object();
}

std::string lower(std::string_view text) {
  std::string small{text};
  for (char& c : small) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return small;
}

TEST(OpenApi, NamesEveryRouteAndNothingElse) {
  std::set<std::string> routed;
  for (const Route& route : routes()) {
    routed.insert(lower(route.method) + " " + std::string{route.pattern});
  }
  std::set<std::string> documented;
  const auto api = document();
  for (const auto& [path, item] : api.at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (method != "parameters") {
        documented.insert(std::string{method} + " " + std::string{path});
      }
    }
  }
  EXPECT_EQ(documented, routed);
}

TEST(OpenApi, AgreesOnOperationsAndWhatTheyTake) {
  const auto api = document();
  for (const Route& route : routes()) {
    const auto& operation = api.at("paths").at(route.pattern).at(lower(route.method)).as_object();
    EXPECT_EQ(operation.at("operationId").as_string(), route.label);
    EXPECT_EQ(operation.contains("requestBody"), !route.takes.empty()) << route.label;
    for (const std::string_view type : types_of(route)) {
      EXPECT_TRUE(operation.at("requestBody").at("content").as_object().contains(type)) << route.label << " " << type;
    }
  }
}

TEST(OpenApi, EveryCallMayFail) {
  const auto api = document();
  for (const Route& route : routes()) {
    if (route.pattern.starts_with("/api/")) {
      const auto& operation = api.at("paths").at(route.pattern).at(lower(route.method)).as_object();
      EXPECT_TRUE(operation.at("responses").as_object().contains("500")) << route.label;
    }
  }
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  const auto api = document();
  const std::string_view text = openapi_document();
  constexpr std::string_view kStart = R"("$ref":"#)";
  std::size_t found = 0;
  for (auto at = text.find(kStart); at != std::string_view::npos; at = text.find(kStart, at + 1)) {
    const auto begin = at + kStart.size();
    const std::string_view pointer = text.substr(begin, text.find('"', begin) - begin);
    boost::system::error_code error;
    const boost::json::value whole = api;
    EXPECT_NE(whole.find_pointer({pointer.data(), pointer.size()}, error), nullptr) << pointer;
    ++found;
  }
  EXPECT_GT(found, 20U);
}

TEST(Routes, ThatShareAPathNameItsPartsAlike) {
  const auto shape = [](std::string_view pattern) {
    std::string text;
    bool inside = false;
    for (const char c : pattern) {
      text += inside && c != '}' ? "" : std::string{c};
      inside = c == '{' || (inside && c != '}');
    }
    return text;
  };
  for (const Route& left : routes()) {
    for (const Route& right : routes()) {
      if (shape(left.pattern) == shape(right.pattern)) {
        EXPECT_EQ(left.pattern, right.pattern);
        EXPECT_TRUE(left.method != right.method || &left == &right) << left.pattern;
      }
    }
  }
}

TEST(EmbeddedFiles, AreSortedAndWhole) {
  const auto files = embedded_files();
  EXPECT_TRUE(std::ranges::is_sorted(files, {}, &EmbeddedFile::path));
  EXPECT_EQ(std::ranges::count(files, std::string_view{"index.html"}, &EmbeddedFile::path), 1);
  for (const EmbeddedFile& file : files) {
    EXPECT_FALSE(file.bytes.empty()) << file.path;
    EXPECT_EQ(file.immutable, file.path.starts_with("assets/")) << file.path;
    EXPECT_TRUE(file.gzip.empty() || (file.gzip.starts_with("\x1f\x8b") && file.gzip.size() < file.bytes.size()));
  }
}

}  // namespace
}  // namespace diemcau::http
