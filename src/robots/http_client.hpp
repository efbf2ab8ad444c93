// The little HTTP a simulated site speaks: one request, one answer, one connection. Plain or TLS.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <map>
#include <string>
#include <string_view>

namespace diemcau::robots {

struct HttpAnswer {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class HttpClient {
 public:
  // `url` is scheme, host and port of the server; `token` goes into every request. `ca_file` is a PEM file to trust
  // beside the system's authorities; empty: none. Throws std::invalid_argument for a url that is none.
  HttpClient(std::string_view url, std::string token, const std::string& ca_file);

  // Throw boost::system::system_error when the server cannot be reached or does not answer in time. `path` may have a
  // query.
  [[nodiscard]] boost::asio::awaitable<HttpAnswer> get(std::string path) const;
  [[nodiscard]] boost::asio::awaitable<HttpAnswer> post_sdp(std::string path, std::string offer) const;

 private:
  using Request = boost::beast::http::request<boost::beast::http::string_body>;
  [[nodiscard]] boost::asio::awaitable<HttpAnswer> send(Request message) const;

  std::string host_;
  std::string port_;
  bool tls_ = false;
  std::string token_;
  mutable boost::asio::ssl::context tls_context_;
};

}  // namespace diemcau::robots
