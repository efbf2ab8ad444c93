// Which lost packets to ask for again, and when (RFC 4585 section 6.2.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace diemcau::rtp {

struct NackLimits {
  Duration first_after = std::chrono::milliseconds{10};     // a reordered packet may still come by itself
  Duration least_interval = std::chrono::milliseconds{20};  // between two requests for one packet
  Duration max_age = std::chrono::seconds{1};               // nobody waits longer for a packet
  std::uint8_t max_requests = 10;                           // per packet
  std::size_t max_missing = 500;                            // packets; beyond, only a key frame helps
};

class NackGenerator {
 public:
  explicit NackGenerator(NackLimits limits = {}) : limits_(limits) {}

  // A fresh packet came; `sequence` unwrapped. False when so much is missing that everything was given up: ask for a
  // key frame.
  bool handle_packet(std::int64_t sequence, Instant now);

  // Appends the numbers (unwrapped, rising) that are to be asked for now, at most `most`, and counts them as asked.
  void poll(Instant now, std::size_t most, std::vector<std::int64_t>& due);

  // When poll() has something to do, kNever when nothing is missing.
  [[nodiscard]] Instant deadline() const { return deadline_; }
  [[nodiscard]] std::size_t missing() const { return missing_.size(); }
  // True while `sequence` is still hoped for.
  [[nodiscard]] bool hopes_for(std::int64_t sequence) const;

  // Round trip, smoothed, as the answers to single requests tell; `initial` until there were any.
  [[nodiscard]] Duration round_trip() const { return round_trip_; }

 private:
  struct Missing {
    std::int64_t sequence = 0;
    Instant noticed;
    Instant next;
    Instant first_asked;
    std::uint8_t requests = 0;
  };

  void found(std::int64_t sequence, Instant now);
  void recompute_deadline();

  NackLimits limits_;
  std::vector<Missing> missing_;  // rising
  std::int64_t newest_ = -1;
  Duration round_trip_ = std::chrono::milliseconds{100};
  Instant deadline_ = kNever;
};

}  // namespace diemcau::rtp
