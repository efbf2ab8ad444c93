#include "robots/http_client.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/url/parse.hpp>
#include <stdexcept>

namespace diemcau::robots {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr auto kTimeout = std::chrono::seconds{10};

template <class Stream>
asio::awaitable<HttpAnswer> converse(Stream& stream, const http::request<http::string_body>& request) {
  co_await http::async_write(stream, request, asio::use_awaitable);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  HttpAnswer answer{response.result_int(), {}, std::move(response.body())};
  for (const auto& field : response) {
    answer.headers[boost::to_lower_copy(std::string{field.name_string()})] = std::string{field.value()};
  }
  co_return answer;
}

}  // namespace

HttpClient::HttpClient(std::string_view url, std::string token, const std::string& ca_file)
    : token_(std::move(token)), tls_context_(asio::ssl::context::tls_client) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https")) {
    throw std::invalid_argument("not an http or https address: " + std::string{url});
  }
  tls_ = parsed->scheme() == "https";
  host_ = parsed->host_address();
  port_ = parsed->has_port() ? std::string{parsed->port()} : tls_ ? "443" : "80";
  if (!tls_) {
    return;  // reading the system's authorities takes some 50 ms
  }
  tls_context_.set_default_verify_paths();
  tls_context_.set_verify_mode(asio::ssl::verify_peer);
  if (!ca_file.empty()) {
    tls_context_.load_verify_file(ca_file);
  }
}

asio::awaitable<HttpAnswer> HttpClient::get(std::string path) const {
  Request request{http::verb::get, path, 11};
  co_return co_await send(request);
}

asio::awaitable<HttpAnswer> HttpClient::post_sdp(std::string path, std::string offer) const {
  Request request{http::verb::post, path, 11, offer};
  request.set(http::field::content_type, "application/sdp");
  co_return co_await send(request);
}

asio::awaitable<HttpAnswer> HttpClient::send(Request message) const {
  const auto executor = co_await asio::this_coro::executor;
  message.set(http::field::host, host_ + ":" + port_);
  message.set(http::field::authorization, "Bearer " + token_);
  message.set(http::field::connection, "close");
  message.prepare_payload();

  asio::ip::tcp::resolver resolver{executor};
  const auto endpoints = co_await resolver.async_resolve(host_, port_, asio::use_awaitable);
  beast::tcp_stream stream{executor};
  stream.expires_after(kTimeout);
  co_await stream.async_connect(endpoints, asio::use_awaitable);
  if (!tls_) {
    co_return co_await converse(stream, message);
  }
  beast::ssl_stream<beast::tcp_stream> secure{std::move(stream), tls_context_};
  secure.set_verify_callback(asio::ssl::host_name_verification(host_));
  co_await secure.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
  co_return co_await converse(secure, message);
}

}  // namespace diemcau::robots
