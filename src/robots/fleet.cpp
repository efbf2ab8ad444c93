#include "robots/fleet.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <thread>

#include "dtls/certificate.hpp"
#include "net/monotonic.hpp"
#include "net/secure_random.hpp"

namespace diemcau::robots {
namespace {

rtp::NtpClock clock_from_system() {
  const auto unix_time = std::chrono::system_clock::now().time_since_epoch();
  return {net::monotonic_now(), ntp_from_unix(std::chrono::duration_cast<Duration>(unix_time))};
}

}  // namespace

struct Fleet::State {
  dtls::Certificate certificate = dtls::Certificate::generate(
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  dtls::Context dtls{certificate};
  std::unique_ptr<srtp::CipherMaker> ciphers = srtp::make_best_maker();
  Random random{net::random_seed()};
  transport::Drops drops;
  boost::asio::io_context io{1};
  std::thread thread;
};

Fleet::Fleet(std::vector<RobotOptions> robots) : state_(std::make_unique<State>()) {
  const RobotWorld world{state_->dtls, *state_->ciphers, state_->random, state_->drops, clock_from_system()};
  for (RobotOptions& options : robots) {
    boost::asio::co_spawn(state_->io, run_robot(world, std::move(options)), boost::asio::detached);
  }
  state_->thread = std::thread{[this] { state_->io.run(); }};
}

Fleet::~Fleet() {
  state_->io.stop();
  state_->thread.join();
}

}  // namespace diemcau::robots
