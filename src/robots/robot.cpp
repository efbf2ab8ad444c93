#include "robots/robot.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <future>
#include <stdexcept>

#include "net/monotonic.hpp"
#include "net/secure_random.hpp"
#include "robots/camera.hpp"
#include "robots/publisher.hpp"
#include "robots/udp_pump.hpp"

namespace diemcau::robots {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace json = boost::json;

// A person who reloads the page keeps the place.
constexpr auto kYield = 15s;
constexpr auto kRetry = 2s;
constexpr auto kReportInterval = 1s;
constexpr std::size_t kWatchedTiles = 6;

struct Identity {
  std::string conference;
  std::string site;
  std::string name;
  std::uint8_t number = 0;  // the site's place in the conference's list
  bool taken = false;       // somebody else is publishing as this site
};

[[nodiscard]] HttpAnswer expect(HttpAnswer answer, unsigned status) {
  if (answer.status != status) {
    throw std::runtime_error("the server answered " + std::to_string(answer.status) + ": " + answer.body);
  }
  return answer;
}

asio::awaitable<void> sleep_for(Duration duration) {
  asio::steady_timer timer{co_await asio::this_coro::executor, duration};
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<Identity> identify(const HttpClient& http) {
  Identity identity;
  const HttpAnswer who = expect(co_await http.get("/api/v1/me"), 200);
  const json::value me = json::parse(who.body);
  identity.conference = json::value_to<std::string>(me.at("conference"));
  identity.site = json::value_to<std::string>(me.at("site"));
  const std::string path = "/api/v1/conferences/" + identity.conference;
  const HttpAnswer what = expect(co_await http.get(path), 200);
  const json::value conference = json::parse(what.body);
  const json::array& sites = conference.at("state").at("sites").as_array();
  for (std::size_t index = 0; index < sites.size(); ++index) {
    if (sites[index].at("id").as_string() == identity.site) {
      identity.name = json::value_to<std::string>(sites[index].at("name"));
      identity.number = static_cast<std::uint8_t>(index);
      identity.taken = sites[index].at("camera").as_bool();
    }
  }
  co_return identity;
}

class Robot {
 public:
  Robot(RobotWorld world, RobotOptions options)
      : world_(world), options_(std::move(options)), http_(options_.url, options_.token, options_.ca_file) {}

  // One life in the conference: until the connection ends.
  asio::awaitable<void> take_part(const Identity& identity) {
    using namespace asio::experimental::awaitable_operators;
    if (!options_.watch) {
      co_await publish(identity);
    } else {
      co_await (publish(identity) || watch(identity));
    }
  }

  [[nodiscard]] const HttpClient& http() const { return http_; }

 private:
  struct OpenDoor {
    ice::Credentials local;
    Answer answer;
  };

  // `path` is a door for media, `make_offer` writes the offer for it.
  template <class MakeOffer>
  asio::awaitable<OpenDoor> open(std::string path, MakeOffer make_offer) {
    OpenDoor opened;
    opened.local = ice::make_credentials(net::fill_secure_random);
    const std::string offer = wire::write_sdp(make_offer(OfferIdentity{opened.local, world_.dtls.fingerprint()}));
    const HttpAnswer answer = expect(co_await http_.post_sdp(path, offer), 201);
    auto read = read_answer(answer.body);
    if (!read) {
      throw std::runtime_error(read.error());
    }
    opened.answer = std::move(*read);
    co_return opened;
  }

  [[nodiscard]] transport::Shared shared() const { return {world_.dtls, world_.ciphers, world_.random, world_.drops}; }

  asio::awaitable<void> publish(const Identity& identity) {
    using namespace asio::experimental::awaitable_operators;
    // Speech takes a moment: nobody waits for it, neither this site's handshake nor the other sites.
    const bool test = options_.signal == Signal::test;
    auto voice = std::async(std::launch::async, [test, name = identity.name, number = identity.number] {
      return test ? Voice::test_signal(number) : Voice::speech("Điểm cầu " + name + " xin nghe rõ", 6s);
    });
    Camera camera{identity.name, identity.number, options_.video, std::move(voice), test};
    const std::string door = "/api/v1/conferences/" + identity.conference + "/whip?source=camera";
    const auto offer = [this](const OfferIdentity& own) { return publish_offer(own, options_.video); };
    const OpenDoor opened = co_await open(door, offer);
    Publisher publisher{shared(), opened.local, opened.answer, options_.video, world_.clock, net::monotonic_now()};
    UdpPump pump{co_await asio::this_coro::executor, opened.answer.candidates.front()};
    const Leave leave{publisher, pump};
    co_await (pump.run(publisher) || play(camera, publisher, pump));
  }

  // Takes sound every 20 ms, and a picture with every third.
  asio::awaitable<void> play(Camera& camera, Publisher& publisher, UdpPump& pump) {
    asio::steady_timer timer{co_await asio::this_coro::executor};
    for (Instant taken = net::monotonic_now();; taken += Camera::kTick) {
      timer.expires_at(net::to_steady(taken));
      co_await timer.async_wait(asio::use_awaitable);
      camera.tick(taken, publisher, pump.out);
      pump.flush();
    }
  }

  asio::awaitable<void> watch(const Identity& identity) {
    using namespace asio::experimental::awaitable_operators;
    const std::string door = "/api/v1/conferences/" + identity.conference + "/whep?view=site";
    const auto offer = [](const OfferIdentity& own) { return watch_offer(own, kWatchedTiles); };
    const OpenDoor opened = co_await open(door, offer);
    Watcher watcher{shared(), opened.local, opened.answer, net::monotonic_now()};
    UdpPump pump{co_await asio::this_coro::executor, opened.answer.candidates.front()};
    const Leave leave{watcher, pump};
    co_await (pump.run(watcher) || tell(identity, watcher));
  }

  asio::awaitable<void> tell(const Identity& identity, Watcher& watcher) {
    for (;;) {
      co_await sleep_for(kReportInterval);
      if (options_.report) {
        options_.report(identity.site, watcher.take_report());
      }
    }
  }

  RobotWorld world_;
  RobotOptions options_;
  HttpClient http_;
};

}  // namespace

asio::awaitable<void> run_robot(RobotWorld world, RobotOptions options) {
  bool take_over = options.take_over;
  Robot robot{world, std::move(options)};
  for (;;) {
    Duration pause = kRetry;
    try {
      const Identity identity = co_await identify(robot.http());
      if (!identity.taken || std::exchange(take_over, false)) {
        co_await robot.take_part(identity);
      }
      pause = kYield;
    } catch (const boost::system::system_error& error) {
      if (error.code() == asio::error::operation_aborted) {
        throw;
      }
      spdlog::warn("a simulated site cannot reach the server: {}", error.what());
    } catch (const std::exception& error) {
      spdlog::warn("a simulated site cannot join: {}", error.what());
    }
    co_await sleep_for(pause);
  }
}

}  // namespace diemcau::robots
