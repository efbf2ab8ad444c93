// A server's lanes and simulated sites in one thread, in simulated time, with bad lines between them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"
#include "engine/lane.hpp"
#include "engine/messages.hpp"
#include "support/client.hpp"
#include "support/line.hpp"

namespace diemcau::testing {

class World {
 public:
  World(std::uint64_t seed, std::size_t lanes, LineQuality quality);

  struct Site {
    SessionId session;
    SocketAddress address;
    std::size_t socket_lane = 0;  // where the kernel delivers its datagrams
    std::unique_ptr<Client> client;
    engine::ReceiverAnswer receiving;  // of receivers
    engine::PublisherAnswer publishing;
  };

  // Valid until the next one is added. Sessions of one site have one owner, site 0's nobody. Tracks of a publisher:
  // audio is first_track, video the next.
  std::size_t add_publisher(std::uint16_t site, TrackId first_track);
  std::size_t add_receiver(std::uint16_t site, std::string_view kinds, MixId mix);
  // One whose offer somebody else answers: offer(client), then this.
  [[nodiscard]] std::unique_ptr<Client> make_client(std::uint16_t site);
  std::size_t add_answered(std::unique_ptr<Client> client, const wire::SessionDescription& answer,
                           const std::vector<std::string>& slot_names);
  [[nodiscard]] const engine::LocalDescription& local_description() const { return local_; }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId session);
  [[nodiscard]] Site& site(std::size_t index) { return *sites_.at(index); }

  // A NAT gives the site another address, perhaps one that another site had until now.
  void move(std::size_t index, SocketAddress address, std::size_t socket_lane);

  void post(const engine::Command& command);
  // Calls `what` every `period` from now on.
  void every(Duration period, std::function<void(Instant)> what);
  void run_for(Duration duration);

  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] const std::vector<engine::Event>& events() const { return events_; }
  [[nodiscard]] std::vector<engine::Event> take_events() { return std::exchange(events_, {}); }
  void clear_events() { events_.clear(); }
  [[nodiscard]] engine::LaneCounters counters(std::size_t lane) const { return lanes_.at(lane)->counters(); }
  [[nodiscard]] std::uint64_t datagrams() const { return datagrams_; }
  // Of both directions, and of the sites' way up alone.
  void set_quality(const LineQuality& quality) { up_ = down_ = quality; }
  void set_quality_up(const LineQuality& quality) { up_ = quality; }

 private:
  struct Happening {
    Instant at;
    std::uint64_t order = 0;  // of things at the same time
    std::function<void()> what;
    friend bool operator>(const Happening& a, const Happening& b) {
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };

  engine::SessionPlan plan_for_next(std::uint16_t site);
  std::size_t add_site(std::unique_ptr<Site> site);
  void schedule(Instant at, std::function<void()> what);
  void send_from_site(std::size_t index);
  void take_from_lane(std::size_t index);
  void run_timers();
  [[nodiscard]] Instant next_deadline() const;

  Random random_;
  LineQuality up_;
  LineQuality down_;
  engine::Identity server_identity_{WallTime{}};
  engine::Identity site_identity_{WallTime{}};
  engine::LocalDescription local_;
  std::vector<std::unique_ptr<engine::Lane>> lanes_;
  std::vector<std::unique_ptr<Site>> sites_;
  std::map<SocketAddress, std::size_t> by_address_;
  std::priority_queue<Happening, std::vector<Happening>, std::greater<>> happenings_;
  std::uint64_t order_ = 0;
  std::vector<engine::Event> events_;
  std::uint64_t datagrams_ = 0;
  std::uint64_t next_session_ = 1;
  std::uint32_t next_ssrc_ = 1'000'000;
  Instant now_{std::chrono::seconds{1'000'000}};
};

}  // namespace diemcau::testing
