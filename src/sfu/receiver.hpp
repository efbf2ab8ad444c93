// One session that plays media: its slots, the packets it gets, and what it says of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "rtp/ntp_clock.hpp"
#include "sfu/drops.hpp"
#include "sfu/outputs.hpp"
#include "sfu/parameters.hpp"
#include "sfu/sfu.hpp"
#include "sfu/slot.hpp"
#include "wire/rtcp_report.hpp"

namespace diemcau::sfu {

class Receiver {
 public:
  // All references must outlive the receiver.
  Receiver(ReceiverParameters parameters, Random& random, const rtp::NtpClock& clock, DropCounters& drops,
           Totals& totals);
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  [[nodiscard]] const ReceiverParameters& parameters() const { return parameters_; }
  // Of the same site: its sound is never sent here.
  [[nodiscard]] bool is_own(OwnerId owner) const { return owner != OwnerId{} && owner == parameters_.owner; }
  [[nodiscard]] std::vector<Slot>& slots() { return slots_; }
  // Null when there is none of that index.
  [[nodiscard]] Slot* slot(SlotIndex index);

  // What became of a packet of a track that the slot is subscribed to.
  enum class Delivery : std::uint8_t {
    ignored,  // of a layer that this slot neither carries nor waits for
    forwarded,
    switched_layer,  // forwarded, from here on
    switched_track,
    dropped,     // counted
    lost_track,  // dropped: the stream began anew, so a key frame is needed
  };
  Delivery deliver(Slot& slot, const MediaPacketRef& packet, Instant now, Outputs& outputs);

  // What a compound packet asks for.
  struct Feedback {
    struct Resend {
      Slot* slot = nullptr;
      Rewriter::Origin origin;
    };
    std::vector<Resend> resends;          // at most kMaxResends
    std::vector<const Slot*> key_frames;  // slots whose current source is to make one
  };
  static constexpr std::size_t kMaxResends = 200;  // packets for one compound
  [[nodiscard]] Feedback handle_rtcp(Bytes compound, Instant now);
  void resend(const Feedback::Resend& resend, const MediaPacketRef& packet, Outputs& outputs);

  // Sender reports as soon as possible, because a slot switched.
  void want_reports(Instant now) { next_report_ = std::min(next_report_, now); }
  void handle_timeout(Instant now, Outputs& outputs);
  // kNever while no slot carries anything.
  [[nodiscard]] Instant deadline() const { return next_report_; }

  Instant scheduled = kNever;  // earliest entry in the timer queue

 private:
  struct Payload {
    const CodecParameters* codec = nullptr;
    std::uint16_t offset = 0;  // where it begins in the packet's
  };
  [[nodiscard]] std::optional<Payload> payload_for(const Slot& slot, const MediaPacket& packet) const;
  bool emit(Slot& slot, const MediaPacketRef& packet, const Payload& payload, const Rewritten& rewritten,
            bool retransmission, Outputs& outputs);
  [[nodiscard]] Slot* slot_of(std::uint32_t ssrc);
  void note_round_trip(const wire::ReportBlock& block, Instant now);

  ReceiverParameters parameters_;
  Random& random_;
  const rtp::NtpClock& clock_;
  DropCounters& drops_;
  Totals& totals_;
  std::vector<Slot> slots_;
  Duration round_trip_ = std::chrono::milliseconds{100};  // until a report tells
  Instant next_report_ = kNever;
};

}  // namespace diemcau::sfu
