// One client's event WebSocket (docs/protocol.md, "Events"): a snapshot or what it missed, then every frame in order.
// A client that does not read is dropped when kMaxOutboundBytes wait for it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/event_feed.hpp"
#include "http/hub.hpp"
#include "http/metrics.hpp"

namespace diemcau::http {

// Clients have nothing to say but pings; whatever else they send is thrown away up to this size, then they are.
inline constexpr std::size_t kMaxClientMessageBytes = 4096;

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

template <class Stream>
class EventSocket : public std::enable_shared_from_this<EventSocket<Stream>> {
 public:
  // `feed` is subscribed already.
  EventSocket(Stream stream, Hub& hub, std::unique_ptr<EventFeed> feed)
      : ws_(std::move(stream)), hub_(hub), feed_(std::move(feed)) {}
  EventSocket(const EventSocket&) = delete;
  EventSocket& operator=(const EventSocket&) = delete;

  boost::asio::awaitable<void> run(const UpgradeRequest& upgrade) {
    boost::system::error_code error;
    configure();
    co_await ws_.async_accept(upgrade, boost::asio::redirect_error(boost::asio::use_awaitable, error));
    if (error) {
      co_return;
    }
    hub_.services.metrics.event_socket_opened();
    boost::asio::co_spawn(ws_.get_executor(), read_all(this->shared_from_this()), boost::asio::detached);
    for (auto frames = co_await feed_->next(); !frames.empty(); frames = co_await feed_->next()) {
      join(frames);
      co_await ws_.async_write(boost::asio::buffer(message_),
                               boost::asio::redirect_error(boost::asio::use_awaitable, error));
      if (error) {
        feed_->end(EventSocketEnd::closed_by_client);
      }
    }
    feed_->unsubscribe();
    hub_.services.metrics.event_socket_ended(*feed_->ended());
    co_await say_goodbye();
  }

 private:
  using CloseCode = boost::beast::websocket::close_code;

  // One frame a line: JSON as it is written has no line breaks.
  void join(const std::vector<server::Frame>& frames) {
    message_.clear();
    for (const server::Frame& frame : frames) {
      message_ += message_.empty() ? "" : "\n";
      message_ += *frame;
    }
  }

  void configure() {
    boost::beast::get_lowest_layer(ws_).expires_never();  // the WebSocket has time limits of its own
    ws_.set_option(boost::beast::websocket::stream_base::timeout{.handshake_timeout = hub_.limits.request_time,
                                                                 .idle_timeout = hub_.limits.websocket_silence,
                                                                 .keep_alive_pings = true});
    ws_.read_message_max(kMaxClientMessageBytes);
    ws_.text(true);
    feed_->when_too_slow([this] { boost::beast::get_lowest_layer(ws_).close(); });
  }

  // Answers pings and the closing handshake, and notices when the client is gone: beside `run`, and not longer than the
  // connection.
  static boost::asio::awaitable<void> read_all(std::shared_ptr<EventSocket> self) {
    boost::beast::flat_buffer ignored{kMaxClientMessageBytes};
    boost::system::error_code error;
    while (!error) {
      co_await self->ws_.async_read(ignored, boost::asio::redirect_error(boost::asio::use_awaitable, error));
      ignored.clear();
    }
    self->feed_->end(EventSocketEnd::closed_by_client);
  }

  // Nothing when nobody is there to hear it.
  static std::optional<boost::beast::websocket::close_reason> goodbye(EventSocketEnd end) {
    using Reason = boost::beast::websocket::close_reason;
    switch (end) {
      case EventSocketEnd::link_revoked:
        return Reason{CloseCode::policy_error, "token_revoked"};
      case EventSocketEnd::link_expired:
        return Reason{CloseCode::policy_error, "token_expired"};
      case EventSocketEnd::signed_out:
        return Reason{CloseCode::policy_error, "not_signed_in"};
      case EventSocketEnd::shutting_down:
        return Reason{CloseCode::going_away, "shutting_down"};
      case EventSocketEnd::closed_by_client:
      case EventSocketEnd::too_slow:
        return std::nullopt;
    }
    return std::nullopt;
  }

  boost::asio::awaitable<void> say_goodbye() {
    if (const auto reason = goodbye(*feed_->ended())) {
      boost::system::error_code ignored;
      co_await ws_.async_close(*reason, boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
  }

  boost::beast::websocket::stream<Stream> ws_;
  Hub& hub_;
  std::unique_ptr<EventFeed> feed_;
  std::string message_;  // that is being written
};

}  // namespace diemcau::http
