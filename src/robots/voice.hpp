// What a simulated site says: Vietnamese speech, or a tone that a test can recognise.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace diemcau::robots {

inline constexpr int kSampleRateHz = 48'000;

// 48 kHz mono samples. Speech by the espeak-ng program; empty where that program is missing or fails.
[[nodiscard]] std::vector<std::int16_t> speak(std::string_view vietnamese);

// A loop of sound that starts at sample 0. Value type.
class Voice {
 public:
  // `text` spoken, then silence until `pause` has passed.
  [[nodiscard]] static Voice speech(std::string_view text, Duration pause);
  // A steady tone of the site's own frequency, and at each whole second a beep for kBeep, which the picture's flash
  // goes with.
  [[nodiscard]] static Voice test_signal(std::uint8_t site_number);

  // Fills `samples` with what is heard from sample `position` on.
  void read(std::uint64_t position, std::span<std::int16_t> samples) const;

 private:
  explicit Voice(std::vector<std::int16_t> loop) : loop_(std::move(loop)) {}
  std::vector<std::int16_t> loop_;
};

inline constexpr Duration kBeep = std::chrono::milliseconds{100};
inline constexpr double kBeepHz = 3000;

// The frequency of a site's test tone: 400 Hz and up in steps of 100 Hz.
[[nodiscard]] double test_tone_hz(std::uint8_t site_number);

// Amplitude (0 to 1 of full scale) of one frequency in samples at 48 kHz: Goertzel's filter.
[[nodiscard]] double amplitude_at(std::span<const std::int16_t> samples, double frequency_hz);

// −dBov of samples, 0 to 127 (RFC 6464).
[[nodiscard]] std::uint8_t audio_level(std::span<const std::int16_t> samples);

}  // namespace diemcau::robots
