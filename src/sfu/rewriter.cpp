#include "sfu/rewriter.hpp"

#include <algorithm>

#include "rtp/sender_report_clock.hpp"

namespace diemcau::sfu {
namespace {

// As rtp::Reception: a jump this far is another stream.
constexpr std::int64_t kMaxLeap = 3000;
// Between sources an audio packet is given the room of one packet, so that no decoder sees two at one time.
constexpr Duration kLeastAudioAdvance = std::chrono::milliseconds{20};
// Of the time between two pictures, how much may be left out to make up for time run ahead: motion stays smooth.
constexpr std::int64_t kCatchUpDivisor = 4;
// No pause is longer than this to a decoder, whatever clocks say.
constexpr Duration kMostAdvance = std::chrono::minutes{10};
constexpr std::uint16_t kPictureMask = 0x7fff;
constexpr std::uint8_t kKeyMask = 0x1f;

bool is_newer_picture(std::uint16_t a, std::uint16_t b) {
  return is_newer<std::uint16_t>(static_cast<std::uint16_t>(a << 1U), static_cast<std::uint16_t>(b << 1U));
}

bool is_newer_key(std::uint8_t a, std::uint8_t b) {
  return is_newer<std::uint8_t>(static_cast<std::uint8_t>(a << 3U), static_cast<std::uint8_t>(b << 3U));
}

}  // namespace

Rewriter::Rewriter(MediaKind kind, Random& random)
    : kind_(kind),
      newest_out_(65'536 + random.u16()),
      first_timestamp_(random.u32()),
      newest_picture_(random.u16() & kPictureMask),
      newest_tl0_(static_cast<std::uint8_t>(random.u16())),
      newest_key_(random.u16() & kKeyMask) {}

void Rewriter::switch_to(const MediaPacket& first) {
  const DescriptorFields& fields = first.descriptor;
  Segment segment;
  segment.track = first.track;
  segment.layer = first.layer;
  segment.first_sequence = first.sequence;
  segment.timestamp_delta = timestamp_for(first) - first.timestamp;
  segment.picture_delta = static_cast<std::uint16_t>(newest_picture_ + 1 - fields.picture_id.value_or(0));
  segment.tl0_delta = static_cast<std::uint8_t>(newest_tl0_ + 1 - fields.tl0_picture_index.value_or(0));
  segment.key_delta = static_cast<std::uint8_t>(newest_key_ + 1 - fields.key_index.value_or(0));
  first_out_ = newest_out_ + 1;
  newest_in_ = Newest{first.sequence, first.timestamp, false};
  map_.begin_segment(segment, first_out_, first.sequence);
  segment_ = segment;
  segment_out_ = first_out_;
}

Result<Rewritten, Rewriter::Refusal> Rewriter::rewrite(const MediaPacket& packet) {
  if (!segment_ || packet.sequence < segment_->first_sequence) {
    return failure(Refusal::before_switch);
  }
  if (packet.sequence > newest_in_.sequence + kMaxLeap) {
    return failure(Refusal::leap);
  }
  const std::int64_t out = first_out_ + (packet.sequence - segment_->first_sequence);
  if (packet.sequence > newest_in_.sequence) {
    catch_up(packet, out);
    newest_in_ = Newest{packet.sequence, packet.timestamp, packet.marker};
  }
  const auto late = out < segment_out_ ? map_.find(out) : std::nullopt;
  const Rewritten rewritten = apply(late ? late->source : *segment_, out, packet);
  remember(packet, rewritten);
  return rewritten;
}

// Only between two pictures (or two packets of sound) of which none is missing: all packets of one have one timestamp.
void Rewriter::catch_up(const MediaPacket& packet, std::int64_t out) {
  const auto passed = static_cast<std::int32_t>(packet.timestamp - newest_in_.timestamp);
  const bool between = packet.sequence == newest_in_.sequence + 1 && (newest_in_.marker || kind_ == MediaKind::audio);
  if (ahead_ticks_ == 0 || !between || passed <= 0) {
    return;
  }
  // Sound can only give up silence: packets that overlap would be thrown away.
  const std::int64_t spare = kind_ == MediaKind::audio
                                 ? passed - rtp::ticks_of_duration(kLeastAudioAdvance, packet.clock_rate_hz)
                                 : passed / kCatchUpDivisor;
  const std::int64_t step = std::clamp<std::int64_t>(spare, 0, ahead_ticks_);
  if (step == 0) {
    return;
  }
  ahead_ticks_ -= step;
  segment_->timestamp_delta -= static_cast<std::uint32_t>(step);
  segment_out_ = out;
  map_.begin_segment(*segment_, out, packet.sequence);
}

std::optional<Rewriter::Origin> Rewriter::origin(std::uint16_t out_sequence) const {
  const auto behind = static_cast<std::uint16_t>(static_cast<std::uint16_t>(newest_out_) - out_sequence);
  if (behind >= 0x8000) {
    return std::nullopt;
  }
  const std::int64_t out = newest_out_ - behind;
  const auto found = map_.find(out);
  if (!found) {
    return std::nullopt;
  }
  return Origin{found->source.track, found->source.layer, found->sequence, out};
}

std::optional<Rewritten> Rewriter::repeat(std::int64_t out_sequence, const MediaPacket& packet) const {
  const auto found = map_.find(out_sequence);
  if (!found) {
    return std::nullopt;
  }
  return apply(found->source, out_sequence, packet);
}

Rewritten Rewriter::apply(const Segment& segment, std::int64_t out_sequence, const MediaPacket& packet) const {
  const DescriptorFields& fields = packet.descriptor;
  Rewritten rewritten;
  rewritten.sequence = out_sequence;
  rewritten.timestamp = packet.timestamp + segment.timestamp_delta;
  // RFC 3551 section 4.1: the marker of audio begins a talkspurt, and a new voice is one.
  rewritten.marker = packet.marker || (kind_ == MediaKind::audio && packet.sequence == segment.first_sequence);
  rewritten.picture_id =
      static_cast<std::uint16_t>(fields.picture_id.value_or(0) + segment.picture_delta) & kPictureMask;
  rewritten.tl0_picture_index = static_cast<std::uint8_t>(fields.tl0_picture_index.value_or(0) + segment.tl0_delta);
  rewritten.key_index = static_cast<std::uint8_t>(fields.key_index.value_or(0) + segment.key_delta) & kKeyMask;
  return rewritten;
}

std::uint32_t Rewriter::timestamp_for(const MediaPacket& first) {
  if (!newest_) {
    return first_timestamp_;
  }
  const bool own_clock = newest_->track == first.track && newest_->publisher_ntp && first.publisher_ntp;
  const Duration passed = own_clock ? ntp_difference(*first.publisher_ntp, *newest_->publisher_ntp)
                                    : ntp_difference(first.captured, newest_->captured);
  // Time seems to stand or to run back where the old source was ahead of the new one: forward by the least step, and
  // catch up afterwards. Else the steps would add up, and a player would wait for each of them.
  const Duration least = kind_ == MediaKind::audio ? kLeastAudioAdvance : Duration{0};
  const std::int64_t due = rtp::ticks_of_duration(std::min(passed, kMostAdvance), first.clock_rate_hz) - ahead_ticks_;
  const std::int64_t ticks = std::max({due, rtp::ticks_of_duration(least, first.clock_rate_hz), std::int64_t{1}});
  ahead_ticks_ = ticks - due;
  return newest_->timestamp + static_cast<std::uint32_t>(ticks);
}

void Rewriter::remember(const MediaPacket& packet, const Rewritten& rewritten) {
  const DescriptorFields& fields = packet.descriptor;
  newest_out_ = std::max(newest_out_, rewritten.sequence);
  if (fields.picture_id && is_newer_picture(rewritten.picture_id, newest_picture_)) {
    newest_picture_ = rewritten.picture_id;
  }
  if (fields.tl0_picture_index && is_newer(rewritten.tl0_picture_index, newest_tl0_)) {
    newest_tl0_ = rewritten.tl0_picture_index;
  }
  if (fields.key_index && is_newer_key(rewritten.key_index, newest_key_)) {
    newest_key_ = rewritten.key_index;
  }
  if (!newest_ || is_newer(rewritten.timestamp, newest_->timestamp)) {
    newest_ = Sample{rewritten.timestamp, packet.captured, packet.publisher_ntp, packet.track, packet.clock_rate_hz};
  }
}

}  // namespace diemcau::sfu
