// A simulated site without a socket: offers, connects, publishes marked frames, and checks what it receives.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/media_ids.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "engine/identity.hpp"
#include "engine/negotiation.hpp"
#include "rtp/receive_stream.hpp"
#include "rtp/send_stream.hpp"
#include "srtp/cipher.hpp"
#include "transport/datagrams.hpp"
#include "transport/transport.hpp"
#include "wire/sdp.hpp"

namespace diemcau::testing {

// What every packet of a video frame says of itself, behind the codec's own bytes.
struct FrameMark {
  std::uint16_t site = 0;
  std::uint32_t frame = 0;
  std::uint8_t packet = 0;
  std::uint8_t packets = 0;
  bool key = false;
};

// What one received slot was, and whether it was right. A receiver that plays needs all of it to be.
struct SlotRecord {
  std::string name;
  std::uint64_t packets = 0;
  std::uint64_t frames = 0;
  std::uint64_t switches = 0;  // changes of site
  std::uint64_t cut = 0;       // frames that a switch ended early: what follows is a key frame, so nobody sees it
  std::uint64_t lost = 0;      // packets never received
  std::uint64_t recovered = 0;
  std::uint16_t site = 0;           // of the last frame
  std::vector<std::string> faults;  // at most kMaxFaults
};
inline constexpr std::size_t kMaxFaults = 10;

class Client {
 public:
  // `own_site` marks what is published. `identity` must outlive the client.
  Client(std::uint64_t seed, const engine::Identity& identity, std::uint16_t own_site);

  // ---- Session. One offer per client; then accept() with the server's answer to it.
  [[nodiscard]] wire::SessionDescription offer_to_publish() const;
  // One letter per section: 'a' or 'v'.
  [[nodiscard]] wire::SessionDescription offer_to_receive(std::string_view kinds) const;
  void accept(const wire::SessionDescription& answer, const std::vector<std::string>& slot_names, Instant now);

  void handle(Instant now, const SocketAddress& from, MutableBytes datagram);
  void handle_timeout(Instant now);
  [[nodiscard]] Instant deadline() const;
  [[nodiscard]] transport::SendBatch& out() { return out_; }
  void close(Instant now);

  [[nodiscard]] bool connected() const { return transport_ && transport_->connected(); }
  [[nodiscard]] bool ended() const { return transport_ && transport_->ended(); }
  [[nodiscard]] std::string_view end_reason() const { return end_reason_; }

  // ---- Publishing. A frame is a key frame when it is the first or when one was asked for.
  void send_video(Instant now, std::uint8_t packets);
  void send_audio(Instant now, std::uint8_t minus_dbov);
  [[nodiscard]] bool publishes() const { return video_.has_value(); }
  [[nodiscard]] std::uint64_t key_frames() const { return key_frames_; }
  [[nodiscard]] std::uint64_t resent() const { return resent_; }

  // ---- Receiving.
  [[nodiscard]] std::vector<SlotRecord> records() const;

 private:
  struct Slot {
    SlotRecord record;
    MediaKind kind = MediaKind::audio;
    std::uint32_t ssrc = 0;
    std::unique_ptr<rtp::ReceiveStream> stream;
    std::optional<std::int64_t> last_sequence;
    std::optional<std::uint32_t> last_timestamp;
    std::optional<std::uint16_t> last_picture_id;
    std::optional<FrameMark> last_frame;
    std::vector<FrameMark> assembling;
    std::uint16_t picture_id = 0;  // of the frame that is assembled
    bool started = false;          // a whole key frame came; until then one is asked for, as a player does
    Instant asked{};
  };

  [[nodiscard]] wire::MediaDescription section(MediaKind kind, const std::string& mid, bool first) const;
  void finish_offer(wire::SessionDescription& offer) const;
  void add_streams(const wire::MediaDescription& answered);
  void add_slot(const wire::MediaDescription& answered, const std::string& name);
  void handle_rtp(Instant now, Bytes packet);
  void handle_rtcp(Instant now, Bytes compound);
  void answer_nack(Instant now, const wire::RtcpPacket& packet);
  void check(Slot& slot, const rtp::ReceivedPacket& packet);
  void check_video(Slot& slot, const rtp::ReceivedPacket& packet);
  void check_frame(Slot& slot);
  void check_cut(Slot& slot, const FrameMark& next);
  void ask_for_key_frame(Slot& slot, Instant now);
  void send_reports(Instant now);
  void send_packet(Bytes packet);
  void take_events();

  Random random_;
  const engine::Identity& identity_;
  std::unique_ptr<srtp::CipherMaker> ciphers_ = srtp::make_best_maker();
  transport::Drops drops_;
  std::uint16_t site_;
  ice::Credentials credentials_;
  std::unique_ptr<transport::Transport> transport_;
  transport::SendBatch out_;
  std::string end_reason_;
  wire::ExtensionMap extensions_;

  std::optional<rtp::SendStream> video_;
  std::optional<rtp::SendStream> audio_;
  std::string video_mid_;
  std::string audio_mid_;
  bool key_frame_wanted_ = true;
  std::uint32_t frame_ = 0;
  std::uint16_t picture_id_ = 0;
  std::uint64_t key_frames_ = 0;
  std::uint64_t resent_ = 0;

  std::vector<Slot> slots_;
  Instant next_report_{};
};

}  // namespace diemcau::testing
