// A request and a response as the doors see them: plain values, no sockets and no Beast, so that a door is a function
// that a test or a fuzzer can call.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/address.hpp"

namespace diemcau::http {

// What is read of a request at most. Longer headers are refused as malformed_request, longer bodies as body_too_large.
inline constexpr std::size_t kMaxHeaderBytes = 16 * 1024;  // a browser's headers and a 512-character token are below 4
inline constexpr std::size_t kMaxBodyBytes = 256 * 1024;   // the director's offer of 32 sections is about 100

// Borrows everything from the connection's buffer.
struct Request {
  std::string_view method;  // as sent: "GET"
  std::string_view target;  // origin form: "/api/v1/me?x=1"
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  std::string_view body;
  bool wants_websocket = false;
  IpAddress peer = {};     // whoever is at the other end: the client, or a proxy before it
  bool encrypted = false;  // by TLS, as far as this server sees

  // The first field of that name (any case); empty when there is none.
  [[nodiscard]] std::string_view field(std::string_view name) const;
};

// Bytes of a response: its own, or shared with other responses, or part of the program.
using Body = std::variant<std::string, std::shared_ptr<const std::string>, std::string_view>;
[[nodiscard]] std::string_view bytes_of(const Body& body);

struct Response {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> fields;
  Body body;
  // Of a HEAD request or a 304: the length is said, the bytes are not sent.
  bool without_body = false;

  Response& with(std::string_view name, std::string value);
};

[[nodiscard]] Response empty(unsigned status);
[[nodiscard]] Response json(unsigned status, Body body);

[[nodiscard]] bool equal_ignoring_case(std::string_view left, std::string_view right);
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace diemcau::http
