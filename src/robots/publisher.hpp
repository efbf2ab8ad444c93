// A simulated site's outgoing connection (WHIP): encoded sound and pictures in, sealed datagrams out. Sans-IO.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "robots/offer.hpp"
#include "robots/packetize.hpp"
#include "robots/video_codec.hpp"
#include "rtp/ntp_clock.hpp"
#include "rtp/send_stream.hpp"
#include "transport/transport.hpp"

namespace diemcau::robots {

class Publisher {
 public:
  static constexpr std::size_t kMaxLayers = kRids.size();

  // `video` is what publish_offer() was made with.
  Publisher(const transport::Shared& shared, ice::Credentials local, const Answer& answer, wire::Codec video,
            rtp::NtpClock clock, Instant now);

  void handle(Instant now, const SocketAddress& from, MutableBytes datagram, transport::SendBatch& out);
  void handle_timeout(Instant now, transport::SendBatch& out);
  [[nodiscard]] Instant deadline() const;

  [[nodiscard]] bool connected() const { return transport_.connected(); }
  [[nodiscard]] bool ended() const { return transport_.ended(); }
  void close(Instant now, transport::SendBatch& out) { transport_.close(now, out); }

  // How many layers to encode: 3 with simulcast, else 1.
  [[nodiscard]] std::size_t layers() const { return layers_.size(); }
  // Whether the server asked for a key frame of a layer since the last call.
  [[nodiscard]] bool take_key_frame_request(std::size_t layer);

  // `now` is when the sound or picture was taken: it makes the RTP timestamps and so what keeps lips in sync. Nothing
  // is sent before connected.
  void send_audio(Bytes opus, wire::AudioLevel level, Instant now, transport::SendBatch& out);
  void send_video(std::size_t layer, const EncodedFrame& frame, Instant now, transport::SendBatch& out);

 private:
  struct Layer {
    std::string rid;  // empty without simulcast
    rtp::SendStream stream;
    std::uint16_t picture_id = 0;
    bool key_frame_wanted = false;
  };

  void handle_rtcp(Bytes compound, Instant now, transport::SendBatch& out);
  void send_reports(Instant now, transport::SendBatch& out);
  void send(const std::optional<rtp::SendStream::Packet>& packet, transport::SendBatch& out);
  [[nodiscard]] wire::RtpExtensions extensions_of(std::string_view mid);
  [[nodiscard]] Layer* layer_of(std::uint32_t ssrc);

  transport::Transport transport_;
  wire::Codec video_;
  rtp::NtpClock clock_;
  Instant epoch_;
  rtp::SendStream audio_;
  std::vector<Layer> layers_;
  std::uint16_t transport_sequence_ = 0;
  Instant next_report_;
};

}  // namespace diemcau::robots
