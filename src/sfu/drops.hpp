// Every packet, or piece of feedback, that goes no further has a reason, and every reason is counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diemcau::sfu {

enum class Drop : std::uint8_t {
  unknown_session,       // no such publisher or receiver here
  not_a_publisher,       // RTP from a receiver
  malformed_rtp,         // no RTP header (RFC 3550 section 5.1), or longer than a datagram may be
  malformed_rtcp,        // the rest of that compound packet is not read
  unknown_stream,        // neither SSRC, mid, rid nor payload type says which track
  too_many_streams,      // more SSRCs than kMaxStreamsPerPublisher
  too_many_layers,       // a rid beyond the layers of its track
  unknown_payload_type,  // none of the negotiated ones
  malformed_payload,     // no payload descriptor, or no room for one
  malformed_rtx,         // too short for an original sequence number, or of an unknown stream
  duplicate,             // came before
  too_old,               // far behind the newest of its stream, or from before it began
  padding_only,          // probes; the numbers are closed up behind them
  before_switch,         // late, from before the point where the slot switched
  own_sound,             // of the receiver's own site
  codec_not_negotiated,  // this receiver cannot play it
  not_yet_key_frame,     // the slot waits for a key frame
  oversized_rewrite,     // the rewritten header does not fit
  nack_unknown,          // asked for what was never sent, or long ago
  nack_expired,          // no longer in the history
  nack_throttled,        // asked for again before a round trip
  unknown_feedback,      // feedback about an SSRC that is not this receiver's
  arrival_not_told,      // left out of transport feedback: told as lost before, or too many at once
  unknown_foreign,       // a packet of a track nobody here wants
  too_many_outputs,      // the engine did not drain
};
inline constexpr std::size_t kDropCount = static_cast<std::size_t>(Drop::too_many_outputs) + 1;

// "malformed_rtp" and so on: stable names for metrics.
[[nodiscard]] std::string_view name_of(Drop reason);

// Sums since start.
class DropCounters {
 public:
  void count(Drop reason, std::uint64_t times = 1) { counts_[static_cast<std::size_t>(reason)] += times; }
  [[nodiscard]] std::uint64_t of(Drop reason) const { return counts_[static_cast<std::size_t>(reason)]; }

 private:
  std::array<std::uint64_t, kDropCount> counts_{};
};

}  // namespace diemcau::sfu
