// CPU of the control plane for one change of floor: every site publishes, receives and listens to the events, and each
// receiver's switch is told to it. The sockets' own work is not in it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "server/testing.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::server;
using server::testing::FakeMedia;
using server::testing::MemoryBallotKeys;
using server::testing::MemoryStore;

constexpr double kNoLimit = 1e9;

struct Hall {
  explicit Hall(std::size_t count) {
    const auto started = host.start(now);
    conference::Create create;
    create.title = "Hội nghị";
    create.kind = "hoi_nghi";
    for (std::size_t i = 0; i < count; ++i) {
      const SiteId site{"diem-cau-" + std::to_string(i)};
      sites.push_back(site);
      create.sites.push_back({site, "Điểm cầu " + std::to_string(i)});
    }
    create.main_site = sites.front();
    ok = started && host.create(id, create, now);
    chair = claims(auth::Role::chair, {});
    ok = ok && host.execute(chair, {conference::Open{}, std::nullopt}, now);
    for (const SiteId& site : sites) {
      ok = ok && join(site);
    }
    media.forget();
  }

  auth::Claims claims(auth::Role role, const std::optional<SiteId>& site) {
    return *host.authenticate(host.issue_link(id, role, site, now)->token, now);
  }
  bool join(const SiteId& site) {
    const auth::Claims who = claims(auth::Role::site, site);
    const auto published =
        host.publish(who, conference::MediaSource::camera, engine::testing::chromium_publisher(), now);
    const auto publisher = media.all<engine::OpenPublisher>().back();
    host.handle(engine::SessionConnected{publisher.transport.session}, now);
    host.handle(engine::TrackStarted{publisher.media.tracks.back().track}, now);
    const auto received = host.receive(who, View::site, engine::testing::receiver("vvvvvvvvvaaaa"), now);
    media.forget();
    const auto heard = host.subscribe(who, std::nullopt, {[this](Frame frame) { bytes += frame->size(); }, {}}, now);
    return published && received && heard;
  }
  void give_floor(const SiteId& site) {
    ok = ok && host.execute(chair, {conference::GiveFloor{site}, std::nullopt}, now);
    for (const engine::AssignSlot& one : media.all<engine::AssignSlot>()) {
      if (one.track) {
        host.handle(engine::SlotSwitched{one.receiver, one.slot, *one.track}, now);
      }
    }
    media.forget();
  }

  Random random{3};
  Now now{Instant{} + std::chrono::hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  MemoryStore store;
  MemoryBallotKeys ballot_keys;
  FakeMedia media;
  ConferenceHost host{store, ballot_keys, media,
                      [this](MutableBytes random_bytes) {
                        std::ranges::generate(random_bytes, [this] { return static_cast<std::uint8_t>(random.u32()); });
                      },
                      HostLimits{.commands_per_second = kNoLimit, .command_burst = kNoLimit}};
  ConferenceId id{"hop"};
  std::vector<SiteId> sites;
  auth::Claims chair;
  std::size_t bytes = 0;  // of frames handed to subscribers
  bool ok = true;
};

void floor_change(benchmark::State& state) {
  Hall hall{static_cast<std::size_t>(state.range(0))};
  std::size_t next = 1;
  hall.bytes = 0;
  for (auto _ : state) {
    hall.give_floor(hall.sites[next]);
    next = next % (hall.sites.size() - 1) + 1;
  }
  if (!hall.ok) {
    state.SkipWithError("a step was refused");
  }
  state.counters["frame_bytes"] =
      benchmark::Counter(static_cast<double>(hall.bytes), benchmark::Counter::kAvgIterations);
}
BENCHMARK(floor_change)->Arg(25)->Arg(100)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
