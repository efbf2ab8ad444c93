#include "robots/voice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "robots/opus_codec.hpp"

namespace diemcau::robots {
namespace {

using namespace std::chrono_literals;

// A second of a voice, through encoder and decoder, without the encoder's start.
std::vector<std::int16_t> heard(const Voice& voice) {
  OpusSpeaker speaker;
  OpusListener listener;
  std::vector<std::int16_t> samples;
  std::array<std::int16_t, kOpusFrameSamples> frame{};
  for (std::uint64_t position = 0; position < kSampleRateHz; position += frame.size()) {
    voice.read(position, frame);
    const auto decoded = listener.decode(speaker.encode(frame));
    samples.insert(samples.end(), decoded.begin(), decoded.end());
  }
  return samples;
}

TEST(Voice, EachSiteHasItsOwnTone) {
  for (std::uint8_t site = 0; site < 12; ++site) {
    const std::vector<std::int16_t> all = heard(Voice::test_signal(site));
    const auto samples = std::span{all}.subspan(kSampleRateHz / 2, kSampleRateHz / 4);
    for (std::uint8_t other = 0; other < 12; ++other) {
      const double amplitude = amplitude_at(samples, test_tone_hz(other));
      if (other == site) {
        EXPECT_GT(amplitude, 0.03) << int{site};
      } else {
        EXPECT_LT(amplitude, 0.02) << int{site} << " heard as " << int{other};
      }
    }
  }
}

TEST(Voice, BeepsAtTheWholeSecond) {
  const std::vector<std::int16_t> all = heard(Voice::test_signal(3));
  EXPECT_GT(amplitude_at(std::span{all}.subspan(960, 2880), kBeepHz), 0.1);
  EXPECT_LT(amplitude_at(std::span{all}.subspan(24'000, 2880), kBeepHz), 0.02);
}

TEST(Voice, SpeaksVietnamese) {
  const std::vector<std::int16_t> samples = speak("Điểm cầu Bình Phước xin nghe rõ");
  ASSERT_GT(samples.size(), std::size_t{kSampleRateHz});
  EXPECT_LT(samples.size(), std::size_t{kSampleRateHz * 6});
  EXPECT_LT(audio_level(samples), 40);
}

TEST(AudioLevel, FullScaleSquareIsZeroAndSilenceIs127) {
  EXPECT_EQ(audio_level(std::vector<std::int16_t>(100, 32767)), 0);
  EXPECT_EQ(audio_level(std::vector<std::int16_t>(100, 0)), 127);
}

}  // namespace
}  // namespace diemcau::robots
