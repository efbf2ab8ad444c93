// One simulated site: joins a conference through the same doors as a browser, publishes a camera and a voice, and where
// asked watches what it is sent.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "dtls/context.hpp"
#include "robots/http_client.hpp"
#include "robots/watcher.hpp"
#include "rtp/ntp_clock.hpp"
#include "srtp/cipher.hpp"
#include "transport/transport.hpp"

namespace diemcau::robots {

enum class Signal : std::uint8_t {
  speech,  // says which site it is, now and then
  test,    // a tone of its own, with a beep that goes with a flash at every second
};

struct RobotOptions {
  std::string url;      // of the server: "http://127.0.0.1:8080"
  std::string token;    // a site's link
  std::string ca_file;  // see HttpClient
  Signal signal = Signal::speech;
  wire::Codec video = wire::Codec::vp8;
  bool watch = false;
  // Join even where somebody publishes as this site already. Otherwise the place is left to a person.
  bool take_over = false;
  // Where the reports about what is watched go, once a second. Called on the fleet's thread.
  std::function<void(const std::string& site, const std::vector<SlotReport>&)> report;
};

// What all robots of a process share. One thread.
struct RobotWorld {
  const dtls::Context& dtls;
  srtp::CipherMaker& ciphers;
  Random& random;
  transport::Drops& drops;
  rtp::NtpClock clock;
};

// Runs until cancelled. Joins again after failures; leaves its place to whoever joins as the same site later, and takes
// it back when they are gone.
[[nodiscard]] boost::asio::awaitable<void> run_robot(RobotWorld world, RobotOptions options);

}  // namespace diemcau::robots
