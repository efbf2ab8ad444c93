#include "http/parsing.hpp"

#include <boost/beast/websocket/rfc6455.hpp>

namespace diemcau::http {
namespace {

namespace bhttp = boost::beast::http;

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

void set_limits(Parser& parser, std::size_t most_body) {
  parser.header_limit(kMaxHeaderBytes);
  parser.body_limit(most_body);
}

boost::system::error_code limit_body(Parser& parser, std::size_t most) {
  parser.body_limit(most);
  const auto announced = parser.content_length();
  return announced && *announced > most ? boost::system::error_code{bhttp::error::body_limit}
                                        : boost::system::error_code{};
}

Request request_of(const Message& message) {
  Request request;
  request.method = view(message.method_string());
  request.target = view(message.target());
  request.body = message.body();
  request.wants_websocket = boost::beast::websocket::is_upgrade(message);
  for (const auto& field : message) {
    request.fields.emplace_back(view(field.name_string()), view(field.value()));
  }
  return request;
}

bool host_is_proper(const Message& message) {
  return message.version() < 11 || message.count(bhttp::field::host) == 1;
}

std::optional<Refused> refusal_of(boost::system::error_code error, std::size_t most_body) {
  static const auto& http_category = bhttp::make_error_code(bhttp::error::bad_method).category();
  if (error == bhttp::error::body_limit) {
    return body_too_large(most_body);
  }
  if (error.category() == http_category && error != bhttp::error::end_of_stream &&
      error != bhttp::error::partial_message) {
    return malformed_request();
  }
  return std::nullopt;
}

}  // namespace diemcau::http
