#include "robots/voice.hpp"

#include <speex/speex_resampler.h>

#include <algorithm>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#include <boost/process/search_path.hpp>
#include <cmath>
#include <cstring>
#include <iterator>
#include <numbers>
#include <string>

namespace diemcau::robots {
namespace {

constexpr double kFullScale = 32768;
constexpr double kToneAmplitude = 0.08;
constexpr double kBeepAmplitude = 0.35;
constexpr std::size_t kWavHeaderBytes =
    44;  // espeak-ng writes the canonical RIFF header: "fmt " of 16 bytes, then "data"
constexpr std::size_t kWavRateOffset = 24;
constexpr std::size_t kMaxWavBytes = 4 * 1024 * 1024;  // about 95 s: far more than a sentence

std::string run_espeak(std::string_view text) {
  namespace process = boost::process;
  const auto program = process::search_path("espeak-ng");
  if (program.empty()) {
    return {};
  }
  process::ipstream output;
  process::child child{program,
                       "-v",
                       "vi",
                       "-s",
                       "140",
                       "--stdout",
                       "--",
                       std::string{text},
                       process::std_out > output,
                       process::std_err > process::null,
                       process::std_in < process::null};
  std::string wav;
  for (std::istreambuf_iterator<char> byte{output}, end; byte != end && wav.size() < kMaxWavBytes; ++byte) {
    wav.push_back(*byte);
  }
  child.wait();
  return wav;
}

std::vector<std::int16_t> resampled(const std::vector<std::int16_t>& samples, std::uint32_t from_hz) {
  int error = 0;
  SpeexResamplerState* resampler = speex_resampler_init(1, from_hz, kSampleRateHz, 5, &error);
  if (resampler == nullptr) {
    return {};
  }
  std::vector<std::int16_t> result(samples.size() * kSampleRateHz / from_hz + 1);
  auto in = static_cast<spx_uint32_t>(samples.size());
  auto out = static_cast<spx_uint32_t>(result.size());
  speex_resampler_process_int(resampler, 0, samples.data(), &in, result.data(), &out);
  speex_resampler_destroy(resampler);
  result.resize(out);
  return result;
}

std::size_t samples_in(Duration duration) {
  return static_cast<std::size_t>(duration.count() * kSampleRateHz / 1'000'000'000);
}

}  // namespace

std::vector<std::int16_t> speak(std::string_view vietnamese) {
  const std::string wav = run_espeak(vietnamese);
  if (wav.size() <= kWavHeaderBytes) {
    return {};
  }
  std::uint32_t rate_hz = 0;  // little endian, as is every processor this runs on
  std::memcpy(&rate_hz, wav.data() + kWavRateOffset, sizeof rate_hz);
  if (rate_hz < 8000 || rate_hz > kSampleRateHz) {
    return {};
  }
  std::vector<std::int16_t> samples((wav.size() - kWavHeaderBytes) / 2);
  std::memcpy(samples.data(), wav.data() + kWavHeaderBytes, samples.size() * 2);
  return resampled(samples, rate_hz);
}

Voice Voice::speech(std::string_view text, Duration pause) {
  std::vector<std::int16_t> loop = speak(text);
  loop.resize(loop.size() + std::max<std::size_t>(samples_in(pause), 1));
  return Voice{std::move(loop)};
}

Voice Voice::test_signal(std::uint8_t site_number) {
  std::vector<std::int16_t> loop(kSampleRateHz);
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const double t = 2 * std::numbers::pi * static_cast<double>(i) / kSampleRateHz;
    double value = kToneAmplitude * std::sin(t * test_tone_hz(site_number));
    if (i < samples_in(kBeep)) {
      value += kBeepAmplitude * std::sin(t * kBeepHz);
    }
    loop[i] = static_cast<std::int16_t>(value * (kFullScale - 1));
  }
  return Voice{std::move(loop)};
}

void Voice::read(std::uint64_t position, std::span<std::int16_t> samples) const {
  std::size_t from = position % loop_.size();
  for (std::int16_t& sample : samples) {
    sample = loop_[from];
    from = from + 1 == loop_.size() ? 0 : from + 1;
  }
}

double test_tone_hz(std::uint8_t site_number) {
  return 400.0 + 100.0 * site_number;
}

double amplitude_at(std::span<const std::int16_t> samples, double frequency_hz) {
  if (samples.empty()) {
    return 0;
  }
  const double coefficient = 2 * std::cos(2 * std::numbers::pi * frequency_hz / kSampleRateHz);
  double previous = 0;
  double before = 0;
  for (const std::int16_t sample : samples) {
    const double current = sample / kFullScale + coefficient * previous - before;
    before = previous;
    previous = current;
  }
  const double power = previous * previous + before * before - coefficient * previous * before;
  return 2 * std::sqrt(std::max(power, 0.0)) / static_cast<double>(samples.size());
}

std::uint8_t audio_level(std::span<const std::int16_t> samples) {
  double sum = 0;
  for (const std::int16_t sample : samples) {
    sum += static_cast<double>(sample) * sample;
  }
  const double mean = samples.empty() ? 0 : sum / static_cast<double>(samples.size());
  if (mean < 1) {
    return 127;
  }
  return static_cast<std::uint8_t>(std::clamp(-10 * std::log10(mean / (kFullScale * kFullScale)), 0.0, 127.0));
}

}  // namespace diemcau::robots
