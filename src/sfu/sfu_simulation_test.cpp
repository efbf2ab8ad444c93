// Five sites with simulcast over bad lines, receivers whose slots are assigned at random: whatever happens, each slot
// is one continuous stream, and lips stay in sync.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <queue>
#include <set>

#include "rtp/sender_report_clock.hpp"
#include "sfu/sfu.hpp"
#include "sfu/test_media.hpp"
#include "wire/rtcp_keyframe.hpp"
#include "wire/rtcp_nack.hpp"
#include "wire/rtcp_report.hpp"

namespace diemcau::sfu {
namespace {

using namespace test;
using std::chrono::seconds;

constexpr std::size_t kSites = 5;
constexpr std::size_t kLayers = 3;
constexpr std::size_t kReceivers = 3;
constexpr SlotIndex kVideoSlots = 4;
constexpr SlotIndex kAudioSlots = 3;
const Instant kStart{std::chrono::hours{1}};
constexpr NtpTime kStartNtp{0xe6000000'00000000ULL};

// Checks the packets of one slot, as they go out.
class SlotChecker {
 public:
  void check(const wire::RtpView& packet, MediaKind kind) {
    const wire::RtpView* view = &packet;
    const Stamp stamp = read_stamp(view->payload);
    const std::int64_t sequence = sequences_.unwrap(view->sequence);
    const std::int64_t timestamp = timestamps_.unwrap(view->timestamp);
    std::optional<wire::Vp8Descriptor> vp8;
    if (kind == MediaKind::video) {
      ASSERT_EQ(view->payload_type, kReceiverVp8);
      vp8 = wire::parse_vp8(view->payload);
      ASSERT_TRUE(vp8 && vp8->picture_id && vp8->picture_id_15_bits && vp8->tl0_picture_index && vp8->key_index);
    }
    EXPECT_TRUE(sent_.insert(sequence).second) << "sequence number used twice";
    const bool same = segment_ && segment_->track == stamp.track && segment_->layer == stamp.layer &&
                      segment_->sequence_delta == sequence - stamp.count;
    if (same) {
      check_time(stamp.timestamp, timestamp);
      if (vp8) {
        EXPECT_EQ(segment_->picture_delta, (*vp8->picture_id - stamp.picture) & 0x7fff);
      }
    } else {
      check_switch(*view, vp8, sequence, timestamp, stamp);
    }
    newest_sequence_ = std::max(newest_sequence_.value_or(sequence), sequence);
    newest_timestamp_ = std::max(newest_timestamp_.value_or(timestamp), timestamp);
    if (vp8 && vp8->frame_start()) {
      picture_ = !picture_ || is_newer<std::uint16_t>(static_cast<std::uint16_t>(*vp8->picture_id << 1),
                                                      static_cast<std::uint16_t>(*picture_ << 1))
                     ? *vp8->picture_id
                     : *picture_;
    }
    if (vp8) {
      const std::uint16_t id = *vp8->picture_id;
      if (!newest_picture_ || is_newer<std::uint16_t>(static_cast<std::uint16_t>(id << 1),
                                                      static_cast<std::uint16_t>(*newest_picture_ << 1))) {
        newest_picture_ = id;
        newest_tl0_ = *vp8->tl0_picture_index;
        newest_key_ = *vp8->key_index;
      }
    }
    last_true_capture_ = stamp.captured_ns;
  }

  std::uint64_t switches = 0;
  std::uint64_t track_switches = 0;

 private:
  struct Segment {
    std::uint64_t track;
    std::uint8_t layer;
    std::int64_t sequence_delta;
    int picture_delta;
  };

  // One sample has one time, and later samples later times. Time passes as at the source, or up to a quarter slower
  // while it catches up.
  void check_time(std::uint32_t source, std::int64_t out) {
    const std::int64_t sampled = sources_.unwrap(source);
    const auto known = times_.find(sampled);
    if (known != times_.end()) {
      EXPECT_EQ(known->second, out) << "one sample, two times";
      return;
    }
    const auto later = times_.upper_bound(sampled);
    EXPECT_TRUE(later == times_.end() || later->second > out);
    if (later != times_.begin()) {
      const auto [before, shown] = *std::prev(later);
      EXPECT_LE(out - shown, sampled - before);
      EXPECT_GE(out - shown, (sampled - before) * 3 / 4 - 1);
    }
    times_[sampled] = out;
  }

  void check_switch(const wire::RtpView& view, const std::optional<wire::Vp8Descriptor>& vp8, std::int64_t sequence,
                    std::int64_t timestamp, const Stamp& stamp) {
    ++switches;
    if (vp8) {
      const auto info = wire::describe_payload(wire::Codec::vp8, view.payload);
      EXPECT_TRUE(info && info->key_frame) << "switched elsewhere than at a key frame";
    } else {
      EXPECT_TRUE(view.marker) << "a new voice begins a talkspurt";
    }
    if (newest_sequence_) {
      EXPECT_EQ(sequence, *newest_sequence_ + 1);
      EXPECT_GT(timestamp, *newest_timestamp_);
      // By true time, give or take what jitter and the frames in flight make of it.
      const double passed = static_cast<double>(stamp.captured_ns - last_true_capture_) * 1e-9;
      const double ticks = static_cast<double>(timestamp - *newest_timestamp_) / (vp8 ? 90'000 : 48'000);
      EXPECT_LT(std::abs(ticks - passed), 0.3);
    }
    if (vp8 && newest_picture_) {
      EXPECT_EQ(*vp8->picture_id, (*newest_picture_ + 1) & 0x7fff);
      EXPECT_EQ(*vp8->tl0_picture_index, static_cast<std::uint8_t>(*newest_tl0_ + 1));
      EXPECT_EQ(*vp8->key_index, (*newest_key_ + 1) & 0x1f);
    }
    track_switches += segment_ && segment_->track != stamp.track ? 1U : 0U;
    segment_ = Segment{stamp.track, stamp.layer, sequence - stamp.count,
                       vp8 ? (*vp8->picture_id - stamp.picture) & 0x7fff : 0};
    sources_ = {};
    times_.clear();
    check_time(stamp.timestamp, timestamp);
  }

  Unwrapper<std::uint16_t> sequences_;
  Unwrapper<std::uint32_t> timestamps_;
  Unwrapper<std::uint32_t> sources_;
  std::map<std::int64_t, std::int64_t> times_;  // of the segment: of its source to those sent
  std::set<std::int64_t> sent_;
  std::optional<Segment> segment_;
  std::optional<std::int64_t> newest_sequence_;
  std::optional<std::int64_t> newest_timestamp_;
  std::optional<std::uint16_t> picture_;
  std::optional<std::uint16_t> newest_picture_;
  std::optional<std::uint8_t> newest_tl0_;
  std::optional<std::uint8_t> newest_key_;
  std::int64_t last_true_capture_ = 0;
};

struct Line {
  double loss = 0;
  Duration least{};
  Duration jitter{};
};

// Everything on one simulated clock.
class World {
 public:
  explicit World(std::uint64_t seed, Line line)
      : random(seed), sfu(random, rtp::NtpClock{kStart, kStartNtp}), line_(line) {
    for (std::size_t i = 0; i < kSites; ++i) {
      add_site(i);
    }
    for (std::size_t i = 0; i < kReceivers; ++i) {
      add_receiver(i);
    }
    std::vector<TrackId> heard;
    for (std::size_t i = 0; i < kSites; ++i) {
      heard.push_back(audio_id(i));
    }
    sfu.set_mix(MixId{1}, heard, audio_id(0), now);
    drain();
  }

  static TrackId video_id(std::size_t site) { return TrackId{100 + site}; }
  static TrackId audio_id(std::size_t site) { return TrackId{200 + site}; }
  static SessionId receiver_id(std::size_t index) { return SessionId{1000 + index}; }

  void at(Instant when, std::function<void()> what) { events_.push(Scheduled{when, ++order_, std::move(what)}); }

  void run_until(Instant end) {
    while (true) {
      const Instant next = events_.empty() ? kNever : events_.top().when;
      const Instant due = std::min(next, sfu.deadline());
      if (due > end) {
        break;
      }
      now = std::max(now, due);
      if (sfu.deadline() <= now) {
        sfu.handle_timeout(now);
      } else {
        const auto what = events_.top().what;
        events_.pop();
        what();
      }
      drain();
    }
    now = end;
  }

  struct Site {
    std::vector<std::unique_ptr<VideoLayer>> layers;
    std::unique_ptr<Voices> voice;
    std::array<bool, kLayers> key_wanted{true, true, true};
    NtpTime clock;  // the site's own, at kStart
    std::uint8_t minus_dbov = 40;
  };
  NtpTime site_ntp(const Site& site) const { return ntp_add(site.clock, now - kStart); }

  Random random;
  Instant now = kStart;
  Sfu sfu;
  std::vector<Site> sites;
  std::map<std::pair<std::uint64_t, SlotIndex>, SlotChecker> checkers;
  std::map<std::pair<std::uint64_t, std::uint32_t>, wire::SenderInfo> reports;  // by receiver and SSRC
  std::uint64_t plis = 0;
  double worst_skew_ms = 0;
  std::uint64_t skews = 0;

 private:
  struct Scheduled {
    Instant when;
    std::uint64_t order;
    std::function<void()> what;
    friend bool operator<(const Scheduled& a, const Scheduled& b) {
      return std::pair{a.when, a.order} > std::pair{b.when, b.order};
    }
  };

  void add_site(std::size_t index) {
    Site site;
    static const char* const kRids[] = {"q", "h", "f"};
    for (std::uint8_t layer = 0; layer < kLayers; ++layer) {
      site.layers.push_back(std::make_unique<VideoLayer>(video_id(index), layer, "1", kRids[layer],
                                                         static_cast<std::uint16_t>(180U << layer), random));
    }
    site.voice = std::make_unique<Voices>(audio_id(index), "0", random);
    site.clock = NtpTime{random.u64()};
    sites.push_back(std::move(site));
    PublisherParameters parameters;
    parameters.session = SessionId{1 + index};
    parameters.extensions = extension_map();
    parameters.tracks.push_back(audio_track(audio_id(index), "0"));
    parameters.tracks.push_back(video_track(video_id(index), "1", {"q", "h", "f"}));
    sfu.open(parameters, now);
    at(now + Duration{static_cast<std::int64_t>(random.below(30'000'000))}, [this, index] { send_video(index); });
    at(now + Duration{static_cast<std::int64_t>(random.below(20'000'000))}, [this, index] { send_audio(index); });
    at(now + milliseconds{200 + 50 * index}, [this, index] { send_reports(index); });
  }

  void add_receiver(std::size_t index) {
    ReceiverParameters parameters;
    parameters.session = receiver_id(index);
    parameters.mix = MixId{1};
    parameters.cname = "c";
    parameters.extensions = extension_map();
    for (SlotIndex slot = 0; slot < kVideoSlots; ++slot) {
      parameters.slots.push_back(video_slot(slot, static_cast<std::uint32_t>(1000 * (index + 1) + slot * 2)));
    }
    for (SlotIndex slot = kVideoSlots; slot < kVideoSlots + kAudioSlots; ++slot) {
      parameters.slots.push_back(audio_slot(slot, static_cast<std::uint32_t>(1000 * (index + 1) + slot * 2)));
    }
    sfu.open(parameters, now);
  }

  void transmit(std::size_t site, Packet packet, Duration extra = {}) {
    if (random.unit() < line_.loss) {
      return;
    }
    const Duration delay =
        line_.least + extra +
        Duration{static_cast<std::int64_t>(random.unit() * static_cast<double>(line_.jitter.count()))};
    at(now + delay, [this, site, packet = std::move(packet)] { sfu.handle_rtp(SessionId{1 + site}, packet, now); });
  }

  void send_video(std::size_t index) {
    Site& site = sites[index];
    for (std::size_t layer = 0; layer < kLayers; ++layer) {
      const bool key = std::exchange(site.key_wanted[layer], false);
      for (Packet& packet : site.layers[layer]->frame(key, 1 + layer + (key ? 2U : 0U), now)) {
        transmit(index, std::move(packet), milliseconds{15});
      }
    }
    at(now + Duration{33'333'333}, [this, index] { send_video(index); });
  }

  void send_audio(std::size_t index) {
    Site& site = sites[index];
    if (random.unit() < 0.01) {
      site.minus_dbov = static_cast<std::uint8_t>(20 + random.below(100));
    }
    transmit(index, site.voice->packet(site.minus_dbov, now));
    at(now + milliseconds{20}, [this, index] { send_audio(index); });
  }

  void send_reports(std::size_t index) {
    Site& site = sites[index];
    const NtpTime ntp = site_ntp(site);
    const auto report = [&](rtp::SendStream& stream, std::uint32_t timestamp) {
      auto info = stream.report(ntp, now);
      if (!info) {
        return;
      }
      info->rtp_timestamp = timestamp;
      std::array<std::uint8_t, 100> buffer;
      ByteWriter out{buffer};
      wire::write_sender_report(out, stream.ssrc(), *info, {});
      const Packet packet{out.written().begin(), out.written().end()};
      const Duration delay =
          line_.least + Duration{static_cast<std::int64_t>(random.unit() * static_cast<double>(line_.jitter.count()))};
      at(now + delay, [this, index, packet] { sfu.handle_rtcp(SessionId{1 + index}, packet, now); });
    };
    for (auto& layer : site.layers) {
      report(layer->stream(), layer->timestamp(now));
    }
    report(site.voice->stream(), site.voice->timestamp(now));
    at(now + milliseconds{1000}, [this, index] { send_reports(index); });
  }

  void handle_feedback(std::size_t index, Bytes compound) {
    Site& site = sites[index];
    wire::RtcpReader reader(compound);
    while (const auto packet = reader.next()) {
      for (std::size_t layer = 0; layer < kLayers; ++layer) {
        VideoLayer& video = *site.layers[layer];
        if (const auto pli = wire::parse_pli(*packet); pli && pli->media_ssrc == video.stream().ssrc()) {
          site.key_wanted[layer] = true;
          ++plis;
        }
        if (const auto nack = wire::parse_nack(*packet); nack && nack->media_ssrc == video.stream().ssrc()) {
          for (Packet& resent : video.stream().handle_nack(*nack, video.repaired(), milliseconds{50}, now)) {
            transmit(index, std::move(resent));
          }
        }
      }
    }
    EXPECT_FALSE(reader.malformed());
  }

  void drain() {
    Outputs& outputs = sfu.outputs();
    for (const OutgoingRtp& out : outputs.rtp) {
      check(out);
    }
    for (OutgoingRtcp& out : outputs.rtcp) {
      if (out.to.value() <= kSites) {
        const std::size_t index = out.to.value() - 1;
        if (random.unit() >= line_.loss) {
          at(now + line_.least, [this, index, bytes = std::move(out.bytes)] { handle_feedback(index, bytes); });
        }
        continue;
      }
      wire::RtcpReader reader(out.bytes);
      while (const auto packet = reader.next()) {
        if (const auto report = wire::parse_sender_report(*packet)) {
          reports[{out.to.value(), report->ssrc}] = report->info;
        }
      }
    }
    outputs.clear();
  }

  void check(const OutgoingRtp& out) {
    const Packet bytes = flatten(out);
    const auto view = wire::parse_rtp(bytes);
    ASSERT_TRUE(view);
    const auto slot = static_cast<SlotIndex>((view->ssrc % 1000) / 2);
    ASSERT_LT(slot, kVideoSlots + kAudioSlots);
    checkers[{out.to.value(), slot}].check(*view, out.packet->kind);
    measure(out.to, *view, out.packet->kind);
  }

  // How far the receiver's idea of the sampling time is from the truth; it differs between sound and picture by the
  // skew.
  void measure(SessionId to, const wire::RtpView& view, MediaKind kind) {
    const auto report = reports.find({to.value(), view.ssrc});
    if (report == reports.end() || now < kStart + seconds{5}) {
      return;
    }
    rtp::SenderReportClock clock{kind == MediaKind::video ? 90'000U : 48'000U};
    clock.handle_report(report->second.ntp, report->second.rtp_timestamp);
    const Stamp stamp = read_stamp(view.payload);
    const NtpTime truth = ntp_add(kStartNtp, Instant{Duration{stamp.captured_ns}} - kStart);
    const double error = static_cast<double>(ntp_difference(*clock.ntp_of(view.timestamp), truth).count()) * 1e-6;
    const bool main =
        kind == MediaKind::video ? stamp.track == video_id(0).value() : stamp.track == audio_id(0).value();
    if (!measure_skew || !main) {
      return;
    }
    // An error that both have alike (the least delay of the line) is none for lips.
    auto& [sound, picture] = errors_ms[to.value()];
    (kind == MediaKind::video ? picture : sound) = error;
    if (sound && picture) {
      worst_skew_ms = std::max(worst_skew_ms, std::abs(*picture - *sound));
      ++skews;
    }
  }

 public:
  bool measure_skew = false;
  std::map<std::uint64_t, std::pair<std::optional<double>, std::optional<double>>> errors_ms;  // by receiver

 private:
  Line line_;
  std::priority_queue<Scheduled> events_;
  std::uint64_t order_ = 0;
};

std::uint64_t seed() {
  const char* given = std::getenv("DIEMCAU_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 20'211'028;
}

TEST(SfuSimulation, SlotsStayContinuousOverTenThousandAssignments) {
  const std::uint64_t chosen = seed();
  SCOPED_TRACE(testing::Message() << "DIEMCAU_SEED=" << chosen);
  World world{chosen, Line{0.02, milliseconds{10}, milliseconds{12}}};
  constexpr int kAssignments = 10'000;
  for (int i = 0; i < kAssignments && !testing::Test::HasFailure(); ++i) {
    const SessionId receiver = World::receiver_id(world.random.below(kReceivers));
    const auto slot = static_cast<SlotIndex>(world.random.below(kVideoSlots));
    if (world.random.below(4) == 0) {
      world.sfu.size_slot(receiver, slot, static_cast<std::uint16_t>(world.random.below(900)), world.now);
    } else if (world.random.below(20) == 0) {
      world.sfu.assign_slot(receiver, slot, std::nullopt, world.now);
    } else {
      world.sfu.assign_slot(receiver, slot, World::video_id(world.random.below(kSites)), world.now);
    }
    world.run_until(world.now + milliseconds{20});
  }
  std::uint64_t switches = 0;
  std::uint64_t between_tracks = 0;
  for (const auto& [key, checker] : world.checkers) {
    switches += checker.switches;
    between_tracks += checker.track_switches;
  }
  RecordProperty("switches", std::to_string(switches));
  RecordProperty("between_tracks", std::to_string(between_tracks));
  RecordProperty("plis", std::to_string(world.plis));
  EXPECT_GT(switches, 3000U);
  EXPECT_GT(between_tracks, 2000U);
  EXPECT_GT(world.sfu.totals().retransmissions_received, 100U);
  // Merged and throttled: five sites, three layers, one in 300 ms at most.
  EXPECT_LT(world.plis, 200U * 1000U / 300U * kSites * kLayers);
}

TEST(SfuSimulation, LipsStayInSync) {
  const std::uint64_t chosen = seed();
  SCOPED_TRACE(testing::Message() << "DIEMCAU_SEED=" << chosen);
  World world{chosen, Line{0.01, milliseconds{10}, milliseconds{40}}};
  for (std::size_t receiver = 0; receiver < kReceivers; ++receiver) {
    world.sfu.assign_slot(World::receiver_id(receiver), 0, World::video_id(0), world.now);
  }
  world.run_until(kStart + seconds{20});
  world.measure_skew = true;
  world.run_until(kStart + seconds{30});
  EXPECT_GT(world.skews, 1000U);
  EXPECT_LT(world.worst_skew_ms, 10);
  RecordProperty("worst_skew_us", static_cast<int>(world.worst_skew_ms * 1000));
}

}  // namespace
}  // namespace diemcau::sfu
