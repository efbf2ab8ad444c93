// The media port on real lanes.
#pragma once

#include <utility>

#include "net/media_server.hpp"
#include "server/media_port.hpp"

namespace diemcau::server {

// Borrows the media server, which must have been started.
class NetMediaPort final : public MediaPort {
 public:
  explicit NetMediaPort(net::MediaServer& server) : server_(server) {}

  [[nodiscard]] const engine::LocalDescription& local_description() const override {
    return server_.local_description();
  }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId session) override {
    return server_.make_ice_credentials(session);
  }
  [[nodiscard]] bool post(engine::Command command) override { return server_.post(command); }

 private:
  net::MediaServer& server_;
};

}  // namespace diemcau::server
