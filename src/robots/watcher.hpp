// A simulated site's incoming connection (WHEP): decodes what arrives and tells, by mark and tone, who is seen and
// heard. Sans-IO.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "robots/mark.hpp"
#include "robots/offer.hpp"
#include "robots/opus_codec.hpp"
#include "robots/packetize.hpp"
#include "robots/video_codec.hpp"
#include "rtp/receive_stream.hpp"
#include "transport/transport.hpp"

namespace diemcau::robots {

// What one slot showed or played, since the last report.
struct SlotReport {
  std::string slot;
  std::optional<std::uint8_t> site;  // by the newest mark, or the loudest test tone
  int width_px = 0;                  // video: of the newest picture
  int height_px = 0;
  std::uint64_t frames = 0;  // decoded pictures, or packets of sound
  std::uint64_t lost = 0;    // packets given up, since the start
  std::uint64_t unread = 0;  // pictures without a readable mark
};

class Watcher {
 public:
  Watcher(const transport::Shared& shared, ice::Credentials local, const Answer& answer, Instant now);

  void handle(Instant now, const SocketAddress& from, MutableBytes datagram, transport::SendBatch& out);
  void handle_timeout(Instant now, transport::SendBatch& out);
  [[nodiscard]] Instant deadline() const;

  [[nodiscard]] bool connected() const { return transport_.connected(); }
  [[nodiscard]] bool ended() const { return transport_.ended(); }
  void close(Instant now, transport::SendBatch& out) { transport_.close(now, out); }

  [[nodiscard]] std::vector<SlotReport> take_report();

 private:
  struct Slot {
    AnsweredSlot answered;
    rtp::ReceiveStream stream;
    SlotReport report;
    FrameAssembler assembler;
    std::unique_ptr<VideoDecoder> vp8;
    std::unique_ptr<VideoDecoder> h264;
    std::unique_ptr<OpusListener> opus;
    std::vector<std::int16_t> sound;  // the newest kToneWindow samples
    bool wants_key_frame = false;
    Instant next_key_frame_request{};
  };

  [[nodiscard]] Slot* slot_of(std::uint32_t ssrc);
  void handle_rtp(Bytes plain, Instant now);
  void handle_rtcp(Bytes plain, Instant now);
  void play(Slot& slot);
  static void show(Slot& slot, const rtp::ReceivedPacket& packet);
  static void hear(Slot& slot, const rtp::ReceivedPacket& packet);
  void send_feedback(Instant now, transport::SendBatch& out);

  transport::Transport transport_;
  std::vector<Slot> slots_;
  std::uint32_t own_ssrc_;
  Instant next_report_;
};

}  // namespace diemcau::robots
