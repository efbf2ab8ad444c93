#include "http/connection.hpp"

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <ctime>

#include "http/clock.hpp"
#include "http/event_socket.hpp"
#include "http/metrics.hpp"
#include "http/parsing.hpp"
#include "http/router.hpp"
#include "net/asio_address.hpp"
#include "net/monotonic.hpp"

namespace diemcau::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using boost::system::error_code;

// How much of a refused request is read and thrown away, so that its sender gets to read the refusal.
constexpr std::size_t kMaxLingerBytes = 1024 * 1024;
constexpr std::chrono::milliseconds kLingerTime{1'000};
constexpr std::size_t kReadBytes = 4096;
// A line that takes less cannot follow a conference; long answers (papers) get the time that it needs.
constexpr std::size_t kSlowestBytesPerSecond = 64 * 1024;

// RFC 9110 section 5.6.7.
std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr)));
}

std::string reason_of(error_code error) {
  return error == beast::error::timeout      ? "timeout"
         : error == bhttp::error::body_limit ? "body_limit"
                                             : error.message();
}

// RFC 9112 sections 6.1 and 6.3: with any coding but `chunked`, or with one in HTTP/1.0, where the body ends cannot be
// known, and a proxy before us may think otherwise.
bool has_known_coding(const bhttp::request_header<>& header) {
  const auto codings = header.count(bhttp::field::transfer_encoding);
  return codings == 0 ||
         (codings == 1 && header.version() == 11 && beast::iequals(header[bhttp::field::transfer_encoding], "chunked"));
}

// Counts a long body while it is read and answered.
class FileUnderWay {
 public:
  FileUnderWay(Hub& hub, std::size_t size) : hub_(hub), size_(size) {
    ++hub_.files_under_way;
    hub_.file_bytes += size_;
  }
  ~FileUnderWay() {
    --hub_.files_under_way;
    hub_.file_bytes -= size_;
  }
  FileUnderWay(const FileUnderWay&) = delete;
  FileUnderWay& operator=(const FileUnderWay&) = delete;

 private:
  Hub& hub_;
  std::size_t size_;
};

template <class Stream>
class Connection final : public LiveConnection {
 public:
  Connection(Stream stream, std::shared_ptr<Hub> hub, std::optional<Refused> refuse_with)
      : stream_(std::move(stream)), hub_(std::move(hub)), refuse_with_(std::move(refuse_with)) {
    hub_->live.insert(this);
    error_code gone;
    const auto peer = lowest().socket().remote_endpoint(gone);
    peer_ = gone ? IpAddress{} : net::from_asio(peer.address());
  }
  ~Connection() override { hub_->live.erase(this); }

  void stop() override {
    if (waiting_) {
      lowest().cancel();
    }
  }

  asio::awaitable<void> run() {
    if (!co_await shake_hands()) {
      co_return;
    }
    bool more = true;
    while (more && !hub_->stopping) {
      more = co_await one_request();
      first_ = false;
    }
    if (!moved_) {
      co_await end();
    }
  }

 private:
  static constexpr bool kTls = !std::is_same_v<Stream, beast::tcp_stream>;

  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

  asio::awaitable<bool> shake_hands() {
    error_code error;
    if constexpr (kTls) {
      lowest().expires_after(hub_->limits.request_time);
      co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                       asio::redirect_error(asio::use_awaitable, error));
      if (error) {
        hub_->services.metrics.request_unreadable("tls_handshake");
      }
    }
    co_return !error;
  }

  // False when the connection is to end.
  asio::awaitable<bool> one_request() {
    if (!co_await first_byte()) {
      co_return false;
    }
    Parser parser;
    set_limits(parser, kUndecided);
    error_code error;
    lowest().expires_after(hub_->limits.request_time);
    co_await bhttp::async_read_header(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
    if (!error && !has_known_coding(parser.get())) {
      error = bhttp::error::bad_transfer_encoding;
    }
    std::size_t most_body = kMaxBodyBytes;
    std::optional<FileUnderWay> file;
    if (!error && may_be_file(parser)) {
      const auto allowed = allowed_body(parser, file);
      if (!allowed) {
        linger_ = true;
        co_await write(respond(request_of(parser.get()), allowed.error()), 11, false);
        co_return false;
      }
      most_body = *allowed;
    }
    if (!error) {
      error = limit_body(parser, most_body);
    }
    if (!error && beast::iequals(parser.get()[bhttp::field::expect], "100-continue") && !parser.is_done()) {
      static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(stream_, asio::buffer(kGoOn), asio::redirect_error(asio::use_awaitable, error));
    }
    if (!error) {
      co_await bhttp::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
    }
    if (error) {
      co_await refuse_unreadable(error, most_body, request_of(parser.get()));
      co_return false;
    }
    co_return co_await answer(parser.release());
  }

  asio::awaitable<bool> first_byte() {
    if (buffer_.size() > 0) {
      co_return true;
    }
    error_code error;
    lowest().expires_after(first_ ? hub_->limits.request_time : hub_->limits.idle_time);
    waiting_ = true;
    const std::size_t read =
        co_await stream_.async_read_some(buffer_.prepare(kReadBytes), asio::redirect_error(asio::use_awaitable, error));
    waiting_ = false;
    buffer_.commit(read);
    co_return !error;
  }

  // Its length is not said, or more than other requests have.
  static bool may_be_file(const Parser& parser) {
    return parser.chunked() || parser.content_length().value_or(0) > kMaxBodyBytes;
  }

  // How long the body may be. One that is longer than others takes one of the places for files.
  Result<std::size_t, Refused> allowed_body(const Parser& parser, std::optional<FileUnderWay>& file) {
    if (refuse_with_) {
      return kMaxBodyBytes;
    }
    auto most = most_body_of(request_of(parser.get()), hub_->services, read_clocks());
    if (most && *most > kMaxBodyBytes) {
      const std::size_t size = std::min<std::uint64_t>(parser.content_length().value_or(*most), *most);
      if (hub_->files_under_way >= hub_->limits.files || hub_->file_bytes + size > hub_->limits.file_bytes) {
        return failure(too_many_files());
      }
      file.emplace(*hub_, size);
      lowest().expires_after(hub_->limits.file_time);
    }
    return most;
  }

  // `request` is what was read of it.
  asio::awaitable<void> refuse_unreadable(error_code error, std::size_t most_body, Request request) {
    const auto refusal = refusal_of(error, most_body);
    if (refusal || error == beast::error::timeout) {
      hub_->services.metrics.request_unreadable(reason_of(error));
    }
    if (refusal) {
      linger_ = true;
      co_await write(respond(request, *refusal), 11, false);
    }
  }

  asio::awaitable<bool> answer(Message message) {
    Request request = request_of(message);
    request.peer = peer_;
    request.encrypted = kTls;
    const Instant began = net::monotonic_now();
    Routed routed = routed_of(message, request);
    if (const auto* wanted = std::get_if<EventsWanted>(&routed.answer)) {
      if (auto refusal = co_await become_event_socket(*wanted, message)) {
        routed.answer = respond(request, *refusal);
      } else {
        co_return false;
      }
    }
    if (auto* later = std::get_if<Later>(&routed.answer)) {
      routed.answer = co_await settle(std::move(*later), request);
    }
    const Response& response = std::get<Response>(routed.answer);
    hub_->services.metrics.request_answered(routed.label, response.status, net::monotonic_now() - began);
    co_return co_await write(response, message.version(), message.keep_alive() && !hub_->stopping && !refuse_with_);
  }

  asio::awaitable<Response> settle(Later later, const Request& request) {
    Worker& worker = later.takes_long ? *hub_->long_worker : *hub_->worker;
    if (!co_await worker.run(std::move(later.work))) {
      co_return respond(request, server_is_busy());
    }
    try {
      Response response = respond(request, later.then(read_clocks()));
      hub_->touched();
      co_return response;
    } catch (const std::exception& error) {
      spdlog::error("a request failed: {}", error.what());
      co_return respond(request, internal_error());
    }
  }

  Routed routed_of(const Message& message, const Request& request) {
    if (refuse_with_) {
      return {respond(request, *refuse_with_), "refused"};
    }
    if (!host_is_proper(message)) {
      return {respond(request, malformed_request()), "none"};
    }
    try {
      Routed routed = route(request, hub_->services, read_clocks());
      hub_->touched();
      return routed;
    } catch (const std::exception& error) {
      spdlog::error("a request failed: {}", error.what());
      return {respond(request, internal_error()), "none"};
    }
  }

  // Gives the connection away; or it stays, and the wish is refused.
  asio::awaitable<std::optional<Refused>> become_event_socket(const EventsWanted& wanted,
                                                              const UpgradeRequest& upgrade) {
    auto feed = std::make_unique<EventFeed>(stream_.get_executor(), hub_->services.host);
    if (auto subscribed = feed->subscribe(wanted, read_clocks()); !subscribed) {
      co_return subscribed.error();
    }
    moved_ = true;
    auto socket = std::make_shared<EventSocket<Stream>>(std::move(stream_), *hub_, std::move(feed));
    co_await socket->run(upgrade);
    co_return std::nullopt;
  }

  // Whether the connection can go on.
  asio::awaitable<bool> write(const Response& response, unsigned version, bool keep_alive) {
    bhttp::response<bhttp::span_body<const char>> message{static_cast<bhttp::status>(response.status), version};
    const std::string_view bytes = bytes_of(response.body);
    for (const auto& [name, value] : response.fields) {
      message.insert(name, value);
    }
    message.set(bhttp::field::date, http_date());
    message.keep_alive(keep_alive);
    if (response.status != 204 && response.status != 304) {
      message.content_length(bytes.size());
    }
    message.body() = {bytes.data(), bytes.size()};
    bhttp::response_serializer<bhttp::span_body<const char>> serializer{message};
    error_code error;
    lowest().expires_after(hub_->limits.write_time + std::chrono::seconds{bytes.size() / kSlowestBytesPerSecond});
    if (response.without_body) {
      co_await bhttp::async_write_header(stream_, serializer, asio::redirect_error(asio::use_awaitable, error));
    } else {
      co_await bhttp::async_write(stream_, serializer, asio::redirect_error(asio::use_awaitable, error));
    }
    co_return !error && keep_alive;
  }

  asio::awaitable<void> end() {
    error_code ignored;
    lowest().expires_after(kLingerTime);
    if constexpr (kTls) {
      co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
    } else {
      lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }
    std::size_t left = linger_ ? kMaxLingerBytes : 0;
    error_code error;
    while (left > 0 && !error) {
      buffer_.clear();
      const std::size_t read = co_await lowest().async_read_some(buffer_.prepare(kReadBytes),
                                                                 asio::redirect_error(asio::use_awaitable, error));
      left -= std::min(left, read);
    }
    lowest().close();
  }

  Stream stream_;
  std::shared_ptr<Hub> hub_;
  std::optional<Refused> refuse_with_;
  IpAddress peer_;
  beast::flat_buffer buffer_{kMaxHeaderBytes + kMaxBodyBytes};
  bool first_ = true;
  bool waiting_ = false;  // for a request to begin
  bool linger_ = false;   // part of a request was not read
  bool moved_ = false;    // the stream went to an event WebSocket
};

}  // namespace

asio::awaitable<void> serve_plain(beast::tcp_stream stream, std::shared_ptr<Hub> hub,
                                  std::optional<Refused> refuse_with) {
  Connection<beast::tcp_stream> connection{std::move(stream), std::move(hub), std::move(refuse_with)};
  co_await connection.run();
}

asio::awaitable<void> serve_tls(beast::tcp_stream stream, std::shared_ptr<asio::ssl::context> context,
                                std::shared_ptr<Hub> hub, std::optional<Refused> refuse_with) {
  using Stream = asio::ssl::stream<beast::tcp_stream>;
  Connection<Stream> connection{Stream{std::move(stream), *context}, std::move(hub), std::move(refuse_with)};
  co_await connection.run();
}

}  // namespace diemcau::http
