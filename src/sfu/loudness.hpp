// How loud a track is lately, from the levels its packets carry (RFC 6464).
#pragma once

#include <cstdint>
#include <optional>

#include "base/time.hpp"
#include "wire/extensions.hpp"

namespace diemcau::sfu {

class Loudness {
 public:
  // What a packet without a level counts as: speech.
  static constexpr std::uint8_t kAssumedMinusDbov = 30;
  // Without packets a voice counts as silent after this: two comfort noise intervals of Opus (RFC 6716 section 2.1.9).
  static constexpr Duration kSilentAfter = std::chrono::milliseconds{800};

  void handle_packet(const std::optional<wire::AudioLevel>& level, Instant now) {
    const double decibels = 127.0 - (level ? level->minus_dbov : kAssumedMinusDbov);
    // Quick to hear a voice, slow to forget it between words: time constants of 2 and 20 packets of 20 ms.
    smoothed_ += (decibels - smoothed_) * (decibels > smoothed_ ? 0.4 : 0.05);
    last_packet_ = now;
    heard_ = true;
  }

  // Decibels above silence: 0 silent to 127 loudest.
  [[nodiscard]] double decibels(Instant now) const { return live(now) ? smoothed_ : 0; }
  // Packets came lately, loud or not.
  [[nodiscard]] bool live(Instant now) const { return heard_ && now - last_packet_ < kSilentAfter; }
  [[nodiscard]] std::uint8_t minus_dbov(Instant now) const { return static_cast<std::uint8_t>(127.5 - decibels(now)); }

 private:
  double smoothed_ = 0;
  Instant last_packet_;
  bool heard_ = false;
};

}  // namespace diemcau::sfu
