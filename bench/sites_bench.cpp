// A change of floor in the real program, with many sites connected to one conference over loopback: each publishes a
// camera and listens to the events. How long until everybody knows, and what it costs the server. Once more with all of
// them receiving their slots too: then the pictures that switch are in the cost, which has no limit here.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "dtls/certificate.hpp"
#include "net/monotonic.hpp"
#include "net/secure_random.hpp"
#include "robots/http_client.hpp"
#include "robots/publisher.hpp"
#include "robots/udp_pump.hpp"
#include "robots/watcher.hpp"
#include "server/client.hpp"
#include "server/program.hpp"
#include "server/visitor.hpp"

namespace {

using namespace diemcau;
using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;

constexpr std::size_t kTiles = 6;
constexpr auto kBetweenJoins = 30ms;   // so that handshakes do not queue: this measures the day, not the morning
constexpr auto kBetweenPictures = 2s;  // enough for a camera to count as on
constexpr auto kEncoding = 100ms;      // until a key frame that was asked for is sent, at most
constexpr auto kJoiningTakes = 240s;   // at most
constexpr Duration kRest = 10s;        // nothing is sent between deadlines but what play() flushes itself
constexpr auto kQuiet = 1s;            // after a change, and as long before it to know what the rest costs
constexpr double kKnownLimitMs = 100;  // until 99 % of the sites know
constexpr double kCpuLimitMs = 20;     // of the server's, for one change
constexpr std::size_t kChanges = 30;
const std::string kConference = "/api/v1/conferences/hop";

Duration cpu_of(pid_t pid) {
  clockid_t clock{};
  timespec time{};
  clock_getcpuclockid(pid, &clock);
  clock_gettime(clock, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

double milliseconds(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

// When each event, by its number, was heard by each of those who listen.
class Heard {
 public:
  void add(std::uint64_t seq, Instant at) {
    const std::lock_guard lock{mutex_};
    by_seq_[seq].push_back(at);
  }
  [[nodiscard]] std::vector<Instant> of(std::uint64_t seq) {
    const std::lock_guard lock{mutex_};
    return by_seq_[seq];
  }

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, std::vector<Instant>> by_seq_;
};

// The number of an event's frame; nothing when the frame is another. Reading all of a thousand frames as JSON would
// cost more than the server does.
std::optional<std::uint64_t> seq_of(std::string_view frame) {
  constexpr std::string_view kEvent = R"({"type":"event","seq":)";
  std::uint64_t seq = 0;
  if (!frame.starts_with(kEvent)) {
    return std::nullopt;
  }
  std::from_chars(frame.data() + kEvent.size(), frame.data() + frame.size(), seq);
  return seq;
}

robots::EncodedFrame small_picture() {
  const auto encoder = robots::make_vp8_encoder({64, 48, 5, DataRate::kilobits_per_second(50)});
  return encoder->encode(robots::Picture{64, 48}, true);
}

// All sites, on one thread.
class Sites {
 public:
  Sites(std::uint16_t port, std::vector<std::string> tokens, bool receive)
      : port_(port), tokens_(std::move(tokens)), receive_(receive) {
    start(join_all());
    thread_ = std::thread{[this] { io_.run(); }};
  }
  ~Sites() {
    io_.stop();
    thread_.join();
  }
  Sites(const Sites&) = delete;
  Sites& operator=(const Sites&) = delete;

  Heard heard;

 private:
  struct Door {
    robots::Answer answer;
    ice::Credentials local;
  };

  // What goes wrong ends the program with the exception's text.
  void start(asio::awaitable<void> work) {
    asio::co_spawn(io_, std::move(work), [](const std::exception_ptr& error) {
      if (error) {
        std::rethrow_exception(error);
      }
    });
  }

  asio::awaitable<void> join_all() {
    asio::steady_timer timer{io_};
    for (const std::string& token : tokens_) {
      start(listen(token));
      start(publish(token));
      if (receive_) {
        start(watch(token));
      }
      timer.expires_after(kBetweenJoins);
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

  asio::awaitable<void> listen(std::string token) {
    beast::websocket::stream<beast::tcp_stream> socket{io_};
    const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), port_};
    co_await beast::get_lowest_layer(socket).async_connect(server, asio::use_awaitable);
    co_await socket.async_handshake("127.0.0.1", kConference + "/events?access_token=" + token, asio::use_awaitable);
    for (beast::flat_buffer buffer;; buffer.clear()) {
      co_await socket.async_read(buffer, asio::use_awaitable);
      const auto data = buffer.cdata();
      add_all({static_cast<const char*>(data.data()), data.size()});
    }
  }

  // One frame a line.
  void add_all(std::string_view message) {
    const Instant now = net::monotonic_now();
    while (!message.empty()) {
      const std::string_view line = message.substr(0, message.find('\n'));
      if (const auto seq = seq_of(line)) {
        heard.add(*seq, now);
      }
      message.remove_prefix(std::min(message.size(), line.size() + 1));
    }
  }

  template <class MakeOffer>
  asio::awaitable<Door> open(std::string token, std::string path, MakeOffer make_offer) {
    const robots::HttpClient http{"http://127.0.0.1:" + std::to_string(port_), std::move(token), ""};
    Door door{.answer = {}, .local = ice::make_credentials(net::fill_secure_random)};
    const std::string offer = wire::write_sdp(make_offer(robots::OfferIdentity{door.local, dtls_.fingerprint()}));
    const robots::HttpAnswer answer = co_await http.post_sdp(kConference + path, offer);
    auto read = robots::read_answer(answer.body);
    if (!read) {
      throw std::runtime_error{answer.body};
    }
    door.answer = *std::move(read);
    co_return door;
  }

  asio::awaitable<void> publish(std::string token) {
    using namespace asio::experimental::awaitable_operators;
    const auto offer = [](const robots::OfferIdentity& own) { return robots::publish_offer(own, wire::Codec::vp8); };
    const Door door = co_await open(std::move(token), "/whip?source=camera", offer);
    robots::Publisher publisher{shared(), door.local, door.answer, wire::Codec::vp8, clock_, net::monotonic_now()};
    robots::UdpPump pump{io_.get_executor(), door.answer.candidates.front(), kRest};
    co_await (pump.run(publisher) || play(publisher, pump));
  }

  // A picture now and then, and one where the server asks for a key frame, as cameras do.
  asio::awaitable<void> play(robots::Publisher& publisher, robots::UdpPump& pump) {
    asio::steady_timer timer{io_};
    for (Instant next{};;) {
      const Instant now = net::monotonic_now();
      const bool wanted = publisher.take_key_frame_request(0);
      if (publisher.connected() && (wanted || now >= next)) {
        publisher.send_video(0, picture_, now, pump.out);
        pump.flush();
        next = now + kBetweenPictures;
      }
      timer.expires_after(kEncoding);
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

  asio::awaitable<void> watch(std::string token) {
    const auto offer = [](const robots::OfferIdentity& own) { return robots::watch_offer(own, kTiles); };
    const Door door = co_await open(std::move(token), "/whep?view=site", offer);
    robots::Watcher watcher{shared(), door.local, door.answer, net::monotonic_now()};
    robots::UdpPump pump{io_.get_executor(), door.answer.candidates.front(), kRest};
    co_await pump.run(watcher);
  }

  [[nodiscard]] transport::Shared shared() { return {dtls_, *ciphers_, random_, drops_}; }

  std::uint16_t port_;
  std::vector<std::string> tokens_;
  bool receive_;
  robots::EncodedFrame picture_ = small_picture();
  dtls::Certificate certificate_ = dtls::Certificate::generate(
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  dtls::Context dtls_{certificate_};
  std::unique_ptr<srtp::CipherMaker> ciphers_ = srtp::make_best_maker();
  Random random_{net::random_seed()};
  transport::Drops drops_;
  rtp::NtpClock clock_{net::monotonic_now(), {}};
  asio::io_context io_{1};
  std::thread thread_;
};

// The conference, made by an organiser as every other.
class Conference {
 public:
  Conference(std::size_t count, bool receive) {
    testing::add_account(folder_.path(), "to-chuc", "organiser");
    server_ = std::make_unique<testing::RunningServer>(folder_.path(), std::vector<std::string>{});
    testing::Visitor organiser{server_->port()};
    organiser.login("to-chuc");
    const testing::Reply made = organiser.send("POST", "/api/v1/conferences", draft(count));
    if (made.status != 201) {
      throw std::runtime_error{made.body};
    }
    std::vector<std::string> tokens;
    const json::array links = organiser.get(kConference + "/links").json().at("links").as_array();
    for (const json::value& link : links) {
      const std::string role{link.at("role").as_string()};
      const std::string token{link.at("token").as_string()};
      if (role == "site") {
        tokens.push_back(token);
      } else if (role == "chair" && chair_.empty()) {
        chair_ = token;
      }
    }
    do_as_chair({{"type", "open"}});
    sites_ = std::make_unique<Sites>(server_->port(), std::move(tokens), receive);
    wait_for_all(count);
  }

  // The number of the last event.
  std::uint64_t do_as_chair(const json::object& command) {
    const testing::Reply reply =
        testing::request(server_->port(), "POST", kConference + "/commands",
                         testing::bearer(chair_, "application/json"), json::serialize(command));
    if (reply.status != 200) {
      throw std::runtime_error{reply.body};
    }
    return reply.json().at("seq").to_number<std::uint64_t>();
  }

  [[nodiscard]] Duration cpu() const { return cpu_of(server_->program().pid()); }
  [[nodiscard]] Heard& heard() { return sites_->heard; }

 private:
  static std::string site_id(std::size_t number) { return "diem-cau-" + std::to_string(number); }

  static std::string draft(std::size_t count) {
    json::array sites;
    for (std::size_t i = 0; i < count; ++i) {
      sites.push_back({{"id", site_id(i)}, {"name", "Điểm cầu " + std::to_string(i)}});
    }
    return json::serialize(json::object{{"id", "hop"},
                                        {"title", "Hội nghị"},
                                        {"kind", "hoi_nghi"},
                                        {"mode", "hoi_nghi"},
                                        {"main_site", site_id(0)},
                                        {"sites", std::move(sites)}});
  }

  void wait_for_all(std::size_t count) {
    const Instant until = net::monotonic_now() + kJoiningTakes;
    for (;;) {
      std::this_thread::sleep_for(kQuiet);
      const testing::Reply reply = testing::request(server_->port(), "GET", kConference, testing::bearer(chair_));
      if (reply.status != 200) {
        throw std::runtime_error{"the conference cannot be read: " + reply.body};
      }
      const auto state = reply.json().at("state").as_object();
      const auto on_air = std::ranges::count_if(state.at("sites").as_array(),
                                                [](const json::value& site) { return site.at("camera").as_bool(); });
      if (static_cast<std::size_t>(on_air) == count) {
        return;
      }
      if (net::monotonic_now() > until) {
        throw std::runtime_error{"only " + std::to_string(on_air) + " sites have joined"};
      }
    }
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<testing::RunningServer> server_;
  std::string chair_;
  std::unique_ptr<Sites> sites_;
};

double at_share(std::vector<double>& values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, place);
  return *place;
}

void floor_change(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const bool receive = state.range(1) != 0;
  Conference conference{count, receive};
  std::vector<double> known_ms;
  std::vector<double> cpu_ms;
  std::size_t next = 1;
  for (auto _ : state) {
    const Duration before = conference.cpu();
    std::this_thread::sleep_for(kQuiet);
    const Duration between = conference.cpu();
    const Instant began = net::monotonic_now();
    const std::uint64_t seq =
        conference.do_as_chair({{"type", "give_floor"}, {"site", "diem-cau-" + std::to_string(next)}});
    std::this_thread::sleep_until(net::to_steady(began + kQuiet));
    cpu_ms.push_back(milliseconds((conference.cpu() - between) - (between - before)));
    const std::vector<Instant> all = conference.heard().of(seq);
    if (all.size() != count) {
      state.SkipWithError("not every site was told within a second");
      break;
    }
    for (const Instant at : all) {
      known_ms.push_back(milliseconds(at - began));
    }
    state.SetIterationTime(milliseconds(std::ranges::max(all) - began) / 1'000);
    next = next % (count - 1) + 1;
  }
  const double known = at_share(known_ms, 0.99);
  const double cpu = at_share(cpu_ms, 0.5);
  state.counters["known_ms_p50"] = at_share(known_ms, 0.5);
  state.counters["known_ms_p99"] = known;
  state.counters["cpu_ms_median"] = cpu;
  if (!receive && (known > kKnownLimitMs || cpu > kCpuLimitMs)) {
    const std::string what =
        "99 % know after " + std::to_string(known) + " ms, at " + std::to_string(cpu) + " ms of CPU";
    state.SkipWithError(what.c_str());
  }
}
BENCHMARK(floor_change)
    ->ArgNames({"sites", "receive"})
    ->Args({25, 0})
    ->Args({1'000, 0})
    ->Args({1'000, 1})
    ->Iterations(kChanges)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
