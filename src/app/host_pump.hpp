// Keeps the conference host going on the control thread: hands it what the media plane reports, and calls it when its
// deadline comes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/media_server.hpp"
#include "server/conference_host.hpp"

namespace diemcau::app {

class HostPump {
 public:
  // Borrows both; the media server has been started.
  HostPump(boost::asio::io_context& io, server::ConferenceHost& host, net::MediaServer& media);
  HostPump(const HostPump&) = delete;
  HostPump& operator=(const HostPump&) = delete;

  // After every call into the host: its deadline may have changed.
  void touched();
  void stop();

 private:
  void wait_for_events();

  server::ConferenceHost& host_;
  net::MediaServer& media_;
  boost::asio::posix::stream_descriptor events_;
  boost::asio::steady_timer timer_;
  Instant armed_ = kNever;
};

}  // namespace diemcau::app
