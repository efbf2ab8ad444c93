// What the director, a site that tests its line and the cued site really receive: the conference's media room over
// lanes in simulated time, with clients that read who is in each slot.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "server/media_room.hpp"
#include "simulation/world.hpp"

namespace diemcau::testing {
namespace {

using conference::MediaSource;
using server::View;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint16_t kSites = 4;
// What is no site's camera marks its packets otherwise, so that one's own sound is known when it comes back.
constexpr std::uint16_t kTests = 100;
constexpr std::uint16_t kDirector = 90;
constexpr std::uint16_t kNobody = 0;

SiteId site_id(std::uint16_t number) {
  return SiteId{"site-" + std::to_string(number)};
}

class WorldPort final : public server::MediaPort {
 public:
  explicit WorldPort(World& world) : world_(world) {}
  [[nodiscard]] const engine::LocalDescription& local_description() const override {
    return world_.local_description();
  }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId session) override {
    return world_.make_ice_credentials(session);
  }
  bool post(engine::Command command) override {
    world_.post(command);
    return true;
  }

 private:
  World& world_;
};

class DeskSimulation : public ::testing::Test {
 protected:
  DeskSimulation() {
    state.main_site = state.scene_main = site_id(1);
    state.mode = conference::Mode::thao_luan;
    state.phase = conference::Phase::in_session;
    for (std::uint16_t site = 1; site <= kSites; ++site) {
      state.sites.push_back({.id = site_id(site), .name = site_id(site).value(), .present = true, .camera = true});
    }
    world.every(milliseconds{20}, [this](Instant now) {
      for (const std::size_t index : publishers) {
        Client& client = *world.site(index).client;
        if (client.connected()) {
          client.send_audio(now, 30);
        }
      }
    });
    world.every(milliseconds{100}, [this](Instant now) {
      for (const std::size_t index : publishers) {
        Client& client = *world.site(index).client;
        if (client.connected() && client.publishes()) {
          client.send_video(now, 2);
        }
      }
    });
  }

  static auth::Claims by(auth::Role role, const std::optional<SiteId>& site = {}) {
    return {ConferenceId{"hop"}, LinkId{site ? site->value() : std::string{auth::to_text(role)}}, role, site};
  }
  std::string publish(const auth::Claims& claims, MediaSource source, std::uint16_t mark) {
    auto client = world.make_client(mark);
    const auto published = room.publish(claims, source, wire::write_sdp(client->offer_to_publish()));
    EXPECT_TRUE(published) << published.error().detail_en;
    const auto answer = wire::parse_sdp(published->session.answer_sdp);
    publishers.push_back(world.add_answered(std::move(client), *answer, {}));
    return published->session.id;
  }
  std::size_t receive(const auth::Claims& claims, View view, std::string_view sections, std::uint16_t own) {
    auto client = world.make_client(own);
    const auto opened = room.receive(claims, view, wire::write_sdp(client->offer_to_receive(sections)));
    EXPECT_TRUE(opened) << opened.error().detail_en;
    const auto answer = wire::parse_sdp(opened->answer_sdp);
    std::vector<std::string> names;
    for (const wire::MediaDescription& section : answer->media) {
      names.push_back(section.msids.empty() ? "" : section.msids.front().track);
    }
    return world.add_answered(std::move(client), *answer, names);
  }
  void assign() { EXPECT_TRUE(room.assign(state, production, world.now())); }
  void run_for(Duration time) {
    for (const Instant end = world.now() + time; world.now() < end; world.run_for(milliseconds{100})) {
      for (const engine::Event& event : world.take_events()) {
        if (const auto* const connected = std::get_if<engine::SessionConnected>(&event)) {
          EXPECT_TRUE(room.connected(connected->session));
        }
      }
      assign();
    }
  }
  // Who came last in each slot that got anything in the next second.
  std::map<std::string, std::uint16_t> in_slots(std::size_t receiver) {
    std::map<std::string, std::uint64_t> before;
    for (const SlotRecord& record : world.site(receiver).client->records()) {
      before[record.name] = record.packets;
    }
    run_for(seconds{1});
    std::map<std::string, std::uint16_t> now;
    for (const SlotRecord& record : world.site(receiver).client->records()) {
      for (const std::string& fault : record.faults) {
        ADD_FAILURE() << record.name << ": " << fault;
      }
      if (record.packets > before[record.name]) {
        now[record.name] = record.site;
      }
    }
    return now;
  }
  static std::map<std::string, std::uint16_t> without_voices(std::map<std::string, std::uint16_t> slots) {
    std::erase_if(slots, [](const auto& each) { return each.first.starts_with("audio-"); });
    return slots;
  }

  World world{20'211'028, 2, {.loss = 0.01, .delay = milliseconds{20}}};
  WorldPort port{world};
  Random random{7};
  server::MediaNumbers numbers;
  auth::FillRandom fill = [this](MutableBytes bytes) {
    std::ranges::generate(bytes, [this] { return static_cast<std::uint8_t>(random.u32()); });
  };
  server::HostLimits limits;
  server::MediaRoom room{port, numbers, fill, limits};
  conference::State state = conference::empty_state(ConferenceId{"hop"});
  server::Production production;
  std::vector<std::size_t> publishers;
};

TEST_F(DeskSimulation, TheDirectorSeesProgrammePreviewAndEverySite) {
  for (std::uint16_t site = 1; site <= kSites; ++site) {
    publish(by(auth::Role::site, site_id(site)), MediaSource::camera, site);
  }
  const std::size_t director = receive(by(auth::Role::director), View::director, "vvvvvvvvvaaa", kNobody);
  production.preview = site_id(3);
  run_for(seconds{3});
  EXPECT_EQ(without_voices(in_slots(director)),
            (std::map<std::string, std::uint16_t>{
                {"main", 1}, {"preview", 3}, {"gallery-1", 1}, {"gallery-2", 2}, {"gallery-3", 3}, {"gallery-4", 4}}));
  state.scene_main = site_id(4);
  production = {.kind = server::SceneKind::hall_speaker, .second = site_id(1), .preview = site_id(2), .cue = {}};
  run_for(seconds{2});
  EXPECT_EQ(without_voices(in_slots(director)), (std::map<std::string, std::uint16_t>{{"main", 4},
                                                                                      {"second", 1},
                                                                                      {"preview", 2},
                                                                                      {"gallery-1", 1},
                                                                                      {"gallery-2", 2},
                                                                                      {"gallery-3", 3},
                                                                                      {"gallery-4", 4}}));
}

TEST_F(DeskSimulation, SitesThatTestSeeAndHearThemselvesAndNobodyElseDoes) {
  publish(by(auth::Role::site, site_id(1)), MediaSource::camera, 1);
  const std::size_t hall = receive(by(auth::Role::hall), View::hall, "vvvvvaaa", kNobody);
  std::map<std::uint16_t, std::size_t> loops;
  std::map<std::uint16_t, std::string> tests;
  for (std::uint16_t site = 2; site <= kSites; ++site) {
    const auth::Claims who = by(auth::Role::site, site_id(site));
    loops[site] = receive(who, View::loop, "va", site);
    tests[site] = publish(who, MediaSource::test, static_cast<std::uint16_t>(kTests + site));
  }
  run_for(seconds{3});
  for (const auto& [site, loop] : loops) {
    const auto own = static_cast<std::uint16_t>(kTests + site);
    EXPECT_EQ(in_slots(loop), (std::map<std::string, std::uint16_t>{{"main", own}, {"audio-1", own}})) << site;
  }
  EXPECT_EQ(in_slots(hall), (std::map<std::string, std::uint16_t>{{"main", 1}, {"audio-1", 1}}));
  ASSERT_TRUE(room.close(LinkId{"site-2"}, tests[2]));
  run_for(seconds{1});
  EXPECT_TRUE(in_slots(loops[2]).empty());
  EXPECT_EQ(in_slots(loops[3]).size(), 2U);
}

TEST_F(DeskSimulation, TalkbackReachesTheCuedSiteAlone) {
  std::map<std::uint16_t, std::size_t> receivers;
  for (std::uint16_t site = 1; site <= kSites; ++site) {
    const auth::Claims who = by(auth::Role::site, site_id(site));
    publish(who, MediaSource::camera, site);
    receivers[site] = receive(who, View::site, "vaaaa", site);
  }
  const std::size_t old = receive(by(auth::Role::site, site_id(2)), View::site, "vaaa", 2);
  const std::size_t hall = receive(by(auth::Role::hall), View::hall, "vaaa", kNobody);
  const std::size_t director = receive(by(auth::Role::director), View::director, "vaaa", kDirector);
  publish(by(auth::Role::director), MediaSource::talkback, kDirector);
  const auto hear_it = [&] {
    std::vector<std::uint16_t> all;
    for (const auto& [site, receiver] : receivers) {
      for (const auto& [slot, mark] : in_slots(receiver)) {
        EXPECT_EQ(mark == kDirector, slot == "talkback") << site << " " << slot;
        if (mark == kDirector) {
          all.push_back(site);
        }
      }
    }
    for (const std::size_t other : {old, hall, director}) {
      for (const auto& [slot, mark] : in_slots(other)) {
        EXPECT_NE(mark, kDirector) << slot;
      }
    }
    return all;
  };
  run_for(seconds{3});
  EXPECT_TRUE(hear_it().empty());
  production.cue = site_id(2);
  run_for(seconds{1});
  EXPECT_EQ(hear_it(), std::vector<std::uint16_t>{2});
  production.cue = site_id(3);
  run_for(seconds{1});
  EXPECT_EQ(hear_it(), std::vector<std::uint16_t>{3});
  production.cue.reset();
  run_for(seconds{1});
  EXPECT_TRUE(hear_it().empty());
}

}  // namespace
}  // namespace diemcau::testing
