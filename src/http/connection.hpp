// One TCP connection: requests one after another (pipelined ones wait in the buffer), each within its limits of size
// and time, until somebody wants no more or it becomes an event WebSocket.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <memory>
#include <optional>

#include "http/hub.hpp"

namespace diemcau::http {

// Returns when the connection has ended. `refuse_with`: the server is full; the first request is answered with this.
boost::asio::awaitable<void> serve_plain(boost::beast::tcp_stream stream, std::shared_ptr<Hub> hub,
                                         std::optional<Refused> refuse_with);
boost::asio::awaitable<void> serve_tls(boost::beast::tcp_stream stream,
                                       std::shared_ptr<boost::asio::ssl::context> context, std::shared_ptr<Hub> hub,
                                       std::optional<Refused> refuse_with);

}  // namespace diemcau::http
