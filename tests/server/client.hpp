// A small HTTP and WebSocket client for tests: blocks, but never longer than ten seconds.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/json/object.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace diemcau::testing {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 0;  // 0: no answer
  Fields fields;
  std::string body;

  [[nodiscard]] std::string field(const std::string& name) const;  // empty when there is none
  [[nodiscard]] boost::json::object json() const;
  [[nodiscard]] std::string code() const;  // of a problem; checks that it is one
};

// One connection; kept alive as long as the server does.
class Client {
 public:
  explicit Client(std::uint16_t port);

  Reply request(const std::string& method, const std::string& target, Fields fields = {}, const std::string& body = {});
  // Sends bytes as they are.
  void send(const std::string& bytes);
  // The answer to what was sent. Status 0 when the server closed without one.
  Reply receive(bool to_head = false);
  // Reads until the server closes; false when it does not within ten seconds.
  bool closed_by_server();

 private:
  void wait();

  boost::asio::io_context io_;
  boost::beast::tcp_stream stream_{io_};
  boost::beast::flat_buffer buffer_;
};

// One request on a connection of its own.
Reply request(std::uint16_t port, const std::string& method, const std::string& target, Fields fields = {},
              const std::string& body = {});
Fields bearer(const std::string& token);
// With the media type of a POST of SDP or JSON.
Fields bearer(const std::string& token, const std::string& content_type);

class EventClient {
 public:
  EventClient(std::uint16_t port, const std::string& target, Fields fields = {});

  // The status of a refused upgrade; nothing when it was accepted.
  [[nodiscard]] std::optional<int> refused() const { return refused_; }
  // The next frame; nothing when the server has closed (see close_code) or ten seconds went by.
  std::optional<boost::json::object> next();
  // The next frame of this type, others thrown away.
  std::optional<boost::json::object> next_of(const std::string& type);
  [[nodiscard]] unsigned close_code() const { return close_code_; }
  [[nodiscard]] const std::string& close_reason() const { return close_reason_; }

 private:
  bool read();

  boost::asio::io_context io_;
  boost::beast::websocket::stream<boost::beast::tcp_stream> ws_{io_};
  boost::beast::flat_buffer buffer_;
  std::deque<std::string> lines_;  // of a message of several frames, those to come
  std::optional<int> refused_;
  unsigned close_code_ = 0;
  std::string close_reason_;
};

}  // namespace diemcau::testing
