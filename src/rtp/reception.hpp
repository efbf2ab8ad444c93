// What a receiver keeps of one SSRC: unwrapped numbers, duplicates, what is missing, and the report about it all.
#pragma once

#include <cstdint>
#include <optional>

#include "base/serial.hpp"
#include "base/time.hpp"
#include "rtp/nack_generator.hpp"
#include "rtp/sequence_window.hpp"
#include "wire/rtcp_report.hpp"

namespace diemcau::rtp {

class Reception {
 public:
  Reception(std::uint32_t ssrc, std::uint32_t clock_rate_hz, NackLimits limits = {});

  struct Verdict {
    Arrival arrival = Arrival::fresh;
    std::int64_t sequence = 0;  // unwrapped, positive
    bool gave_up = false;       // too much was lost to ask for: only a key frame helps
  };

  // `resent`: came as a retransmission, so it says nothing of jitter (RFC 4588 section 6.4: nor of loss).
  Verdict handle_packet(std::uint16_t sequence, std::uint32_t timestamp, bool resent, Instant now);
  void handle_sender_report(NtpTime ntp, Instant now);

  [[nodiscard]] std::uint32_t ssrc() const { return ssrc_; }
  [[nodiscard]] std::optional<std::int64_t> newest() const;
  [[nodiscard]] std::uint64_t packets() const { return received_; }
  [[nodiscard]] NackGenerator& nacks() { return nacks_; }
  [[nodiscard]] const NackGenerator& nacks() const { return nacks_; }

  // RFC 3550 section 6.4.1, appendix A.3; the fraction is since the last call. Nothing before the first packet.
  [[nodiscard]] std::optional<wire::ReportBlock> report(Instant now);

 private:
  // A jump of this many numbers is a restarted sender rather than loss (RFC 3550 appendix A.1, MAX_DROPOUT); it is
  // believed when the next packet follows it.
  static constexpr std::int64_t kMaxJump = 3000;

  bool leaps(std::uint16_t sequence) const;
  void restart();
  void measure_jitter(std::uint32_t timestamp, Instant now);

  std::uint32_t ssrc_;
  std::uint32_t clock_rate_hz_;
  NackLimits limits_;
  Unwrapper<std::uint16_t> unwrapper_;
  std::int64_t run_offset_ = 0;  // added to what the unwrapper says
  SequenceWindow window_;
  NackGenerator nacks_;
  std::optional<std::uint16_t> leapt_to_;

  std::int64_t base_ = 0;  // first number, of this run
  std::uint64_t received_ = 0;
  std::int64_t run_received_ = 0;
  std::int64_t expected_before_ = 0;
  std::int64_t received_before_ = 0;
  double jitter_ = 0;  // timestamp units
  std::optional<Instant> last_arrival_;
  std::uint32_t last_timestamp_ = 0;
  std::optional<NtpTime> last_report_;
  Instant last_report_at_;
};

}  // namespace diemcau::rtp
