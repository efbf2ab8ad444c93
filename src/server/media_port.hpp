// The media plane as this room uses it: a port, so that tests can stand in for the lanes. The real one is
// NetMediaPort (net_media_port.hpp).
#pragma once

#include "engine/messages.hpp"
#include "engine/negotiation.hpp"

namespace diemcau::server {

// Called from the control thread only.
class MediaPort {
 public:
  MediaPort() = default;
  MediaPort(const MediaPort&) = delete;
  MediaPort& operator=(const MediaPort&) = delete;
  virtual ~MediaPort() = default;

  // What every answer says of this server; constant.
  [[nodiscard]] virtual const engine::LocalDescription& local_description() const = 0;
  // From a cryptographic source, for a session about to be opened or restarted.
  [[nodiscard]] virtual engine::IceCredentials make_ice_credentials(SessionId session) = 0;
  // False: the media plane is overloaded and the command was dropped.
  [[nodiscard]] virtual bool post(engine::Command command) = 0;
};

}  // namespace diemcau::server
