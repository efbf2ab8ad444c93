// One session that sends media: its packets in, shared packets out, and the feedback it gets.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "bwe/feedback_generator.hpp"
#include "rtp/ntp_clock.hpp"
#include "sfu/drops.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/outputs.hpp"
#include "sfu/parameters.hpp"
#include "sfu/sfu.hpp"
#include "sfu/stream_table.hpp"

namespace diemcau::sfu {

class Publisher {
 public:
  // All references must outlive the publisher.
  Publisher(PublisherParameters parameters, Random& random, const rtp::NtpClock& clock, DropCounters& drops,
            Totals& totals, Instant now);
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  [[nodiscard]] const PublisherParameters& parameters() const { return parameters_; }

  struct Received {
    MediaPacketRef packet;
    bool needs_key_frame = false;  // more was lost than can be asked for
  };
  // Nothing for what was dropped; the reason is counted.
  [[nodiscard]] std::optional<Received> handle_rtp(Bytes bytes, Instant now);

  struct Goodbye {
    TrackId track;
    LayerIndex layer = 0;
  };
  // The layers that said goodbye (RFC 3550 section 6.6).
  [[nodiscard]] std::vector<Goodbye> handle_rtcp(Bytes compound, Instant now);

  // Asks for a key frame, now; the caller throttles. Nothing when no packet of the layer came yet.
  void request_key_frame(TrackId track, LayerIndex layer, Outputs& outputs);

  // Reports, NACKs and transport feedback that are due.
  void handle_timeout(Instant now, Outputs& outputs);
  [[nodiscard]] Instant deadline() const;

  Instant scheduled = kNever;  // earliest entry in the timer queue

 private:
  [[nodiscard]] Result<Received, Drop> receive(Bytes bytes, Instant now);
  struct Media {
    Stream* stream = nullptr;
    std::uint16_t sequence = 0;
    const CodecParameters* codec = nullptr;
    Bytes payload;
    bool resent = false;
  };
  [[nodiscard]] Result<Media, Drop> unwrap(Stream& stream, const wire::RtpView& view);
  [[nodiscard]] Result<MediaPacketRef, Drop> make_packet(const Media& media, const wire::RtpView& view,
                                                         const wire::RtpExtensions& extensions, std::int64_t sequence,
                                                         Instant now);
  void stamp(MediaPacket& packet, const Stream& stream) const;
  void write_reports(Instant now, Outputs& outputs);
  void write_nacks(Instant now, Outputs& outputs);
  void write_transport_feedback(Instant now, Outputs& outputs);

  PublisherParameters parameters_;
  Random& random_;
  const rtp::NtpClock& clock_;
  DropCounters& drops_;
  Totals& totals_;
  StreamTable streams_;
  rtp::SenderClockOffset offset_;
  bwe::FeedbackGenerator feedback_;
  std::uint32_t own_ssrc_;
  bool transport_feedback_ = false;
  Instant next_report_;
  Instant next_nack_ = kNever;  // over all streams
};

}  // namespace diemcau::sfu
