#include "simulation/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "engine/dispatch.hpp"

namespace diemcau::testing {

namespace {

// Between lanes of one machine.
constexpr Duration kLaneDelay = std::chrono::microseconds{50};

}  // namespace

World::World(std::uint64_t seed, std::size_t lanes, LineQuality quality) : random_(seed), up_(quality), down_(quality) {
  local_.candidates = {{IpAddress::v4({192, 0, 2, 1}), 7000}};
  local_.fingerprint_sha256 = server_identity_.fingerprint_sha256();
  for (std::size_t i = 0; i < lanes; ++i) {
    engine::LaneConfig config;
    config.index = static_cast<engine::LaneIndex>(i);
    config.lanes = lanes;
    config.seed = random_.u64();
    config.clock = {now_, ntp_from_unix(now_.time_since_epoch())};
    lanes_.push_back(std::make_unique<engine::Lane>(config, server_identity_));
  }
}

engine::SessionPlan World::plan_for_next(std::uint16_t site) {
  engine::SessionPlan plan;
  plan.session = SessionId{next_session_++};
  plan.owner = OwnerId{site};
  plan.local_ice = make_ice_credentials(plan.session);
  plan.slots = engine::stage_layout(6);
  plan.first_ssrc = next_ssrc_;
  next_ssrc_ += 100;
  return plan;
}

engine::IceCredentials World::make_ice_credentials(SessionId session) {
  const auto fill = [this](MutableBytes target) {
    std::ranges::generate(target, [this] { return static_cast<std::uint8_t>(random_.u64()); });
  };
  return engine::make_credentials_on_lane(fill, engine::lane_of(session, lanes_.size()));
}

std::unique_ptr<Client> World::make_client(std::uint16_t site) {
  return std::make_unique<Client>(random_.u64(), site_identity_, site);
}

std::size_t World::add_answered(std::unique_ptr<Client> client, const wire::SessionDescription& answer,
                                const std::vector<std::string>& slot_names) {
  auto made = std::make_unique<Site>();
  made->client = std::move(client);
  made->client->accept(answer, slot_names, now_);
  return add_site(std::move(made));
}

std::size_t World::add_publisher(std::uint16_t site, TrackId first_track) {
  auto made = std::make_unique<Site>();
  made->client = make_client(site);
  engine::SessionPlan plan = plan_for_next(site);
  plan.first_track = first_track;
  auto result = engine::negotiate_publisher(made->client->offer_to_publish(), local_, plan);
  EXPECT_TRUE(result);
  made->publishing = std::move(*result);
  made->session = plan.session;
  post(engine::OpenPublisher{made->publishing.transport, made->publishing.media});
  made->client->accept(made->publishing.answer, {}, now_);
  return add_site(std::move(made));
}

std::size_t World::add_receiver(std::uint16_t site, std::string_view kinds, MixId mix) {
  auto made = std::make_unique<Site>();
  made->client = make_client(site);
  engine::SessionPlan plan = plan_for_next(site);
  plan.mix = mix;
  auto result = engine::negotiate_receiver(made->client->offer_to_receive(kinds), local_, plan);
  EXPECT_TRUE(result);
  made->receiving = std::move(*result);
  made->session = plan.session;
  post(engine::OpenReceiver{made->receiving.transport, made->receiving.media});
  made->client->accept(made->receiving.answer, made->receiving.slot_names, now_);
  return add_site(std::move(made));
}

std::size_t World::add_site(std::unique_ptr<Site> site) {
  const auto number = static_cast<std::uint16_t>(20'000 + sites_.size());
  site->address = {IpAddress::v4({198, 51, 100, 7}), number};
  site->socket_lane = random_.below(lanes_.size());
  by_address_[site->address] = sites_.size();
  sites_.push_back(std::move(site));
  return sites_.size() - 1;
}

void World::move(std::size_t index, SocketAddress address, std::size_t socket_lane) {
  Site& site = *sites_.at(index);
  if (const auto before = by_address_.find(site.address); before != by_address_.end() && before->second == index) {
    by_address_.erase(before);
  }
  site.address = address;
  site.socket_lane = socket_lane;
  by_address_[address] = index;
}

void World::post(const engine::Command& command) {
  const std::uint64_t wanted = engine::lanes_for(command, lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if ((wanted >> i & 1U) != 0) {
      lanes_[i]->handle(now_, command);
      take_from_lane(i);
    }
  }
}

void World::schedule(Instant at, std::function<void()> what) {
  happenings_.push({at, order_++, std::move(what)});
}

void World::every(Duration period, std::function<void(Instant)> what) {
  schedule(now_ + period, [this, period, what = std::move(what)] {
    what(now_);
    every(period, what);
  });
}

void World::send_from_site(std::size_t index) {
  Site& from = *sites_[index];
  transport::SendBatch& out = from.client->out();
  for (const auto& datagram : out.datagrams()) {
    ++datagrams_;
    const Bytes bytes = out.bytes_of(datagram);
    for (const Instant at : arrivals(up_, now_, random_)) {
      schedule(at, [this, lane = from.socket_lane, address = from.address,
                    copy = std::vector<std::uint8_t>(bytes.begin(), bytes.end())]() mutable {
        const transport::ReceivedDatagram received{address, copy};
        lanes_[lane]->handle(now_, std::span{&received, 1});
        take_from_lane(lane);
      });
    }
  }
  out.clear();
}

void World::take_from_lane(std::size_t index) {
  engine::LaneOutputs& outputs = lanes_[index]->outputs();
  for (const auto& datagram : outputs.sends.datagrams()) {
    ++datagrams_;
    const auto to = by_address_.find(datagram.to);
    const Bytes bytes = outputs.sends.bytes_of(datagram);
    for (const Instant at : to == by_address_.end() ? std::vector<Instant>{} : arrivals(down_, now_, random_)) {
      schedule(at, [this, site = to->second, copy = std::vector<std::uint8_t>(bytes.begin(), bytes.end())]() mutable {
        sites_[site]->client->handle(now_, {IpAddress::v4({192, 0, 2, 1}), 7000}, copy);
        send_from_site(site);
      });
    }
  }
  for (auto& message : outputs.messages) {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      if ((message.lanes >> lane & 1U) != 0) {
        schedule(now_ + kLaneDelay, [this, lane, copy = message.message] {
          lanes_[lane]->handle(now_, copy);
          take_from_lane(lane);
        });
      }
    }
  }
  events_.insert(events_.end(), outputs.events.begin(), outputs.events.end());
  outputs.clear();
}

Instant World::next_deadline() const {
  Instant next = happenings_.empty() ? kNever : happenings_.top().at;
  for (const auto& lane : lanes_) {
    next = std::min(next, lane->deadline());
  }
  for (const auto& site : sites_) {
    next = std::min(next, site->client->deadline());
  }
  return next;
}

void World::run_timers() {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if (lanes_[i]->deadline() <= now_) {
      lanes_[i]->handle_timeout(now_);
      take_from_lane(i);
    }
  }
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    if (sites_[i]->client->deadline() <= now_) {
      sites_[i]->client->handle_timeout(now_);
    }
    send_from_site(i);  // also what was published since
  }
}

void World::run_for(Duration duration) {
  const Instant end = now_ + duration;
  // Grains of a millisecond at most: timers that fall together are served together.
  constexpr Duration kGrain = std::chrono::microseconds{500};
  while (next_deadline() <= end) {
    now_ = std::max(next_deadline(), now_ + Duration{1});
    run_timers();
    const Instant until = std::min(end, now_ + kGrain);
    while (!happenings_.empty() && happenings_.top().at <= until) {
      const Happening happening = happenings_.top();
      happenings_.pop();
      now_ = std::max(now_, happening.at);
      happening.what();
    }
    run_timers();
  }
  now_ = end;
}

}  // namespace diemcau::testing
