// Stand-ins for the store and the media plane, and a host between them. For this folder's tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "engine/testing_offers.hpp"
#include "server/conference_host.hpp"
#include "server/media_port.hpp"
#include "server/reference_conference.hpp"
#include "store/ballot_keys.hpp"
#include "store/store.hpp"

namespace diemcau::server::testing {

class MemoryStore final : public store::Store {
 public:
  Result<void, store::StoreError> append(std::string_view conference, std::uint64_t last_seq,
                                         std::span<const std::string> entries) override {
    if (full) {
      return failure(store::StoreError{store::StoreError::Code::disk_full, "the disk is full"});
    }
    auto& log = logs[std::string{conference}];
    if (log.size() != last_seq) {
      return failure(store::StoreError{store::StoreError::Code::gap, "gap"});
    }
    log.insert(log.end(), entries.begin(), entries.end());
    return {};
  }
  Result<std::vector<store::Entry>, store::StoreError> load(std::string_view conference,
                                                            std::uint64_t from_seq) override {
    std::vector<store::Entry> entries;
    std::uint64_t seq = 0;
    for (const std::string& text : logs[std::string{conference}]) {
      if (++seq >= from_seq) {
        entries.push_back({seq, text});
      }
    }
    return entries;
  }
  Result<std::vector<std::string>, store::StoreError> conferences() override {
    std::vector<std::string> names;
    for (const auto& [name, log] : logs) {
      names.push_back(name);
    }
    return names;
  }
  Result<std::optional<std::string>, store::StoreError> meta(std::string_view key) override {
    const auto found = metas.find(std::string{key});
    return found == metas.end() ? std::nullopt : std::optional{found->second};
  }
  Result<void, store::StoreError> put_meta(std::string_view key, std::string_view value) override {
    metas[std::string{key}] = value;
    return {};
  }

  bool full = false;
  std::map<std::string, std::vector<std::string>> logs;
  std::map<std::string, std::string> metas;
};

class MemoryBallotKeys final : public store::BallotKeys {
 public:
  Result<void, store::StoreError> put(const store::BallotKeyName& name, const store::BallotKey& key) override {
    keys.insert_or_assign(name, key);
    return {};
  }
  Result<std::optional<store::BallotKey>, store::StoreError> get(const store::BallotKeyName& name) override {
    const auto found = keys.find(name);
    return found == keys.end() ? std::nullopt : std::optional{found->second};
  }
  Result<void, store::StoreError> erase(const store::BallotKeyName& name) override {
    keys.erase(name);
    return {};
  }
  Result<std::vector<store::BallotKeyName>, store::StoreError> names() override {
    std::vector<store::BallotKeyName> all;
    for (const auto& [name, key] : keys) {
      all.push_back(name);
    }
    return all;
  }

  std::map<store::BallotKeyName, store::BallotKey> keys;
};

class FakeMedia final : public MediaPort {
 public:
  FakeMedia() { local_.candidates = {*SocketAddress::parse("127.0.0.1:5000")}; }

  [[nodiscard]] const engine::LocalDescription& local_description() const override { return local_; }
  [[nodiscard]] engine::IceCredentials make_ice_credentials(SessionId session) override {
    ++credentials_made;
    return {"ufrag" + std::to_string(session.value()) + "x" + std::to_string(credentials_made),
            "password-of-more-than-22-characters"};
  }
  [[nodiscard]] bool post(engine::Command command) override {
    if (overloaded) {
      return false;
    }
    commands.push_back(std::move(command));
    return true;
  }

  // The commands of one kind since the last call of `forget`.
  template <class T>
  [[nodiscard]] std::vector<T> all() const {
    std::vector<T> found;
    for (const engine::Command& command : commands) {
      if (const T* const one = std::get_if<T>(&command)) {
        found.push_back(*one);
      }
    }
    return found;
  }
  void forget() { commands.clear(); }

  bool overloaded = false;
  int credentials_made = 0;
  std::vector<engine::Command> commands;

 private:
  engine::LocalDescription local_;
};

// A subscriber that keeps what it gets.
struct Listener {
  std::vector<Frame> frames;
  std::optional<SubscriptionEnd> ended;

  [[nodiscard]] SubscriptionHandlers handlers() {
    return {[this](Frame frame) { frames.push_back(std::move(frame)); },
            [this](SubscriptionEnd reason) { ended = reason; }};
  }
  [[nodiscard]] std::size_t count(std::string_view part) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(frames, [&](const Frame& frame) { return frame->find(part) != std::string::npos; }));
  }
};

inline const SiteId kHaNoi{"ha-noi"};
inline const SiteId kBinhPhuoc{"binh-phuoc"};
inline const SiteId kCanTho{"can-tho"};

// A session as tests follow it: the client's view and the media plane's numbers.
struct Peer {
  OpenedSession opened;
  SessionId id;
  TrackId audio;  // publishers
  TrackId video;
};

// The reference conference in session on a host that can be ended and started again over the same store.
class HostTest : public ::testing::Test {
 protected:
  HostTest() { start(); }

  void start() {
    host = std::make_unique<ConferenceHost>(
        store, ballot_keys, media, [this](MutableBytes bytes) { fill(bytes); }, limits,
        [this](std::string_view line) { log.emplace_back(line); });
    const auto started = host->start(now);
    ASSERT_TRUE(started) << started.error().code;
    const auto made = ensure_reference_conference(*host, now);
    ASSERT_TRUE(made) << made.error().code;
    tokens = *made;
  }

  void fill(MutableBytes bytes) {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(random.u32());
    }
  }

  void pass(Duration time) {
    now.instant += time;
    now.wall += std::chrono::duration_cast<std::chrono::milliseconds>(time);
    host->handle_timeout(now);
  }

  [[nodiscard]] auth::Claims claims(const std::string& token) const { return host->authenticate(token, now).value(); }
  [[nodiscard]] auth::Claims site(const SiteId& id) const { return claims(tokens.sites.at(id)); }
  [[nodiscard]] auth::Claims chair() const { return claims(tokens.chair); }

  Result<Executed, Problem> run(const conference::Command& command, const auth::Claims& by) {
    return host->execute(by, {command, std::nullopt}, now);
  }

  [[nodiscard]] const conference::State& state() const { return *host->state(tokens.conference); }

  Peer publish(const SiteId& id, conference::MediaSource source = conference::MediaSource::camera) {
    const auto opened = host->publish(site(id), source, engine::testing::chromium_publisher(), now);
    EXPECT_TRUE(opened) << opened.error().code << opened.error().detail_en;
    const auto open = media.all<engine::OpenPublisher>().back();
    return {*opened, open.transport.session, open.media.tracks.at(0).track, open.media.tracks.at(1).track};
  }
  // Publishes until the picture flows.
  Peer on_air(const SiteId& id, conference::MediaSource source = conference::MediaSource::camera) {
    Peer peer = publish(id, source);
    host->handle(engine::SessionConnected{peer.id}, now);
    host->handle(engine::TrackStarted{peer.audio}, now);
    host->handle(engine::TrackStarted{peer.video}, now);
    return peer;
  }
  // Sections: main, content, second, two tiles, one sound.
  Peer receive(const auth::Claims& by, View view) {
    const auto opened = host->receive(by, view, engine::testing::receiver("vvvvva"), now);
    EXPECT_TRUE(opened) << opened.error().code << opened.error().detail_en;
    return {*opened, media.all<engine::OpenReceiver>().back().transport.session, {}, {}};
  }
  // What a receiver's slot was told last, over all commands still remembered.
  [[nodiscard]] std::optional<TrackId> slot(const Peer& peer, SlotIndex index) const {
    std::optional<TrackId> track;
    for (const engine::AssignSlot& one : media.all<engine::AssignSlot>()) {
      if (one.receiver == peer.id && one.slot == index) {
        track = one.track;
      }
    }
    return track;
  }

  Random random{1};
  Now now{Instant{} + std::chrono::hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  MemoryStore store;
  MemoryBallotKeys ballot_keys;
  FakeMedia media;
  HostLimits limits;
  std::vector<std::string> log;
  std::unique_ptr<ConferenceHost> host;
  ReferenceTokens tokens;
};

}  // namespace diemcau::server::testing
