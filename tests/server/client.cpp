#include "server/client.hpp"

#include <gtest/gtest.h>

#include <boost/algorithm/string/split.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json/parse.hpp>

namespace diemcau::testing {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::chrono::seconds kPatience{10};

asio::ip::tcp::endpoint loopback(std::uint16_t port) {
  return {asio::ip::address_v4::loopback(), port};
}

std::string text(beast::string_view view) {
  return {view.data(), view.size()};
}

Reply reply_of(const http::response<http::string_body>& message) {
  Reply reply{static_cast<int>(message.result_int()), {}, message.body()};
  for (const auto& field : message) {
    reply.fields.emplace_back(text(field.name_string()), text(field.value()));
  }
  return reply;
}

}  // namespace

std::string Reply::field(const std::string& name) const {
  for (const auto& [known, value] : fields) {
    if (beast::iequals(known, name)) {
      return value;
    }
  }
  return {};
}

boost::json::object Reply::json() const {
  error_code error;
  auto value = boost::json::parse(body, error);
  EXPECT_TRUE(!error && value.is_object()) << body;
  return value.is_object() ? value.get_object() : boost::json::object{};
}

std::string Reply::code() const {
  EXPECT_EQ(field("Content-Type"), "application/problem+json") << status << " " << body;
  const auto problem = json();
  for (const char* member : {"type", "title", "status", "detail", "code"}) {
    EXPECT_TRUE(problem.contains(member)) << member << " in " << body;
  }
  if (!problem.contains("code") || !problem.contains("status") || !problem.contains("type")) {
    return {};
  }
  EXPECT_EQ(problem.at("status").to_number<int>(), status);
  const std::string code{problem.at("code").as_string()};
  EXPECT_EQ(problem.at("type").as_string(), "urn:diemcau:problem:" + code);
  return code;
}

Client::Client(std::uint16_t port) {
  stream_.socket().connect(loopback(port));
}

void Client::wait() {
  io_.restart();
  io_.run();
}

Reply Client::request(const std::string& method, const std::string& target, Fields fields, const std::string& body) {
  http::request<http::string_body> message{http::verb::get, target, 11, body};
  message.method_string(method);
  message.set(http::field::host, "127.0.0.1");
  for (const auto& [name, value] : fields) {
    message.insert(name, value);
  }
  message.prepare_payload();
  stream_.expires_after(kPatience);
  http::async_write(stream_, message, [](error_code, std::size_t) {});
  wait();
  return receive(method == "HEAD");
}

void Client::send(const std::string& bytes) {
  stream_.expires_after(kPatience);
  asio::async_write(stream_, asio::buffer(bytes), [](error_code, std::size_t) {});
  wait();
}

Reply Client::receive(bool to_head) {
  http::response_parser<http::string_body> parser;
  parser.skip(to_head);
  error_code result;
  stream_.expires_after(kPatience);
  http::async_read(stream_, buffer_, parser, [&](error_code error, std::size_t) { result = error; });
  wait();
  return result ? Reply{} : reply_of(parser.get());
}

bool Client::closed_by_server() {
  error_code result;
  while (!result) {
    stream_.expires_after(kPatience);
    stream_.async_read_some(buffer_.prepare(4096), [&](error_code error, std::size_t) { result = error; });
    wait();
  }
  return result != beast::error::timeout;
}

Reply request(std::uint16_t port, const std::string& method, const std::string& target, Fields fields,
              const std::string& body) {
  return Client{port}.request(method, target, std::move(fields), body);
}

Fields bearer(const std::string& token) {
  return {{"Authorization", "Bearer " + token}};
}

Fields bearer(const std::string& token, const std::string& content_type) {
  return {{"Authorization", "Bearer " + token}, {"Content-Type", content_type}};
}

EventClient::EventClient(std::uint16_t port, const std::string& target, Fields fields) {
  ws_.set_option(beast::websocket::stream_base::decorator([&](beast::websocket::request_type& request) {
    for (const auto& [name, value] : fields) {
      request.set(name, value);
    }
  }));
  beast::get_lowest_layer(ws_).socket().connect(loopback(port));
  beast::get_lowest_layer(ws_).expires_after(kPatience);
  beast::websocket::response_type response;
  error_code result;
  ws_.async_handshake(response, "127.0.0.1", target, [&](error_code error) { result = error; });
  io_.run();
  if (result) {
    refused_ = static_cast<int>(response.result_int());
  }
}

std::optional<boost::json::object> EventClient::next() {
  if (lines_.empty() && !read()) {
    return std::nullopt;
  }
  const std::string line = std::move(lines_.front());
  lines_.pop_front();
  return boost::json::parse(line).as_object();
}

bool EventClient::read() {
  error_code result;
  buffer_.clear();
  beast::get_lowest_layer(ws_).expires_after(kPatience);
  ws_.async_read(buffer_, [&](error_code error, std::size_t) { result = error; });
  io_.restart();
  io_.run();
  if (result) {
    close_code_ = ws_.reason().code;
    close_reason_ = ws_.reason().reason.c_str();
    return false;
  }
  boost::algorithm::split(lines_, beast::buffers_to_string(buffer_.data()), [](char c) { return c == '\n'; });
  return true;
}

std::optional<boost::json::object> EventClient::next_of(const std::string& type) {
  while (auto frame = next()) {
    if (frame->at("type").as_string() == type) {
      return frame;
    }
  }
  return std::nullopt;
}

}  // namespace diemcau::testing
