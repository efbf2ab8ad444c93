// From bytes to a Request: Beast's parser within our limits. No sockets, so that a fuzzer can feed it.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>
#include <limits>
#include <optional>

#include "http/message.hpp"
#include "http/problem.hpp"

namespace diemcau::http {

using Message = boost::beast::http::request<boost::beast::http::string_body>;
using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

// kMaxHeaderBytes, and so much of a body. kUndecided: `limit_body` will say.
inline constexpr std::size_t kUndecided = std::numeric_limits<std::size_t>::max();
void set_limits(Parser& parser, std::size_t most_body = kMaxBodyBytes);

// Once the header is there: so much of the body. The error `body_limit` when the header announces more.
[[nodiscard]] boost::system::error_code limit_body(Parser& parser, std::size_t most);

// Borrows from the message.
[[nodiscard]] Request request_of(const Message& message);

// RFC 9112 section 3.2: a request of HTTP/1.1 names its host, once.
[[nodiscard]] bool host_is_proper(const Message& message);

// The refusal of a request that could not be read; nothing when there is nobody to tell. `most_body`: its limit.
[[nodiscard]] std::optional<Refused> refusal_of(boost::system::error_code error, std::size_t most_body);

}  // namespace diemcau::http
