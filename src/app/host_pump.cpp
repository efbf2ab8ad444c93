#include "app/host_pump.hpp"

#include <unistd.h>

#include "http/clock.hpp"
#include "net/monotonic.hpp"

namespace diemcau::app {

HostPump::HostPump(boost::asio::io_context& io, server::ConferenceHost& host, net::MediaServer& media)
    : host_(host), media_(media), events_(io, dup(media.event_fd())), timer_(io) {
  wait_for_events();
  touched();
}

void HostPump::wait_for_events() {
  events_.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](boost::system::error_code error) {
    if (error) {
      return;
    }
    const server::Now now = http::read_clocks();
    for (const engine::Event& event : media_.take_events()) {
      host_.handle(event, now);
    }
    touched();
    wait_for_events();
  });
}

void HostPump::touched() {
  const Instant deadline = host_.deadline();
  if (deadline == armed_) {
    return;
  }
  armed_ = deadline;
  timer_.cancel();
  if (deadline == kNever) {
    return;
  }
  timer_.expires_at(net::to_steady(deadline));
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) {
      return;
    }
    armed_ = kNever;
    host_.handle_timeout(http::read_clocks());
    touched();
  });
}

void HostPump::stop() {
  timer_.cancel();
  events_.close();
}

}  // namespace diemcau::app
