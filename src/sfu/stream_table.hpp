// Which SSRC of a publisher is which layer of which track (RFC 8843 section 9.2, RFC 8852, RFC 4588).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "rtp/reception.hpp"
#include "rtp/sender_report_clock.hpp"
#include "sfu/drops.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/parameters.hpp"
#include "wire/extensions.hpp"
#include "wire/rtp.hpp"

namespace diemcau::sfu {

// Two tracks of three layers, each with retransmissions, and as many again for streams that begin anew.
inline constexpr std::size_t kMaxStreamsPerPublisher = 24;

struct Stream {
  Stream(std::uint32_t stream_ssrc, std::size_t track, std::uint8_t stream_layer, bool is_rtx,
         std::uint32_t clock_rate_hz, rtp::NackLimits limits)
      : ssrc(stream_ssrc),
        track_index(track),
        layer(stream_layer),
        rtx(is_rtx),
        reception(stream_ssrc, clock_rate_hz, limits),
        clock(clock_rate_hz) {}

  std::uint32_t ssrc;
  std::size_t track_index;  // into the publisher's tracks
  std::uint8_t layer;
  bool rtx;
  rtp::Reception reception;
  rtp::SenderReportClock clock;
  std::int64_t sequence_offset = 0;  // added to the reception's numbers: a layer's numbers rise across its SSRCs
  std::optional<std::uint16_t> newest_picture;  // 15 bits, unwrapped from 7 where they are short
  std::uint8_t fir_command = 0;
};

class StreamTable {
 public:
  // `tracks` must outlive the table. Announced SSRCs are known at once.
  explicit StreamTable(const std::vector<PublishedTrack>& tracks);

  // The stream of a packet: by its SSRC, else by its mid and rid (which are learned), else by its payload type when
  // only one track without simulcast has it.
  [[nodiscard]] Result<Stream*, Drop> find_or_learn(const wire::RtpView& packet, const wire::RtpExtensions& extensions);
  // Null when unknown.
  [[nodiscard]] Stream* find(std::uint32_t ssrc) const;
  // The media (not retransmission) stream of a layer; null when none was seen.
  [[nodiscard]] Stream* media_stream(std::size_t track_index, std::uint8_t layer) const;

  [[nodiscard]] const std::vector<std::unique_ptr<Stream>>& streams() const { return streams_; }

 private:
  struct Role {
    std::size_t track_index = 0;
    std::uint8_t layer = 0;
    bool rtx = false;
  };
  [[nodiscard]] Result<Role, Drop> role_of(const wire::RtpView& packet, const wire::RtpExtensions& extensions) const;
  [[nodiscard]] Result<Role, Drop> role_in(std::size_t track_index, const wire::RtpView& packet,
                                           const wire::RtpExtensions& extensions) const;
  Stream* add(std::uint32_t ssrc, const Role& role);

  const std::vector<PublishedTrack>& tracks_;
  std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace diemcau::sfu
